"""The partnering agreement at work: how far it has come, its versions, its signing, what was promised."""

"""Use cases: what a person at the window or a script at the command line can do."""

"""How fast and how small the exchange between offices is, measured beside other ways in the same run."""

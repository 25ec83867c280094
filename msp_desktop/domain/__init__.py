"""Rules of the partnership guideline: plain Python, without window, database or files."""

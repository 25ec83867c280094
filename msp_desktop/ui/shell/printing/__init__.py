"""The page on which documents are looked at and brought out of the computer."""

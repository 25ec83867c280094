"""The kinds of records around meetings (task 7.1)."""

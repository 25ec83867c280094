"""The matrices of module A, Initiation: one file for what belongs together, one function for each matrix.

Each function takes the records of a partnership and the day on which they are looked at.
"""

"""One small package per module of the guideline: pictures, matrices and builders beside its records."""

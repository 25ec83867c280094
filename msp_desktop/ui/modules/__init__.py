"""One small package per module of the guideline: pages that are more than their records."""

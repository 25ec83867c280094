"""What is worked out from figures and checks: sums, paths, periods, standing, early warnings (task 8.1)."""

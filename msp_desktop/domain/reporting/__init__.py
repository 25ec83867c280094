"""Reports that are due: lines, periods, lights, and what is missing (task 8.3)."""

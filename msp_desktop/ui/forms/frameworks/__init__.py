"""Loading the official wording of goals, targets and indicators, and choosing which is shown."""

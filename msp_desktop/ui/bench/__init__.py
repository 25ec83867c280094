"""What the window costs, measured beside something bare in the same run."""

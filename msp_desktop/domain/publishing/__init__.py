"""What of a partnership can be published in the IATI standard, and what cannot (task 8.3)."""

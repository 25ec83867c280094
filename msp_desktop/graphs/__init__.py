"""Pictures of what belongs together: worked out once, drawn by the window and by documents alike."""

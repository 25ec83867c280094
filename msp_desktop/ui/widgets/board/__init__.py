"""Cards in rows and columns that are moved along their row by mouse and by keys."""

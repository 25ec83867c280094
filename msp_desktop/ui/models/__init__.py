"""Records as Qt item views see them, and answers as people read them."""

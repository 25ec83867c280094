"""What each document says, in the order it says it."""

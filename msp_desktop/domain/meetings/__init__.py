"""Meetings: when they fall, what they should talk about, who came, and minutes that stay as they are."""

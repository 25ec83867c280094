"""Files that others publish: bytes in, values out. Whatever stands in them is only read, never run."""

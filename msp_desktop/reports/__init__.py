"""Documents: layouts say what stands in them, `pdf` draws it. Values in, bytes out."""

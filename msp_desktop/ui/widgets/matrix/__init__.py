"""A matrix to read and to fill in, by keyboard too: see `view.MatrixView`."""

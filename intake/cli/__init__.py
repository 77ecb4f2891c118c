"""The command line of the book: what the gate offers beside starting and serving."""

"""One page a file: parse, one call, render."""

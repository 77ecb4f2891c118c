"""Messages are sent and what became of them is noted; with an answer goes the question about it."""

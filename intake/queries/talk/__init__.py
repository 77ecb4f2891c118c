"""What was said and what became of it: the log of talks and its search, each step, deliveries, channels."""

"""What was said and whether it arrived: the log of talks, each step from the inside, messages that failed."""

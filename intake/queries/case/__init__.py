"""One case as it is read: its page in parts, its clocks and story, another beside it, what is like it."""

"""What comes in and what was said: raw updates, each once, and the log of the talk with its inside."""

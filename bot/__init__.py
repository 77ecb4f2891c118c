"""Listens and speaks: channels, the dialogue, and the only asynchronous room."""

"""The book and the clock: the only room that touches a database."""

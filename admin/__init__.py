"""The officers' panel: shows the book and passes an officer's moves on to intake."""

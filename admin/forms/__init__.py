"""What is typed at the panel: forms drawn from what a move needs, and read back into what the book knows."""

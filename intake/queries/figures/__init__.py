"""What the book amounts to: the board, places, where citizens drop out, and signs of bent clocks."""

"""What is counted for the board: the tallies, how they are counted, and the sums that are kept of them."""

"""What is made of the board besides looking at it: saved views, their weekly letters, sums of past weeks."""

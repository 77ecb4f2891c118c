"""A matter becomes a case: who gets it, how urgent it is, who is told at once, and what is no matter at all."""

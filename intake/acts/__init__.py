"""What is done with a case through its one door `cases`: by citizens, at the counter, at a desk, from a phone."""

"""Learning from examples, away from any turn of talk: how weights are found, judged and compared."""

"""What the office words itself: its topics, its own answers to questions, its sentences to citizens."""

"""What the office words itself: topics, answers to questions, sentences to citizens, reply templates."""

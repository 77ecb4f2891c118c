"""Letters to staff: what they look like, how they go to the mail server, and the sender that empties the queue."""

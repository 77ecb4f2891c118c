"""The talk with officers on their own phones: a few commands, notices, nothing of any citizen's data."""

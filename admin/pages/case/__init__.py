"""One case: its page and moves, another beside it, its people, files and replies, its deadline on paper."""

"""Where an officer's day begins: the inbox with its filters, moves on many cases, what is held, notices."""

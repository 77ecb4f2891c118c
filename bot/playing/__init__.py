"""The pure dialogue is played against the book, and what was played is on record and can be played again."""

"""What the dialogue orders is carried out in the book, and what came of it goes back as an event."""

"""What goes out is put into words: notices, choices by number, files of an answer, what the book may not hold."""

"""What is answered at once from the office's book, its hours and telephones, or the law."""

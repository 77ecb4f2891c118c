"""What people say past the open question: help, ways out, plain questions; after it the question comes again."""

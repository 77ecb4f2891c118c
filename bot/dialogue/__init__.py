"""The conversation with a citizen, decided without any input or output: state and event in, words and orders out."""

"""Citizens face to face: the counter, visits, reception days and their book, dialogue sessions, promises."""

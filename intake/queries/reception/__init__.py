"""What came of meeting citizens face to face: dialogue sessions, promises, and who may answer for them."""

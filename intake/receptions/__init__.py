"""Citizens and leaders face to face: reception days, visits, dialogue sessions, and what was promised there."""

"""Lists of cases for whoever works on them: folders with counts, what they are narrowed to, what is new."""

"""Who in office is meant or accused, by what they are called, and which body decides about them."""

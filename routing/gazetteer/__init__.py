"""Where it is: old and new units, streets, spots and measures, by the many ways in which people write them."""

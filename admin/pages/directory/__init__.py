"""Who is in office and who does what: units, staff, and the rules by which matters go to them."""

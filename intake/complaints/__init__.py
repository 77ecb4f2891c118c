"""Complaints on their way to a signed form: what was told for it, to whom it goes, and the paper to sign."""

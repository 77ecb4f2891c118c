"""A matter is rounded off: its place, its topic, what is put right, the read-back and the clear yes."""

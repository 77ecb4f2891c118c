"""A living demo province: real place names, invented people, six months of work through the real doors."""

"""The ways in which a citizen and the office reach each other: a folder a channel, a line in the registry."""

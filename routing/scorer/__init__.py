"""The small learned scorer: its features, its weights, and how sure its numbers may be taken to be."""

"""The Vietnamese words of the panel for what the book keeps by code."""

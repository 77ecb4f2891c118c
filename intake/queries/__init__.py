"""Read-only answers for pages: each returns frozen dataclasses, scoped to what the viewer may see."""

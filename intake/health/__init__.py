"""Whether an installation is well: what the doctor looks at, and what puts a stalled or misled one right."""

"""Says who must act: text and a snapshot of the directory in, a decision with reasons out; no clock, no database."""

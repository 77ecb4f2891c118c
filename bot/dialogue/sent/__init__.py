"""Matters already sent: for which case words are, and what citizens ask, put right, rate and withdraw."""

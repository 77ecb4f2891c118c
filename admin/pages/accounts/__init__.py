"""One's own way into the panel: signing in, the second step, passwords, one's account and mail address."""

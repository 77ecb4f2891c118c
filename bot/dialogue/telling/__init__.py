"""A matter is being told: greeting, consent, language, and the questions of which one at a time is asked."""

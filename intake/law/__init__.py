"""The legal clock: statutes as data, the office's calendar, and dates computed from both. Pure."""

"""Reads a whole number where anything else may stand: an address, a button, a head of a request."""

MOST_DIGITS = 15


def whole(text: str, most_digits: int = MOST_DIGITS) -> int | None:
    """Return a whole number, 0 or more, of ASCII digits; None for anything that is none, or is longer."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None

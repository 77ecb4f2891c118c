"""Numbers as they come in forms and addresses, where anything else may stand."""

_MOST_DIGITS = 15


def number(text: str, most_digits: int = _MOST_DIGITS) -> int | None:
    """Return a typed whole number, 0 or more; None for anything that is none, or is longer."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None

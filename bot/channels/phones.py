"""Telephone numbers as platforms give them, in the way people here write and dial them."""

_DIGITS = range(9, 12)
_ABROAD = "84"


def local_number(given: str) -> str:
    """Return "0912345678" for "+84 912 345 678"; blank for what is no number of this country."""
    digits = "".join(sign for sign in given if sign.isascii() and sign.isdigit())
    if digits.startswith(_ABROAD) and len(digits) - len(_ABROAD) in _DIGITS:
        digits = "0" + digits.removeprefix(_ABROAD).lstrip("0")
    return digits if digits.startswith("0") and len(digits) in _DIGITS else ""

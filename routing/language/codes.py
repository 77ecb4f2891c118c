"""Knows the code of a case and the secret of a receipt by their form: signs in groups of four, and no words."""

import re

from routing.language.folding import normalise

SIGN = "[0-9A-Za-z]"
_BARE = re.compile(rf"{SIGN}{{4}}[\s.-]?{SIGN}{{4}}(?:[\s.-]?{SIGN}{{4}})?")
_PLATE = re.compile(r"\d{2}[\s.-]?[A-Za-z][A-Za-z\d]?[\s.-]?\d{3}[\s.-]?\d{2}")  # of a vehicle
_APART = re.compile(r"[\s.]")


def is_bare_code(text: str) -> bool:
    """Whether a message is the secret or the end of a code and nothing else: signs and figures, no word, no plate."""
    signs = normalise(text).strip()
    is_code = _BARE.fullmatch(signs) is not None and is_mixed(signs) and _PLATE.fullmatch(signs) is None
    return is_code and not any(part.isalpha() and part.islower() for part in signs.split())


def cries_for_nobody(text: str) -> bool:
    """Whether a bare code is surely no cry for help ("Chay ngo5"): in dashes, or each group with letter and figure."""
    signs = normalise(text).strip()
    groups = _APART.split(signs)
    is_sure = "-" in signs if len(groups) == 1 else all(map(is_mixed, groups))
    return is_sure and is_bare_code(signs)


def is_mixed(signs: str) -> bool:
    """Whether letters and figures stand among signs."""
    return any(one.isdigit() for one in signs) and any(one.isalpha() for one in signs)

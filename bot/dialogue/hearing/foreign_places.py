"""A commune and a way as another language names them: the kind behind the name, as in "Bac Giang ward"."""

import re
from collections.abc import Iterable
from itertools import islice

from routing.language.folding import bare

_KINDS = {"ward": "phường", "commune": "xã"}
# Beside a name without marks, which is then any that it may be.
_PLAIN_KINDS = {word: bare(kind) for word, kind in _KINDS.items()}
_KIND = re.compile(r"\s(ward|commune)\b", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_]+\s+){0,2}[^\W\d_]+\s*$")
_WAYS = {"street": "đường", "road": "đường", "lane": "ngõ", "alley": "ngõ", "village": "thôn", "hamlet": "thôn"}
_PLAIN_WAYS = {word: bare(way) for word, way in _WAYS.items()}
_HOUSE = re.compile(r"\b(?:number|no\.?|house) (?=\d)", re.IGNORECASE)
_WAY = re.compile(
    rf"\b(?!The\b|This\b|That\b|Our\b|My\b|Your\b|A\b|In\b|On\b)((?:[^\W\d_a-zà-ỹđ][^\W\d_]*\s+){{1,3}})({'|'.join(_WAYS)})\b"
)
_MOST, _BEFORE = 5, 200  # so many, each with so many letters before it: no message is looked through again and again


def commune_first(text: str) -> Iterable[str]:
    """Yield what is told with each commune as it is said in Vietnamese, for names of two, three and one words."""
    for found in islice(_KIND.finditer(text), _MOST):
        before = text[max(found.start() - _BEFORE, 0) : found.start()]
        if (named := _NAME.search(before)) is None:
            continue
        kinds = _PLAIN_KINDS if named[0].isascii() else _KINDS
        name, kind = named[0].split(), kinds[found[1].lower()]
        lengths = [one for one in (2, 3, 1) if one <= len(name)]
        for length in lengths:
            spot = before[: named.start()] + " ".join(name[: len(name) - length])
            yield f"{_ways_first(spot).rstrip(' ,')}, {kind} {' '.join(name[-length:])}".removeprefix(", ")
        for length in lengths:  # alone: "been" before it looks as if it were typed with marks
            yield f"{kind} {' '.join(name[-length:])}"


def names_way(text: str) -> bool:
    """Whether a text names a way as another language does ("Nguyen Trai street")."""
    return _WAY.search(text) is not None


def _ways_first(spot: str) -> str:
    """Return what is told with each way as it is said in Vietnamese ("Nguyen Trai street": "duong Nguyen Trai")."""
    ways = _PLAIN_WAYS if spot.isascii() else _WAYS
    numbered = _HOUSE.sub("so " if spot.isascii() else "số ", spot)
    return _WAY.sub(lambda found: f"{ways[found[2]]} {found[1].strip()}", numbered)

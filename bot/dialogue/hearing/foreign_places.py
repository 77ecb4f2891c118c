"""A commune as another language names it: the kind behind the name, as in "Bac Giang ward"."""

import re
from collections.abc import Iterable
from itertools import islice

_KINDS = {"ward": "phường", "commune": "xã"}
_PLAIN_KINDS = {"ward": "phuong", "commune": "xa"}  # beside a name without marks, which is then any that it may be
_KIND = re.compile(r"\s(ward|commune)\b", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_]+\s+){0,2}[^\W\d_]+\s*$")
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
            yield f"{spot.rstrip(' ,')}, {kind} {' '.join(name[-length:])}".removeprefix(", ")
        for length in lengths:  # alone: "been" before it looks as if it were typed with marks
            yield f"{kind} {' '.join(name[-length:])}"

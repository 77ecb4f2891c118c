"""Knows a question that asks nothing: angry people ask "sống sao nổi?", and it is no clerk's answer that they want."""

import tomllib
from functools import cache
from importlib.resources import files

from routing.openings import SeldomBook
from routing.phrases import parse_listed
from routing.words import Words

_TOLD, _ASKED = "told", "asked"
_LEAST_QUALITY = 0.6
_FEWEST = 4  # words: fewer tell no matter


def only_wonders(words: Words) -> bool:
    """Whether a message tells by asking, and asks for nothing besides."""
    if len(words) < _FEWEST:
        return False
    found = {one.phrase.label for one in _book().find(words, nested=True) if one.quality >= _LEAST_QUALITY}
    return found == {_TOLD}


@cache
def _book() -> SeldomBook:
    stored = tomllib.loads((files("routing") / "data" / "rhetorical.toml").read_text(encoding="utf-8"))
    return SeldomBook(one for part in (_TOLD, _ASKED) for one in parse_listed(stored[part], part, 1.0))

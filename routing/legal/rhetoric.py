"""Knows a question that asks nothing: angry people ask "sống sao nổi?", and it is no clerk's answer that they want."""

import tomllib
from functools import cache
from importlib.resources import files

from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_TOLD, _ASKED = "told", "asked"
_LEAST_QUALITY = 0.6
_FEWEST = 4  # words: fewer tell no matter


def only_wonders(words: Words) -> bool:
    """Whether a message tells by asking, and asks for nothing besides."""
    if len(words) < _FEWEST:
        return False
    found = [one for one in _book().find(words, nested=True) if one.quality >= _LEAST_QUALITY]
    told = [one for one in found if one.phrase.label == _TOLD]
    asked = (one for one in found if one.phrase.label == _ASKED)
    return bool(told) and all(any(_holds(one, other) for one in told) for other in asked)


def _holds(told: Match, asked: Match) -> bool:
    """Whether words that ask are part of a longer phrase that does not ("bao nhiêu tiền của ai đền")."""
    return told.start <= asked.start and asked.end <= told.end and told.end - told.start > asked.end - asked.start


@cache
def _book() -> SeldomBook:
    stored = tomllib.loads((files("routing") / "data" / "rhetorical.toml").read_text(encoding="utf-8"))
    return SeldomBook(one for part in (_TOLD, _ASKED) for one in parse_listed(stored[part], part, 1.0))

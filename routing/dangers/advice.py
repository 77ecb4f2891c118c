"""Advice that cannot wait for an officer: what to do at once in a harm that is no danger to life this minute."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from routing.dangers.danger_lexicon import lexicon
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.words import split

AT_HOME = "violence"
JUDGEMENTS = frozenset({"judgement", "final_judgement"})  # of a court; as the rows of referrals.toml are called too
_NONE = "none"
_LEAST_QUALITY = 0.6
_FROM_AFAR = frozenset({"fraud", "pictures"})


@dataclass(frozen=True, slots=True)
class Advice:
    """What is told (a table of advice.toml) and the numbers to call, best first; none where nobody is called."""

    code: str
    numbers: tuple[str, ...]


def advice_in(text: str) -> Advice | None:
    """Return the first harm that a text tells of which something can be done at once, None for none."""
    words = split(text)
    told = [one for one in _book().find(words, nested=True) if one.quality >= _LEAST_QUALITY]
    none = [range(one.start, one.end) for one in told if one.phrase.label == _NONE]
    found = (one for one in told if not any(one.start in part and one.end - 1 in part for part in none))
    order = list(_tables())
    first = min(found, key=lambda one: (one.start, order.index(one.phrase.label)), default=None)
    return None if first is None else _advice()[first.phrase.label]


def is_done_from_afar(text: str) -> bool:
    """Whether a text tells a harm done over a telephone or the net: where it happened is nowhere."""
    advice = advice_in(text)
    return advice is not None and advice.code in _FROM_AFAR


def advice_codes() -> tuple[str, ...]:
    """Return all harms of which something can be done at once."""
    return tuple(_advice())


@cache
def _advice() -> Mapping[str, Advice]:
    numbers = lexicon().numbers
    told = {code: row for code, row in _tables().items() if code != _NONE}
    return {code: Advice(code, numbers.get(row["numbers"], ())) for code, row in told.items()}


@cache
def _book() -> SeldomBook:
    return SeldomBook(phrase for code, row in _tables().items() for phrase in parse_listed(row["cues"], code, 1.0))


@cache
def _tables() -> Mapping[str, Any]:
    stored = tomllib.loads((files("routing") / "data" / "advice.toml").read_text(encoding="utf-8"))
    return {code: row for code, row in stored.items() if code != "version"}

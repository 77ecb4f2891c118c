"""Hears who takes leave of life: few say it in one grave word, most in several that are harmless alone."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from routing.dangers.pleas import Plea, sentence_around
from routing.language.denials import is_denied
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_KIND = "suicide"
_WELL_SPELT, _PLAINLY_SPELT = 0.9, 0.6
_WEIGHTY = 1.5
_AGAIN = 1
# words on either side: who says farewell in a long talk says it in one breath
_NEAR, _BESIDE, _NEXT = 25, 12, 4


def farewell_in(words: Words) -> Plea | None:
    """Return where a message takes leave of life, None for none, and for what is only talked of, asked or long past."""
    found = [one for one in _book().find(words, nested=True) if _is_spelt(one, words)]
    against = [one for one in found if one.phrase.weight < 0]
    light = [one for one in found if 0 < one.phrase.weight < _WEIGHTY]
    weighty = [one for one in found if one.phrase.weight >= _WEIGHTY and _is_meant(one, against, words)]
    least = _tables()["least"]
    told = next((one for one in weighty if _points(one, weighty, light) >= least), None)
    return Plea(_KIND, told.start, told.end) if told else None


def _is_spelt(sign: Match, words: Words) -> bool:
    """Whether a sign is spelt as meant, in one clause; without diacritics one short word may be another."""
    if any(words.after_break[sign.start + 1 : sign.end]):
        return False
    if not words.is_accented:
        return sign.quality >= (_PLAINLY_SPELT if sign.phrase.tails else _WELL_SPELT)
    around = slice(max(0, sign.start - _NEXT), sign.end + _NEXT)
    is_plain_here = words.shown[around] == words.bases[around]
    return sign.quality >= (_PLAINLY_SPELT if is_plain_here else _WELL_SPELT)


def _is_meant(sign: Match, against: Sequence[Match], words: Words) -> bool:
    """Whether a sign is not denied, and nothing in its sentence speaks for something else."""
    if is_denied(words, sign.start):
        return False
    start, end = sentence_around(sign, words)
    return not any(start <= one.start < end for one in against)


def _points(sign: Match, weighty: Sequence[Match], light: Sequence[Match]) -> float:
    """Return the points of a sign and of those near it: no words twice, each sort once, a weighty one again for one."""
    counted = [sign]
    points = sign.phrase.weight
    for one in (*weighty, *light):
        is_weighty = one.phrase.weight >= _WEIGHTY
        is_far = _gap(sign, one) > (_NEAR if is_weighty else _BESIDE)
        if is_far or any(_gap(one, other) < 0 for other in counted):
            continue
        is_again = one.phrase.label in {other.phrase.label for other in counted}
        points += _AGAIN * is_weighty if is_again else one.phrase.weight
        counted.append(one)
    return points


def _gap(one: Match, other: Match) -> int:
    """Return how many words stand between two signs; below 0 where they share some."""
    return max(one.start - other.end, other.start - one.end)


@cache
def _book() -> SeldomBook:
    signs = tuple(_signs())
    weighty = (sign for sign in signs if sign.weight >= _WEIGHTY)
    return SeldomBook([*signs, *_spoilers()], weighty)


def _signs() -> Iterator[Phrase]:
    names = _tables()["names"]
    for name, sort in _tables()["signs"].items():
        cues = sort["cues"]
        for short, choice in names.items():
            cues = cues.replace(f"{{{short}}}", choice)
        yield from parse_listed(cues, name, sort["points"])


def _spoilers() -> Iterator[Phrase]:
    for name, listed in _tables()["unless"].items():
        yield from parse_listed(listed, name, -1.0)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "farewells.toml").read_text(encoding="utf-8"))

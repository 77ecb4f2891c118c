"""Finds in a message the words that hazards are told by: things, states, who is near, and what speaks against them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from routing.gazetteer.place_words import first_words
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words

_LEAST, _PLAINLY = 0.6, 0.9
_OTHER = "other"


def told_in(words: Words) -> list[Match]:
    """Return what is told, as it is spelt; nothing inside of what only sounds like a thing ("cây" in "cây xăng")."""
    found = [one for one in _book().find(words, slips=False, nested=True) if _is_spelt(one, words)]
    others = [one for one in found if one.phrase.label == _OTHER]
    return [one for one in found if one in others or not _lies_in(one, others)] if others else found


@cache
def hazard_tables() -> Mapping[str, Any]:
    """Return the tables of hazards.toml."""
    return _table("hazards.toml")


@cache
def sign_tables() -> Mapping[str, Any]:
    """Return the tables of hazard_signs.toml."""
    return _table("hazard_signs.toml")


def gap(one: Match, other: Match) -> int:
    """Return how many words stand between two matches; below 0 where they share some."""
    return max(one.start - other.end, other.start - one.end)


def _lies_in(one: Match, others: Sequence[Match]) -> bool:
    return any(other.start <= one.start and one.end <= other.end for other in others)


def _is_spelt(one: Match, words: Words) -> bool:
    """Whether a phrase is spelt as meant, in one clause; a single word without marks may be another, but for a few."""
    if any(words.after_break[one.start + 1 : one.end]):
        return False
    is_single = one.end - one.start == 1
    if is_single and _is_surname(words, one.start):
        return False
    return one.quality >= (_PLAINLY if is_single and one.phrase.bases[0] not in _plain() else _LEAST)


def _is_surname(words: Words, at: int) -> bool:
    """Whether a word begins somebody's name ("Trần Văn Bảy"), whatever it is a word for elsewhere."""
    is_name = all(words.capital[at : at + 2]) and words.bases[at] in first_words("person_surnames")
    return is_name and len(words.capital) > at + 1 and not words.after_break[at + 1]


@cache
def _book() -> Phrasebook:
    return Phrasebook(_phrases())


def _phrases() -> Iterator[Phrase]:
    for table in (hazard_tables(), sign_tables()):
        for name, phrases in table["words"].items():
            yield from parse_listed(phrases, name, 1.0)


@cache
def _plain() -> frozenset[str]:
    return frozenset(" ".join(one.bases) for one in parse_listed(hazard_tables()["plain"]["words"], "plain", 1.0))


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / name).read_text(encoding="utf-8"))

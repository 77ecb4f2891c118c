"""Hears a hazard: what may kill somebody today though nobody is being hurt yet; it is urgent, and interrupts nobody.

A tree about to fall on a road, an open shaft, a wire within reach: each is a thing, the state that it is in, and who
comes near it. What is learned as a danger is one of this minute, so hazards are told by rule.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from routing.danger_lexicon import numbers_of
from routing.denials import is_denied
from routing.listed import listed
from routing.phrase_rules import Phrase, parse_listed
from routing.phrases import Match, Phrasebook
from routing.words import Words, breaks_off

_LEAST, _PLAINLY = 0.6, 0.9
# words between a thing and its state behind or before it, and around both to who is near or what speaks against them
_TOGETHER, _BEFORE, _NEAR = 10, 1, 22
_AGAINST = frozenset({"mild", "mended", "asked", "general", "past", "figure", "untouched"})


@dataclass(frozen=True, slots=True)
class Hazard:
    """What may take a life: its kind, the numbers to call should it do so, best first, and the words that tell it.

    Kinds: tree, wire, pit, bank, bridge, flow, boat, gas, animal, food, lift, rails, road, exit.
    None is one of `urgency.Danger`.
    """

    kind: str
    numbers: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Sort:
    """Whose thing in which state is a hazard of a kind, by names of lists.

    A state that is not grave is one only with a phrase of `near` around it; with any stands one of `also`, if there are
    such, and none of `unless`.
    """

    kind: str
    thing: frozenset[str]
    grave: frozenset[str]
    state: frozenset[str]
    near: frozenset[str]
    also: frozenset[str]
    unless: frozenset[str]


def hazard_in(words: Words) -> Hazard | None:
    """Return a hazard that the words tell, or None; what is mended, asked about or feared in general is none."""
    found = [one for one in _book().find(words, slips=False, nested=True) if _is_spelt(one, words)]
    if not found:
        return None
    others = [one for one in found if one.phrase.label == "other"]
    told = [one for one in found if one in others or not _lies_in(one, others)]
    return next(_told(words, told), None)


def is_hazard(kind: str | None) -> bool:
    """Whether a kind of what is urgent is a hazard, and no danger of this minute."""
    return any(sort.kind == kind for sort in _sorts())


def is_told_elsewhere(topic: str) -> bool:
    """Whether what is told to the desks of a topic has other ends than to have a hazard removed."""
    return topic in _elsewhere()


def _told(words: Words, told: Sequence[Match]) -> Iterator[Hazard]:
    for sort in _sorts():
        for thing, state in _pairs(words, told, sort):
            start, end = min(thing.start, state.start), max(thing.end, state.end)
            around = [one for one in told if start - _NEAR <= one.start < end + _NEAR]
            beside = [one for one in around if _gap(one, thing) >= 0 and _gap(one, state) >= 0]
            is_near = state.phrase.label in sort.grave or _of(beside, sort.near)
            is_asked_for = not sort.also or _of(around, sort.also)
            if is_near and is_asked_for and not _of(around, sort.unless):
                yield Hazard(sort.kind, numbers_of(sort.kind), words.said(start, end))


def _pairs(words: Words, told: Sequence[Match], sort: _Sort) -> Iterator[tuple[Match, Match]]:
    """Yield the things of a sort with the states that may be theirs; what is denied is none."""
    things = _of(told, sort.thing)
    states = _of(told, sort.grave | sort.state) if things else []
    found = product(things, states)
    yield from (one for one in found if _belong(*one, words) and not is_denied(words, one[1].start))


def _belong(thing: Match, state: Match, words: Words) -> bool:
    """Whether a state may be that of a thing: behind it in its sentence, or right before it ("mất nắp cống")."""
    is_first = thing.start <= state.start
    if _gap(thing, state) not in range((_TOGETHER if is_first else _BEFORE) + 1):
        return False
    first, last = (thing, state) if is_first else (state, thing)
    return not any(breaks_off(words, i) for i in range(first.start + 1, last.end))


def _of(found: Sequence[Match], labels: Collection[str]) -> list[Match]:
    return [one for one in found if one.phrase.label in labels]


def _gap(one: Match, other: Match) -> int:
    """Return how many words stand between two matches; below 0 where they share some."""
    return max(one.start - other.end, other.start - one.end)


def _lies_in(one: Match, others: Sequence[Match]) -> bool:
    return any(other.start <= one.start and one.end <= other.end for other in others)


def _is_spelt(one: Match, words: Words) -> bool:
    """Whether a phrase is spelt as meant, in one clause; a single word without marks may be another, but for a few."""
    if any(words.after_break[one.start + 1 : one.end]):
        return False
    is_single = one.end - one.start == 1
    return one.quality >= (_PLAINLY if is_single and one.phrase.bases[0] not in _plain() else _LEAST)


@cache
def _book() -> Phrasebook:
    return Phrasebook(_phrases())


def _phrases() -> Iterator[Phrase]:
    for name, phrases in _tables()["words"].items():
        yield from parse_listed(phrases, name, 1.0)


@cache
def _plain() -> frozenset[str]:
    return frozenset(" ".join(one.bases) for one in parse_listed(_tables()["plain"]["words"], "plain", 1.0))


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(listed(_tables()["elsewhere"]["topics"]))


@cache
def _sorts() -> tuple[_Sort, ...]:
    return tuple(_sort(one) for one in _tables()["sorts"])


def _sort(row: Mapping[str, Any]) -> _Sort:
    thing, grave, state, near, also, unless = (
        frozenset(row.get(name, ())) for name in ("thing", "grave", "state", "near", "also", "unless")
    )
    return _Sort(row["kind"], thing, grave, state, near, also, _AGAINST | unless)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "hazards.toml").read_text(encoding="utf-8"))

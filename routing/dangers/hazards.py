"""Hears a hazard: what may kill somebody today though nobody is being hurt yet; it is urgent, and interrupts nobody.

A tree about to fall on a road, an open shaft, a wire within reach: each is a thing, the state that it is in, and who
comes near it. Rules hear those that are listed, a learned scorer those that people tell in words of their own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from routing.dangers.danger_lexicon import danger_tables, numbers_of
from routing.dangers.hazard_scorer import default_hazard_scorer
from routing.dangers.hazard_words import gap, hazard_tables, told_in
from routing.language.denials import is_denied
from routing.language.listed import listed
from routing.language.phrases import Match
from routing.language.words import Words, breaks_off

# words between a thing and its state behind or before it, and around both to who is near or what speaks against them
_TOGETHER, _BEFORE, _NEAR = 10, 1, 22
_AGAINST = frozenset({"mild", "mended", "asked", "general", "past", "figure", "untouched"})


@dataclass(frozen=True, slots=True)
class Hazard:
    """What may take a life: its kind, the numbers to call should it do so, best first, and the words that tell it.

    Kinds: tree, wire, pit, bank, bridge, flow, boat, gas, animal, food, lift, rails, road, exit, and unsafe
    (any other). None is one of `urgency.Danger`. What is only weighed, and stands on no list, is not sure: its teller
    hears what to do and an officer sees it, but nobody is called from their table for it.
    """

    kind: str
    numbers: tuple[str, ...]
    words: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Sort:
    """Whose thing in which state is a hazard of a kind, by names of lists; `states` are the grave ones and all others.

    A state that is not grave is one only with a phrase of `near` around it; with any stands one of `also`, if there are
    such, and none of `unless`.
    """

    kind: str
    thing: frozenset[str]
    grave: frozenset[str]
    states: frozenset[str]
    near: frozenset[str]
    also: frozenset[str]
    unless: frozenset[str]


def hazard_in(words: Words) -> Hazard | None:
    """Return a hazard that the words tell, or None; what is mended, asked about or feared in general is none."""
    told = told_in(words)
    return next(_told(words, told), None) or _weighed(words, told)


def is_hazard(kind: str | None) -> bool:
    """Whether a kind of what is urgent is a hazard, and no danger of this minute."""
    return kind in danger_tables()["numbers_of_hazards"]


def is_told_elsewhere(topic: str) -> bool:
    """Whether what is told to the desks of a topic has other ends than to have a hazard removed."""
    return topic in _elsewhere()


def _weighed(words: Words, told: Sequence[Match]) -> Hazard | None:
    """Return the hazard of the part that by its signs tells one."""
    part = default_hazard_scorer().told_part(words, told)
    if part is None:
        return None
    kind = default_hazard_scorer().kind_of(part.signs)
    named = [one for one in told if part.start <= one.start and one.end <= part.end]
    said = words.said(min(one.start for one in named), max(one.end for one in named))
    return Hazard(kind, numbers_of(kind), said, is_sure=False)


def _told(words: Words, told: Sequence[Match]) -> Iterator[Hazard]:
    labels = {one.phrase.label for one in told}
    for sort in _sorts():
        if sort.thing.isdisjoint(labels) or sort.states.isdisjoint(labels):
            continue
        for thing, state in _pairs(words, told, sort):
            start, end = min(thing.start, state.start), max(thing.end, state.end)
            around = [one for one in told if start - _NEAR <= one.start < end + _NEAR]
            beside = [one for one in around if gap(one, thing) >= 0 and gap(one, state) >= 0]
            is_near = state.phrase.label in sort.grave or _of(beside, sort.near)
            is_asked_for = not sort.also or _of(around, sort.also)
            if is_near and is_asked_for and not _of(around, sort.unless):
                yield Hazard(sort.kind, numbers_of(sort.kind), words.said(start, end))


def _pairs(words: Words, told: Sequence[Match], sort: _Sort) -> Iterator[tuple[Match, Match]]:
    """Yield the things of a sort with the states that may be theirs; what is denied is none."""
    found = product(_of(told, sort.thing), _of(told, sort.states))
    yield from (one for one in found if _belong(*one, words) and not is_denied(words, one[1].start))


def _belong(thing: Match, state: Match, words: Words) -> bool:
    """Whether a state may be that of a thing: behind it in its sentence, or right before it ("mất nắp cống")."""
    is_first = thing.start <= state.start
    if gap(thing, state) not in range((_TOGETHER if is_first else _BEFORE) + 1):
        return False
    first, last = (thing, state) if is_first else (state, thing)
    return not any(breaks_off(words, i) for i in range(first.start + 1, last.end))


def _of(found: Sequence[Match], labels: Collection[str]) -> list[Match]:
    return [one for one in found if one.phrase.label in labels]


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(listed(hazard_tables()["elsewhere"]["topics"]))


@cache
def _sorts() -> tuple[_Sort, ...]:
    return tuple(_sort(one) for one in hazard_tables()["sorts"])


def _sort(row: Mapping[str, Any]) -> _Sort:
    thing, grave, state, near, also, unless = (
        frozenset(row.get(name, ())) for name in ("thing", "grave", "state", "near", "also", "unless")
    )
    return _Sort(row["kind"], thing, grave, grave | state, near, also, _AGAINST | unless)

"""Cries that leave no doubt: their words alone tell a danger, however little or much is said around them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from routing.language.denials import is_denied
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words

_LEAST_QUALITY = 0.6
_ANOTHER_WORD = 0.5  # less well spelt, words speak against no cry: who writes "trong" with marks means no drum
_NEAR = 12  # words: a writer without full stops says other things beyond
_SENTENCE_END = frozenset(".!?;\n")
_YEARS = frozenset(map(str, range(1900, 2100)))
_BORN = "sinh"


class Plea(NamedTuple):
    """A cry at words `start` to `end` (not included) of a message, and the kind of danger it tells.

    `numbers` to call where they are others than those of the kind, best first.
    """

    kind: str
    start: int
    end: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sort:
    """In how long a message such cries are heard (None: in any), how well spelt, and what lists speak against them.

    `beside`: lists of which each must have a phrase in the sentence as well, or up to `reach` words before the cry: an
    address may stand between. `numbers`: as in `Plea`.
    """

    longest: int | None
    least: float
    unless: frozenset[str]
    beside: frozenset[str]
    numbers: tuple[str, ...]
    reach: int


def plea_in(words: Words) -> Plea | None:
    """Return the first cry of a message, None for none, and for what is denied, long past or only talked of.

    One that has numbers of its own comes before others: who has taken poison needs a doctor first, whatever they say.
    """
    cries = sorted(_cries().find(words, nested=True), key=_longest_first)
    if not cries:
        return None
    around = [one for one in _beside().find(words, slips=False, nested=True) if _is_whole(one, words)]
    against = [one for one in _beside().find(words, slips=False) if _speaks_against(one, cries, words)]
    pleas = [plea for cry in cries if (plea := _meant(cry, around, against, words))]
    return next((plea for plea in pleas if plea.numbers), pleas[0] if pleas else None)


def _meant(cry: Match, around: Sequence[Match], against: Sequence[Match], words: Words) -> Plea | None:
    number, _, kind = cry.phrase.label.partition(" ")
    sort = _sorts()[int(number)]
    if cry.quality < sort.least:
        return None
    start, end = (0, len(words)) if _is_short(words, sort) else sentence_around(cry, words)
    if sort.longest is not None and end - start > sort.longest:
        return None
    if (
        is_denied(words, cry.start)
        or any(words.after_break[cry.start + 1 : cry.end])
        or _tells_of_a_year(words.bases[start:end])
    ):
        return None
    first = min(start, cry.start - sort.reach) if sort.reach else start
    near = [one for one in around if first <= one.start < end and not _is_part_of(cry, one)]
    beside = {(one.start, one.end): one.phrase.label for one in near if one.phrase.label in sort.beside}
    # typed without marks "tường" is "tuồng" as well: what a cry needs beside it does not speak against it
    said = [one for one in against if start <= one.start < end and (one.start, one.end) not in beside]
    is_spoilt = any(one.phrase.label in sort.unless for one in said)
    is_meant = not is_spoilt and sort.beside <= {*beside.values()}
    return Plea(kind, cry.start, cry.end, sort.numbers) if is_meant else None


def _longest_first(cry: Match) -> tuple[bool, int, float]:
    return bool(cry.phrase.tails), cry.start - cry.end, -cry.quality


def _is_part_of(cry: Match, one: Match) -> bool:
    """Whether other words are only some of those of a cry, which has no gap."""
    within = cry.start <= one.start and one.end <= cry.end and one.end - one.start < cry.end - cry.start
    return within and not cry.phrase.tails


def _is_whole(one: Match, words: Words) -> bool:
    """Whether words around a cry are spelt so well that they may be meant, and stand in one clause."""
    is_parted = not one.phrase.tails and any(words.after_break[one.start + 1 : one.end])
    return one.quality >= _ANOTHER_WORD and not is_parted


def _speaks_against(one: Match, cries: Sequence[Match], words: Words) -> bool:
    """Whether words may speak against a cry; those that are only some of its own do not."""
    return _is_whole(one, words) and not _is_another(one, words) and not any(_is_part_of(cry, one) for cry in cries)


def _is_another(one: Match, words: Words) -> bool:
    """Whether one word typed without its marks, as all of a message is, is mostly another ("so" is "số", not "sợ")."""
    return not words.is_accented and one.end - one.start == 1 and words.bases[one.start] in _mostly_others()


def _is_short(words: Words, sort: _Sort) -> bool:
    return sort.longest is not None and len(words) <= sort.longest


def sentence_around(cry: Match, words: Words) -> tuple[int, int]:
    """Return where the sentence around a cry begins and ends, at most so many words away."""
    start, end = cry.start, cry.end
    while start > max(0, cry.start - _NEAR) and not _ends_before(start, words):
        start -= 1
    while end < min(len(words), cry.end + _NEAR) and not _ends_before(end, words):
        end += 1
    return start, end


def _ends_before(i: int, words: Words) -> bool:
    between = words.text[words.ends[i - 1] : words.starts[i]]
    return words.after_break[i] and not _SENTENCE_END.isdisjoint(between)


def _tells_of_a_year(bases: Sequence[str]) -> bool:
    """Whether a year is told that nobody was born in: what happened then is past."""
    return any(base in _YEARS and _BORN not in bases[max(0, i - 2) : i] for i, base in enumerate(bases))


@cache
def _cries() -> SeldomBook:
    return SeldomBook(_cried())


@cache
def _beside() -> Phrasebook:
    """Return what speaks against a cry or must stand beside one, apart from the cries: a longer phrase hides none."""
    return Phrasebook(_spoilers(), glued=False)


def _cried() -> Iterator[Phrase]:
    for number, sort in enumerate(_tables()["sorts"]):
        for kind, listed in sort["cries"].items():
            yield from parse_listed(listed, f"{number} {kind}", 1.0)


def _spoilers() -> Iterator[Phrase]:
    """Yield what speaks against a cry, and what must stand beside one."""
    for name, listed in (*_tables()["unless"].items(), *_tables()["beside"].items()):
        yield from parse_listed(listed, name, -1.0)


@cache
def _mostly_others() -> frozenset[str]:
    return frozenset(_tables()["plain"]["others"].split())


@cache
def _sorts() -> tuple[_Sort, ...]:
    return tuple(
        _Sort(
            one.get("longest"),
            one.get("least", _LEAST_QUALITY),
            frozenset(one["unless"]),
            frozenset(one.get("beside", ())),
            tuple(one.get("numbers", ())),
            one.get("reach", 0),
        )
        for one in _tables()["sorts"]
    )


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "pleas.toml").read_text(encoding="utf-8"))

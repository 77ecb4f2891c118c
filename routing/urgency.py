"""Danger to life comes before all else: which words mean that somebody must be called now, and whom."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from routing.phrases import Match, Phrase, Phrasebook, parse
from routing.words import Words, split

DANGER_WEIGHTS: Mapping[str, float] = {"sure": 4.0, "words": 3.0, "with": 1.5, "faint": 0.7}
_THRESHOLD = 2.8
_NOW_LIMIT = 3.0
_LATER_CUE = 0.7
_WELL_READ = 0.65
_NOW = "now"


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger to life: its kind, the numbers to call, best first, and the words of the citizen that tell it.

    Kinds: fire, crime, medical, child, drowning, electric, collapse, poisoning, suicide.
    """

    kind: str
    numbers: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Dangers:
    book: Phrasebook
    numbers: Mapping[str, tuple[str, ...]]


@cache
def _dangers() -> _Dangers:
    tables = tomllib.loads((files("routing") / "data" / "dangers.toml").read_text(encoding="utf-8"))
    numbers = {kind: tuple(table["numbers"]) for kind, table in tables.items() if "numbers" in table}
    return _Dangers(Phrasebook(_phrases(tables)), numbers)


def _phrases(tables: Mapping[str, Mapping[str, str]]) -> Iterator[Phrase]:
    for label, table in tables.items():
        for tier, listed in table.items():
            if tier == "numbers":
                continue
            for text in listed.split(","):
                if text.strip():
                    yield from parse(text, label, DANGER_WEIGHTS[tier])


def find_danger(text: str) -> Danger | None:
    """Return the danger that the text tells of, or None; chronic nuisance and figures of speech are no danger."""
    return danger_in(split(text))


def danger_in(words: Words) -> Danger | None:
    """Return the danger that the words tell of, or None."""
    found = _dangers().book.find(words, slips=False)
    matches = [m for m in found if m.quality >= _WELL_READ or m.phrase.label == _NOW]
    told = _told(matches)
    if not told or danger_points(matches) < _THRESHOLD:
        return None
    kind = max(told, key=lambda kind: (_summed(told[kind]), kind))
    first = max(told[kind], key=lambda match: (match.points, -match.start))
    return Danger(kind, _dangers().numbers[kind], words.said(first.start, first.end))


def danger_points(matches: Sequence[Match]) -> float:
    """Return how much the matches together speak for a danger that is happening."""
    now = min(_NOW_LIMIT, _summed([m for m in matches if m.phrase.label == _NOW]))
    past = min(_NOW_LIMIT, _summed([m for m in matches if m.phrase.label == "past"]))
    told = [match for found in _told(matches).values() for match in found]
    return _summed(told) + now - past


def _told(matches: Sequence[Match]) -> dict[str, list[Match]]:
    """Return the matches of each kind of danger, without those inside a figure of speech."""
    excused = [match for match in matches if match.phrase.label == "not"]
    told: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        inside = any(other.start < match.end and match.start < other.end for other in excused)
        if match.phrase.label in _dangers().numbers and not inside:
            told[match.phrase.label].append(match)
    return told


def _summed(matches: Sequence[Match]) -> float:
    points = sorted((match.points for match in matches), reverse=True)
    return sum(value * _LATER_CUE**i for i, value in enumerate(points))

"""Tells the kind of a message by the legal test: who harms whom and what is asked for, not the word that was used."""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from routing.kinds import Kind
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.legal.accusing import accusations
from routing.legal.asks import asks_written
from routing.legal.kind_signs import legal_test

KIND_WEIGHTS: Mapping[str, float] = {"sure": 4.0, "strong": 3.0, "cues": 2.0, "weak": 1.0, "faint": 0.4, "anti": -3.0}
_PRIOR: Mapping[Kind, float] = {
    Kind.FEEDBACK: 2.5,
    Kind.PETITION: 1.5,
    Kind.COMPLAINT: 0.7,
    Kind.DENUNCIATION: 0.7,
    Kind.INQUIRY: 0.5,
}
_KINDS: Mapping[str, Kind] = {kind: kind for kind in Kind}
_LATER_CUE = 0.6
_SHARPNESS = 0.6
_QUESTION_MARK = 2.0
_NO_MATTER = 4.0
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The kind, how sure (0 to 1), and the matches that speak for it, best first."""

    kind: Kind
    confidence: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class KindCues:
    """What the cues say: points of each kind, and the cues that were found."""

    points: Mapping[Kind, float]
    found: Sequence[Match]


def _written() -> str:
    return (files("routing") / "data" / "kinds.toml").read_text(encoding="utf-8")


@cache
def kinds_version() -> str:
    """Return a mark that changes with the cues of the kinds and the phrases of what the law asks for."""
    return sha256((_written() + legal_test() + accusations() + asks_written()).encode()).hexdigest()[:8]


@cache
def _book() -> Phrasebook:
    tables = tomllib.loads(_written())
    return Phrasebook(phrase for kind, tiers in tables.items() for phrase in _phrases(kind, tiers))


def _phrases(kind: str, tiers: Mapping[str, str]) -> Iterable[Phrase]:
    for tier, listed in tiers.items():
        yield from parse_listed(listed, kind, KIND_WEIGHTS[tier])


def guess_kind(words: Words, *, has_topic: bool) -> KindGuess:
    """Return the kind of a message; `has_topic` says whether it is about a known matter at all."""
    if not len(words):
        return KindGuess(Kind.OTHER, 1.0, ())
    matches = _book().find(words, slips=False)
    points = _points(matches)
    if words.asks():
        points[Kind.INQUIRY] += _QUESTION_MARK
    if not has_topic and len(words) <= _FEW_WORDS:
        points[Kind.OTHER] += _NO_MATTER
    best = max(Kind, key=lambda kind: points[kind])
    total = sum(math.exp(_SHARPNESS * (points[kind] - points[best])) for kind in Kind)
    of_best = sorted((m for m in matches if m.phrase.label == best and m.points > 0), key=lambda m: -m.points)
    return KindGuess(best, round(1 / total, 3), tuple(of_best))


def kind_cues(words: Words) -> KindCues:
    """Return what the cues of the kinds say, without the priors of `guess_kind`."""
    found = _book().find(words, slips=False)
    points = {kind: value - _PRIOR.get(kind, 0.0) for kind, value in _points(found).items()}
    return KindCues(points, found)


def _points(matches: Sequence[Match]) -> dict[Kind, float]:
    found: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    points = defaultdict(float, _PRIOR)
    for phrase, _start, _end, _quality, speaks in matches:
        if speaks < 0:
            points[_KINDS[phrase.label]] += speaks
            continue
        phrases = found[phrase.label]
        phrases[phrase.bases] = max(speaks, phrases.get(phrase.bases, 0.0))
    for label, phrases in found.items():
        values = sorted(phrases.values(), reverse=True)
        points[_KINDS[label]] += sum(value * _LATER_CUE**i for i, value in enumerate(values))
    return points

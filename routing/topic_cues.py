"""Ranks the topics of a message by the cue phrases found in it, and says how sure that ranking is."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from routing.language.phrase_rules import parse
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.topics import Catalogue, Cue

SHOWN = 5
_SHARPNESS = 0.55
_PLAIN_WEIGHT = 2.0
_MOST_MARGIN, _MOST_POINTS = 8.0, 10.0
# fitted on two halves of the training messages, each read with cues weighed on the other half
_LEVEL, _BY_MARGIN, _BY_POINTS, _BY_LEAD = -1.19, 0.527, 0.126, 0.466


@dataclass(frozen=True, slots=True)
class Ranking:
    """Topics with scores 0 to 1, best first (at most five); how sure the first is; the matches that speak for it."""

    topics: tuple[tuple[str, float], ...]
    confidence: float
    matches: tuple[Match, ...]


class TopicReader:
    """Reads topics by the cues of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        cues = catalogue.cues or tuple(
            Cue(topic.code, text, _PLAIN_WEIGHT) for topic in catalogue.topics.values() for text in topic.cues
        )
        self._book = Phrasebook(phrase for cue in cues for phrase in parse(cue.text, cue.topic, cue.weight))

    def find(self, words: Words) -> Sequence[Match]:
        """Return the cues that stand in the words exactly: typing slips are the learned scorer's work."""
        return self._book.find(words, slips=False)

    def rank(self, words: Words) -> Ranking:
        """Return the topics that the words speak for; none and confidence 0 when there is no cue."""
        matches = self._book.find(words)
        points = points_of(matches)
        best = sorted((code for code in points if points[code] > 0), key=lambda code: (-points[code], code))
        if not best:
            return Ranking((), 0.0, ())
        shares = _shares([points[code] for code in best])
        ranked = tuple((code, round(share, 3)) for code, share in zip(best, shares, strict=True))[:SHOWN]
        of_best = sorted((m for m in matches if m.phrase.label == best[0] and m.points > 0), key=lambda m: -m.points)
        return Ranking(ranked, _confidence(best, points), tuple(of_best))


def points_of(matches: Iterable[Match]) -> dict[str, float]:
    """Return the points of each topic (below 0: against it): the sum of its cues, each phrase once."""
    found: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    against: dict[str, float] = defaultdict(float)
    for phrase, _start, _end, _quality, points in matches:
        if points < 0:
            against[phrase.label] += points
            continue
        phrases = found[phrase.label]
        phrases[phrase.bases] = max(points, phrases.get(phrase.bases, 0.0))
    return {code: sum(phrases.values()) + against[code] for code, phrases in found.items()}


def _shares(points: Sequence[float]) -> list[float]:
    weights = [math.exp(_SHARPNESS * (value - points[0])) for value in points]
    return [weight / sum(weights) for weight in weights]


def _confidence(best: Sequence[str], points: Mapping[str, float]) -> float:
    """Return the share of messages with such points whose first topic is right, 0 to 1."""
    first = points[best[0]]
    margin = first - (points[best[1]] if len(best) > 1 else 0.0)
    level = (
        _LEVEL
        + _BY_MARGIN * min(margin, _MOST_MARGIN)
        + _BY_POINTS * min(first, _MOST_POINTS)
        + _BY_LEAD * margin / first
    )
    return round(1 / (1 + math.exp(-level)), 3)


@lru_cache(maxsize=4)
def cue_reader(cues: tuple[Cue, ...]) -> TopicReader:
    """Return the reader of shipped cues: every catalogue laid over them shares it."""
    return TopicReader(Catalogue("", {}, cues))

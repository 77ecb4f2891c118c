"""Weighs what the hand-made cues and the learned scorer say: which topic and kind, how sure, by which words."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routing.dangers.urgency import names_danger
from routing.kinds import ALIKE, APART, Kind
from routing.language.courtesies import beyond_courtesies
from routing.language.phrases import Match, speaking_for
from routing.language.telling import is_praise, telling
from routing.language.words import Words
from routing.legal.kind_cues import KindCues, kind_cues
from routing.legal.kind_signs import kind_inputs, names_an_act, tells_a_state
from routing.legal.legal_rules import NOTHING, Beside, settled, told_apart
from routing.own_scores import OwnScores, Settled
from routing.scorer.calibration import first_and_lead
from routing.scorer.features import Values
from routing.scorer.model import NO_MIX, Model, Scores
from routing.topic_cues import TopicReader, cue_reader, points_of
from routing.topics import OTHER_TOPIC, Catalogue

SHOWN = 5
_QUOTED = 4
_MOST_POINTS = 8.0
# a message of fewer words has no room for talk around its matter
_LONG = 30
_FEW = 7
# by how much a sentence may look more like a matter and is still set aside: what is left tells the matter better
_TALK_MARGIN = 0.6
# a topic of the locality's own, which no example spoke of, has only its cues: a sure one must be able to win
_UNLEARNED = 0.1
# thanks amid a matter weigh nothing, so thanks alone must be told from it
_PRAISED_SCORE, _PRAISED_ODDS = 0.3, 2.0
_ROUNDED = 3
# a danger to life is a matter: by how much its writer neither asks nor greets, as scores and as odds
_DANGER_SCORE, _DANGER_ODDS = 1.0, 3.0
# who names a matter and where it is greets nobody, however he swears: by how much, as odds
_PLACED_ODDS = 4.0
# so does whoever names a thing and what is wrong with it, and asks nothing
_BARE_ODDS = 3.0
# a complaint is about what an authority did or did not: where none is named, it is seldom one
_NO_ACT_ODDS = 4.1
# the less where few words tell in what state something is, and nothing else ("nhà tôi bị ngập")
_STATE_ODDS = 2.0
# within how much of the likeliest kind a complaint is near enough to be looked at
_NEAR = 4.0
_NO_MATTER = frozenset({Kind.INQUIRY, Kind.OTHER})

Table = NDArray[np.float64]


def _is_bare_state(words: Words) -> bool:
    return len(words) <= _FEW and tells_a_state(words)


class Said(NamedTuple):
    """Words `start` to `end` (not included) of a message, and how strongly they speak."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Guess:
    """Labels with shares 0 to 1, best first, and how sure the first is.

    `quote` finds the words that speak for it, the strongest first: only those of the guess that is kept are wanted.
    """

    ranked: tuple[tuple[str, float], ...]
    confidence: float
    quote: Callable[[], tuple[Said, ...]] = tuple

    def among(self, kept: Sequence[int]) -> "Guess":
        """Return the guess about some words of a message, those at `kept`, as one about the whole of it."""

        def quote() -> tuple[Said, ...]:
            return tuple(Said(kept[one.start], kept[one.end - 1] + 1, one.weight) for one in self.quote())

        return Guess(self.ranked, self.confidence, quote)


class Judge:
    """Judges messages by the cues of one catalogue and by one model; the model may be missing (cues alone)."""

    def __init__(self, catalogue: Catalogue, model: Model) -> None:
        self.model = model
        self.labels = tuple(catalogue.topics) or model.topics
        self._topics = {code: replace(topic, cues=()) for code, topic in catalogue.topics.items()}
        self._cues = cue_reader(catalogue.cues) if catalogue.cues else TopicReader(catalogue)
        column = {topic: i for i, topic in enumerate(model.topics)}
        self._columns = np.array([column.get(label, -1) for label in self.labels])
        self._unlearned = {label: i for i, label in enumerate(self.labels) if label not in column}
        is_own = bool(catalogue.own_cues) or any(one.heir or one.parent for one in catalogue.topics.values())
        self._own = OwnScores(catalogue, self._columns) if is_own else None

    def without_cues(self) -> "Judge":
        """Return a judge by the same model to whom no cue of the catalogue counts."""
        return Judge(Catalogue("", self._topics), replace(self.model, kind_cue_share=0.0, kind_mix=NO_MIX))

    def telling(self, words: Words) -> Words:
        """Return the words that tell of a matter, courtesies and small talk set aside."""
        words = beyond_courtesies(words)
        return telling(words, self._are_talk) if len(words) >= _LONG else words

    def _are_talk(self, sentences: Sequence[Words]) -> list[bool]:
        scored = zip(sentences, self.model.scores_apart(sentences), strict=True)
        return [self._is_talk(sentence, scores) for sentence, scores in scored]

    def _is_talk(self, sentence: Words, scores: Scores) -> bool:
        by_topic = _lead_of(scores.topics, self.model.topics, OTHER_TOPIC)
        is_talk = by_topic + _lead_of(scores.kinds, self.model.kinds, Kind.OTHER) > -_TALK_MARGIN
        return is_talk and not names_danger(sentence, self.model.danger_margin(scores))

    def topic_scores(self, scores: Scores, points: Mapping[str, float]) -> Table:
        """Return the score of each topic of the catalogue, in its order.

        The scorer has learned the cues as lessons: their points count only for a topic that it was not taught.
        """
        table: Table = np.where(self._columns >= 0, scores.topics[self._columns], 0.0)
        for label, place in self._unlearned.items():
            if label in points:
                table[place] += _UNLEARNED * min(points[label], _MOST_POINTS)
        return table

    def topic(self, words: Words, scores: Scores) -> Guess:
        """Return the topics of a message; none and confidence 0 when no word of it says anything."""
        points = self._points(words, scores)
        settled = self._settled(words, scores, points)
        if not len(scores.rows) and not points and not settled.matches:
            return Guess((), 0.0)
        table = settled.table
        order = (-table).argsort(kind="stable")
        best = int(order[0])
        confidence = round(self._topic_share(settled), _ROUNDED)
        shares = _shares(table, self.model.topic_sharpness)
        ranked = tuple((self.labels[i], round(float(shares[i]), _ROUNDED)) for i in order[:SHOWN] if table[i] > -np.inf)
        column = settled.column.get(best, best)
        own = settled.matches.get(self.labels[best], ())

        def quote() -> tuple[Said, ...]:
            cues = speaking_for(self.labels[column], self._cues.find(words))
            return self._said(scores, int(self._columns[column]), (*own, *cues))

        return Guess(ranked, confidence, quote)

    def _points(self, words: Words, scores: Scores) -> Mapping[str, float]:
        """Return the points of the cues, where they count: a topic was not learned, or of the words none was."""
        return points_of(self._cues.find(words)) if self._unlearned or not len(scores.rows) else {}

    def sure(self, words: Words, least: float) -> tuple[str, str] | None:
        """Return kind and topic of a part of a message where both are surer than `least`, and nothing of why.

        Whether it is feedback or a petition is no doubt here: the law treats both alike. A complaint and a denunciation
        are papers of their own whatever they are about: of them an unsure topic is "khac".
        """
        scores = self.model.scores(words)
        if not len(scores.rows):
            return None
        kinds = self.kind_scores(words, scores, kind_cues(words))
        kind = self.model.kinds[int(kinds.argmax())]
        others = [label == kind or not {label, kind} <= ALIKE for label in self.model.kinds]
        if self.model.kind_curve.share(*first_and_lead(kinds[others])) < least:
            return None
        topics = self._settled(words, scores, self._points(words, scores))
        if self._topic_share(topics) >= least:
            return kind, self.labels[int(topics.table.argmax())]
        return (kind, OTHER_TOPIC) if kind in APART else None

    def _settled(self, words: Words, scores: Scores, points: Mapping[str, float]) -> Settled:
        """Return the scores of the topics as the locality has them."""
        table = self.topic_scores(scores, points)
        return self._own.settle(table, self._own.find(words)) if self._own else Settled(table, {}, {}, {})

    def _topic_share(self, settled: Settled) -> float:
        """Return how sure the best topic is; the parent of an own one is no rival of it."""
        best = int(settled.table.argmax())
        rivals = np.delete(settled.table, settled.kin[best]) if best in settled.kin else settled.table
        return self.model.topic_curve.share(*first_and_lead(rivals))

    def kind_scores(self, words: Words, scores: Scores, cues: KindCues, beside: Beside = NOTHING) -> Table:
        """Return the score of each kind, in the order of the model: odds where the legal test is weighed."""
        no_matter = np.array([kind in _NO_MATTER for kind in self.model.kinds]) * beside.is_danger
        mix = self.model.kind_mix
        if len(mix):
            inputs = kind_inputs(words, scores.kinds, cues.points, self.model.kinds)
            odds: Table = np.einsum("i,ij->j", inputs, mix) - _DANGER_ODDS * no_matter
            odds[self.model.kinds.index(Kind.OTHER)] -= _PLACED_ODDS * beside.is_placed
            odds[self.model.kinds.index(Kind.INQUIRY)] -= _BARE_ODDS * beside.is_bare
            odds[self.model.kinds.index(Kind.OTHER)] -= _BARE_ODDS * (beside.is_bare and not beside.is_placed)
            complaint = self.model.kinds.index(Kind.COMPLAINT)
            is_near = odds[complaint] > odds.max() - _NEAR
            if is_near and not names_an_act(words, is_placed=beside.is_placed):
                odds[complaint] -= _NO_ACT_ODDS + _STATE_ODDS * _is_bare_state(words)
            return settled(odds, words, self.model.kinds, beside)
        points = np.array([cues.points.get(kind, 0.0) for kind in self.model.kinds])
        table: Table = scores.kinds + self.model.kind_cue_share * np.clip(points, -_MOST_POINTS, _MOST_POINTS)
        return table - _DANGER_SCORE * no_matter

    def kind(self, words: Words, scores: Scores, beside: Beside = NOTHING, *, whole: Words | None = None) -> Guess:
        """Return the kinds of a message, all six of them; who tells of a danger to life tells of a matter.

        `whole`: the message with what was set aside as talk, where what is asked for may stand.
        """
        if not len(words):
            return Guess(((str(Kind.OTHER), 1.0),), 1.0)
        cues = kind_cues(words)
        table = self.kind_scores(words, scores, cues, beside)
        are_odds = len(self.model.kind_mix) > 0
        if are_odds:
            table = told_apart(table, whole or words, self.model.kinds, beside)
        if not beside.is_danger and is_praise(words):
            praised = _PRAISED_ODDS if are_odds else _PRAISED_SCORE
            table[self.model.kinds.index(Kind.OTHER)] = table.max() + praised
        ranked, lead = _ranked(table.tolist(), self.model.kinds, self.model.kind_sharpness)
        first = float(table.max())
        column = len(self.model.topics) + self.model.kinds.index(Kind(ranked[0][0]))

        def quote() -> tuple[Said, ...]:
            return self._said(scores, column, speaking_for(ranked[0][0], cues.found))

        return Guess(ranked, round(self.model.kind_curve.share(first, lead), _ROUNDED), quote)

    def _said(self, scores: Scores, column: int, matches: Sequence[Match]) -> tuple[Said, ...]:
        """Return the cues found, then the words that weighed most with the learned scorer, each stretch once."""
        found = {(m.start, m.end): m.points for m in matches}
        said = [Said(start, end, round(points, 2)) for (start, end), points in found.items()][: _QUOTED - 1]
        if column < 0:
            return tuple(said)
        taken = {i for part in said for i in range(part.start, part.end)}
        for start, end, share in self.model.weighed_most(scores, column, _QUOTED):
            if len(said) < _QUOTED and not taken & set(range(start, end)):
                said.append(Said(start, end, share))
        return tuple(said)


def _ranked(
    scores: Sequence[float], kinds: Sequence[Kind], sharpness: float
) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return the kinds with their shares, the best first, and by how much it leads; quicker than arrays for so few."""
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    first, second = (scores[i] for i in order[:2])
    raised = [math.exp(sharpness * (scores[i] - first)) for i in order]
    total = sum(raised)
    ranked = tuple((kinds[i].value, round(one / total, _ROUNDED)) for i, one in zip(order, raised, strict=True))
    return ranked, first - second


def _lead_of(table: Values, labels: Sequence[str], label: str) -> float:
    """Return by how much a label leads the best of the others; below all measure where the model does not know it."""
    if label not in labels:
        return -math.inf
    scores: list[float] = table.tolist()
    own = scores.pop(labels.index(label))
    return own - max(scores, default=0.0)


def _shares(table: Table, sharpness: float) -> Values:
    raised = np.exp(sharpness * (table - table.max()))
    shares: Values = raised / raised.sum()
    return shares

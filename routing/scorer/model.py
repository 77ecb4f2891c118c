"""The learned scorer: how well a message fits each topic and kind, by weights that `routing.lessons.training` found."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import add, itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from routing.kinds import Kind
from routing.language.words import Words
from routing.scorer import features
from routing.scorer.features import Halves, Keys, Rows, Values

_STRONGEST = 16
# few steps pack well, and the sum of hundreds of features does not feel them
_STEPS = 15
NO_MIX: NDArray[np.float64] = np.empty((0, 0))
Table = NDArray[np.float32] | NDArray[np.int8]
_NOTHING: Halves = np.empty(0, np.float16)
_Whole = TypeVar("_Whole", np.int32, np.int64)


@dataclass(frozen=True, slots=True)
class Curve:
    """Turns scores into a share of right answers: log odds = level + by_lead · lead + by_first · first score."""

    level: float
    by_lead: float
    by_first: float

    def share(self, first: float, lead: float) -> float:
        """Return the share, 0 to 1, of messages with such scores whose first guess is right."""
        odds = self.level + self.by_lead * lead + self.by_first * first
        return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of topics and kinds in the order of the model, and of danger to life.

    With them the rows of the features that the model knows, what a step of each is worth here, the numbers of the
    words, and the weights of the rows in steps.
    """

    topics: Values
    kinds: Values
    rows: Rows
    worth: Values
    spelt: features.Spelt[int]
    danger: float
    steps: Table


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights of each feature for each topic and kind; `trained_on` marks what it learned from.

    `weights` are small integers, `scales` what one of them is worth in its row; `kind_cue_share` is what a point of
    the hand-made cues of a kind counts beside its score; `topic_sharpness` and `kind_sharpness` turn scores into
    shares, the curves into confidence. `kind_mix` weighs what `kind_signs.kind_inputs` gives, a column a kind; it is
    empty where only scores and cues were learned from. `danger` is what each feature speaks for a danger to life,
    which is told from a score of `danger_least` on; it is empty in a model that was not taught any.
    """

    trained_on: str
    topics: tuple[str, ...]
    kinds: tuple[Kind, ...]
    words: Mapping[str, int]
    keys: Keys
    rarity: Halves
    scales: Halves
    weights: NDArray[np.int8]
    bias: tuple[float, ...]
    kind_cue_share: float
    topic_sharpness: float
    kind_sharpness: float
    topic_curve: Curve
    kind_curve: Curve
    kind_mix: NDArray[np.float64] = field(default_factory=lambda: NO_MIX)
    danger: Halves = field(default_factory=lambda: _NOTHING)
    danger_bias: float = 0.0
    danger_least: float = 0.0
    numbers: features.Numbers = field(init=False, repr=False)
    _bias: Values = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Begin with no word looked up."""
        object.__setattr__(self, "numbers", features.Numbers(self.words))
        object.__setattr__(self, "_bias", np.array(self.bias, np.float32))
        self._bias.flags.writeable = False  # the scores of a message without a known word are this very array

    @property
    def version(self) -> str:
        """What names this model in a reading."""
        return self.trained_on

    def scores(self, words: Words) -> Scores:
        """Return the scores of a message; without a known word they are the bias alone."""
        spelt = features.ids(words, self.numbers)
        return self._scores(spelt, *self._known(features.keys(spelt)))

    def scores_apart(self, texts: Sequence[Words]) -> list[Scores]:
        """Return the scores of each text, in one walk: a sentence alone costs nearly what a message does."""
        spelt = [features.ids(one, self.numbers) for one in texts]
        return [scores for some in features.together(spelt) for scores in self._scores_together(some)]

    def _scores_together(self, texts: Sequence[features.Spelt[int]]) -> Iterator[Scores]:
        apart, counts = _counted(features.keys_apart(texts))
        found, text = features.key_and_text(apart)
        rows, known = self._rows(found)
        text = text[known]
        values = features.weigh(found[known], counts[known], self.rarity[rows], text)
        ends = text.searchsorted(range(len(texts) + 1)).tolist()
        for one, (start, end) in zip(texts, pairwise(ends), strict=True):
            yield self._scores(one, rows[start:end], values[start:end])

    def _scores(self, spelt: features.Spelt[int], rows: Rows, values: Values) -> Scores:
        danger = self._danger(rows, values)
        summed, steps, worth = self._bias, self.weights[:0], values
        if len(rows):
            # einsum, not @: a matrix library wakes threads for so small a sum, and waits for them on a busy machine
            steps, worth = self.weights.take(rows, 0).astype(np.float32), values * self.scales.take(rows)
            summed = summed + np.einsum("i,ij->j", worth, steps)
        return Scores(summed[: len(self.topics)], summed[len(self.topics) :], rows, worth, spelt, danger, steps)

    def danger_margin(self, scores: Scores) -> float:
        """Return by how much a message speaks of a danger to life, or (below 0) of none; 0 where none was taught."""
        return scores.danger - self.danger_least if len(self.danger) else 0.0

    def danger_margin_of(self, words: Words) -> float:
        """Return what `danger_margin` says of words whose other scores nobody asks for."""
        return self._danger(*self.known(words)) - self.danger_least if len(self.danger) else 0.0

    def _danger(self, rows: Rows, values: Values) -> float:
        return self.danger_bias + (float(values.dot(self.danger.take(rows))) if len(self.danger) else 0.0)

    def known(self, words: Words) -> tuple[Rows, Values]:
        """Return the rows of the features of a message that the model knows, and their values."""
        return self._known(features.keys(features.ids(words, self.numbers)))

    def _known(self, found: Keys) -> tuple[Rows, Values]:
        """Return the rows of the features that the model knows, and their values."""
        found, counts = _counted(found)
        rows, known = self._rows(found)
        return rows, features.weigh(found.take(known), counts.take(known), self.rarity.take(rows))

    def _rows(self, found: Keys) -> tuple[Rows, Rows]:
        """Return the rows of those features that the model knows, and which of all these are."""
        rows = self.keys.searchsorted(found)
        known = (self.keys.take(rows, mode="clip") == found).nonzero()[0] if len(self.keys) else rows[:0]
        return rows[known], known

    def weighed_most(self, scores: Scores, column: int, limit: int) -> list[tuple[int, int, float]]:
        """Return the stretches of words (start, end, share of the score) that spoke most for one topic or kind."""
        said = scores.worth * scores.steps[:, column]
        strongest = _strongest(said)
        shown, bases, at = scores.spelt
        met = Counter(shown[: len(at)] + bases[: len(at)])
        by_word: defaultdict[int, float] = defaultdict(float)
        parts = features.words_of(self.keys[scores.rows[strongest]])
        for part, value in zip(parts, said[strongest].tolist(), strict=True):
            if value <= 0:
                break
            times = sum(map(met.__getitem__, part))
            for word in part if times else ():
                by_word[word] += value / times
        spoken = map(add, map(by_word.__getitem__, shown), map(by_word.__getitem__, bases))
        weight = {i: value for i, value in zip(at, spoken, strict=False) if value}  # a closing question mark is no word
        return _stretches(weight, float(abs(said).sum()) or 1.0, limit)


def _strongest(said: Values) -> Rows:
    """Return where the greatest values stand, the greatest first, as a stable sort of all would, but quicker."""
    at = np.arange(len(said))
    if len(said) > _STRONGEST:
        parted = said.copy()
        parted.partition(-_STRONGEST)
        at = (said >= parted[-_STRONGEST]).nonzero()[0]
    strongest: Rows = at[(-said[at]).argsort(kind="stable")[:_STRONGEST]]
    return strongest


def _counted(found: NDArray[_Whole]) -> tuple[NDArray[_Whole], NDArray[np.int64]]:
    """Return each of sorted keys once, and how often it was there.

    The methods of arrays are asked, here as elsewhere in a reading: for so few numbers numpy's functions cost the most.
    """
    is_new = np.ones(len(found) + 1, np.bool_)
    np.not_equal(found[1:], found[:-1], out=is_new[1:-1])
    at = is_new.nonzero()[0]
    return found[at[:-1]], at[1:] - at[:-1]


def _stretches(weight: Mapping[int, float], total: float, limit: int) -> list[tuple[int, int, float]]:
    """Return the heaviest words, neighbours joined, heaviest first."""
    found: list[tuple[int, int, float]] = []
    for i in sorted(sorted(weight, key=weight.__getitem__, reverse=True)[: 2 * limit]):
        if found and found[-1][1] == i:
            start, _end, value = found.pop()
            found.append((start, i + 1, value + weight[i]))
        else:
            found.append((i, i + 1, weight[i]))
    found.sort(key=itemgetter(2), reverse=True)
    return [(start, end, round(value / total, 3)) for start, end, value in found[:limit]]


def quantised(weights: Values) -> tuple[Halves, NDArray[np.int8]]:
    """Return what one step is worth in each row, and the weights as whole steps."""
    scales = halved(np.maximum(np.abs(weights).max(1) / _STEPS, 1e-6))
    return scales, np.rint(weights / scales[:, None].astype(np.float32)).clip(-_STEPS, _STEPS).astype(np.int8)


def halved(values: Values) -> Halves:
    """Return the values in sixteen bits, as the file holds them."""
    return values.astype(np.float16)

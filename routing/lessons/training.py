"""Trains the learned scorer: squared-loss weights with a penalty on size, solved one message at a time.

Each example is learned in three dresses: as written, without diacritics, and amid small talk, which is to weigh
nothing; phrases of the hand-made lists are short lessons. Weights that are merely counted are added to those that are
solved. The solver is coordinate ascent on the dual of ridge regression: exact steps, no learning rate, the same result
for the same examples on the same machine.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import Words, split
from routing.lessons.counting import counted
from routing.lessons.danger_column import with_danger
from routing.lessons.danger_training import own_beside
from routing.lessons.dress import taught_in
from routing.lessons.examples import Example, Lesson, fingerprint
from routing.lessons.judging import calibrated, judge
from routing.lessons.parting import folds
from routing.lessons.ridge import matrix_of, solve
from routing.lessons.side_by_side import side_by_side
from routing.scorer import features
from routing.scorer.calibration import Judged
from routing.scorer.features import Halves, Keys, Rows, Values
from routing.scorer.model import Curve, Model, halved, quantised
from routing.topics import Catalogue

_SECOND_TOPIC = 0.3
# features kept for what they tell of topics and kinds, and beside them for what they tell of danger
_MOST_FEATURES, _MOST_OF_DANGER = 190_000, 50_000
MANY = 4_000  # examples: to learn from as many takes minutes
_LEAST_HOLDERS, _LEAST_PAIR_HOLDERS = 2, 5
_NO_CURVE = Curve(0.0, 1.0, 0.0)
_KIND_CUE_SHARE = 0.005

# the features of a document, as keys or as rows, and how often it holds each
_Held: TypeAlias = tuple[Rows, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class _Document:
    """A text to learn from: its labels ("" and None = not known), how much it is trusted.

    `is_wordy`: an example met before, amid small talk; what only such texts hold is no feature.
    """

    words: Words
    topic: str
    topic2: str
    kind: str
    trust: float
    is_wordy: bool = False
    is_danger: bool | None = None


def train(
    examples: Sequence[Example],
    lessons: Sequence[Lesson],
    catalogue: Catalogue,
    *,
    say: Callable[[str], None] | None = None,
) -> Model:
    """Return the model of all examples, weighed and calibrated by models of three parts on the fourth.

    How topics speak for each other is some seventeen hundred numbers: each further part to find them by is felt.
    """
    told = say or (lambda _line: None)
    parts = [partial(_judged_apart, learned, held, lessons, catalogue) for learned, held in folds(examples)]
    judged: list[Judged] = []
    for number, part in enumerate(side_by_side(parts, are_long=len(examples) > MANY), start=1):
        told(f"phần {number}, khi chưa học nó: lĩnh vực đúng {np.mean([j.is_topic_right for j in part]):.1%}")
        judged += part
    return with_danger(calibrated(fit(examples, lessons), judged), examples)


def _judged_apart(
    learned: Sequence[Example], held: Sequence[Example], lessons: Sequence[Lesson], catalogue: Catalogue
) -> list[Judged]:
    return judge(fit(learned, lessons), held, catalogue)


def fit(examples: Sequence[Example], lessons: Sequence[Lesson]) -> Model:
    """Return the model of these examples, its confidence not yet calibrated."""
    topics = tuple(sorted({e.topic for e in examples} | {t.topic for t in lessons if t.topic}))
    kinds = tuple(Kind)
    documents = [*_documents(examples, lessons), *_of_danger(examples)]
    words = _vocabulary([d for d in documents if not d.is_wordy])
    numbers = features.Numbers(words)
    held = [np.unique(_keys(document, numbers), return_counts=True) for document in documents]
    keys = _held_often([found for (found, _counts), d in zip(held, documents, strict=True) if not d.is_wordy])
    placed = [_placed(found, counts, keys) for found, counts in held]
    holding = np.bincount(np.concatenate([rows for rows, _counts in placed]), minlength=len(keys))
    rarity = halved(features.rarity_of(len(documents), holding))
    matrix = matrix_of([(rows, features.weigh(keys[rows], counts, rarity[rows])) for rows, counts in placed])
    targets, known = _targets(documents, topics, kinds)
    bias = _bias(targets, known, [d.trust for d in documents])
    trust = [d.trust for d in documents]
    solved, of_danger = np.hsplit(solve(matrix, targets - bias, known, trust, len(keys)), [-1])
    told = (targets * known)[:, :-1]
    solved = solved + counted(map(matrix.row, range(len(trust))), told, trust, keys=len(keys), topics=len(topics))
    kept = np.union1d(
        _telling(solved, rarity, holding, _MOST_FEATURES), _telling(of_danger, rarity, holding, _MOST_OF_DANGER)
    )
    scales, weights = quantised(solved[kept])
    return Model(
        trained_on=fingerprint(examples, lessons),
        topics=topics,
        kinds=kinds,
        words=words,
        keys=keys[kept],
        rarity=rarity[kept],
        scales=scales,
        weights=weights,
        bias=tuple(round(float(value), 6) for value in bias[:-1]),
        kind_cue_share=_KIND_CUE_SHARE,
        topic_sharpness=1.0,
        kind_sharpness=1.0,
        topic_curve=_NO_CURVE,
        kind_curve=_NO_CURVE,
    )


def _documents(examples: Sequence[Example], lessons: Sequence[Lesson]) -> Iterable[_Document]:
    for e in examples:
        for words, trust, is_wordy in taught_in(e.text):
            yield _Document(words, e.topic, e.topic2, e.kind, trust, is_wordy, e.urgent)
    for number, lesson in enumerate(lessons):
        text = bare(lesson.text) if number % 2 else lesson.text
        yield _Document(split(text), lesson.topic, "", lesson.kind, lesson.trust)


def _of_danger(examples: Sequence[Example]) -> Iterable[_Document]:
    """Yield our own messages of danger, of which no topic and no kind is known; none where there is none to learn."""
    for told in own_beside(examples) if any(e.urgent for e in examples) else ():
        for words, trust, is_wordy in taught_in(told.text):
            yield _Document(words, "", "", "", trust, is_wordy, told.is_danger)


def _vocabulary(documents: Sequence[_Document]) -> dict[str, int]:
    """Return the words that enough documents hold, numbered: those that most hold, where keys have no room for all."""
    spelt = [features.tokens(d.words) for d in documents]
    holders = Counter(word for one in spelt for word in {*one.shown, *one.bases})
    enough = sorted((-count, word) for word, count in holders.items() if count >= _LEAST_HOLDERS)
    return {word: i for i, word in enumerate(sorted(word for _count, word in enough[: features.MOST_WORDS]))}


def _held_often(held: Sequence[Keys]) -> Keys:
    """Return the keys of the features that enough documents hold."""
    keys, counts = np.unique(np.concatenate(held), return_counts=True)
    enough = counts >= np.where(features.family(keys) == features.PAIR, _LEAST_PAIR_HOLDERS, _LEAST_HOLDERS)
    return keys[enough]


def _keys(document: _Document, numbers: features.Numbers) -> Keys:
    return features.keys(features.ids(document.words, numbers))


def _placed(found: Keys, counts: NDArray[np.int64], keys: Keys) -> _Held:
    """Return in which rows of `keys` the known ones of `found` stand, and how often each is held."""
    rows = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    known = keys[rows] == found
    return rows[known], counts[known]


def _targets(documents: Sequence[_Document], topics: tuple[str, ...], kinds: tuple[Kind, ...]) -> tuple[Values, Values]:
    """Return for each document 1 in the columns of its topic and kind, and which columns it says anything of.

    The last column is danger.
    """
    column = {label: i for i, label in enumerate((*topics, *kinds))}
    targets = np.zeros((len(documents), len(column) + 1), np.float32)
    known = np.ones_like(targets)
    for i, d in enumerate(documents):
        if d.topic2 in column:
            targets[i, column[d.topic2]] = _SECOND_TOPIC
        for label in filter(None, (d.topic, d.kind)):
            targets[i, column[label]] = 1
        if not d.topic:
            known[i, : len(topics)] = 0
        if not d.kind:
            known[i, len(topics) : -1] = 0
        targets[i, -1] = d.is_danger is True
        known[i, -1] = d.is_danger is not None
    return targets, known


def _bias(targets: Values, known: Values, trust: Sequence[float]) -> Values:
    full = np.array(trust) >= 1
    bias: Values = targets[full].sum(0) / np.maximum(known[full].sum(0), 1)
    return bias


def _telling(weights: Values, rarity: Halves, holding: NDArray[np.int64], most: int) -> NDArray[np.intp]:
    """Return the features that move most scores most, in their order: the rest costs room and changes few readings.

    By what a feature can move in one message alone, words met once would crowd out those that everybody uses.
    """
    moves = np.abs(weights).max(1) * rarity * np.sqrt(holding)
    chosen = np.argsort(-moves, kind="stable")[:most]
    return np.sort(chosen[moves[chosen] > 0])

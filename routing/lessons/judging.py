"""Reads messages with a model that did not learn them; fits on that what weighs its guesses and says how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from routing.judgement import Judge
from routing.language.folding import bare
from routing.language.words import Words, split
from routing.legal.kind_cues import kind_cues
from routing.legal.kind_signs import kind_inputs
from routing.lessons.dress import rambling, shortened
from routing.lessons.examples import Example
from routing.lessons.kind_learning import fit_kinds
from routing.lessons.topic_learning import fit_topics, mixed
from routing.scorer.calibration import Judged, fit_curve, fit_sharpness
from routing.scorer.model import Model
from routing.topics import Catalogue

_JUDGED_IN = ((str, bare), (str, rambling), (str, bare), (str, shortened))


def judge(model: Model, held: Sequence[Example], catalogue: Catalogue) -> list[Judged]:
    """Return how examples that the model has not seen are read: as written, without diacritics, some rambling."""
    judging = Judge(catalogue, model)
    return [
        _judged(judging, example, split(dress(example.text)))
        for example, dresses in zip(held, cycle(_JUDGED_IN), strict=False)
        for dress in dresses
    ]


def _judged(judging: Judge, example: Example, words: Words) -> Judged:
    words = judging.telling(words)
    scores = judging.model.scores(words)
    topics, kinds = judging.model.topics, judging.model.kinds
    return Judged(
        topics=topics,
        topic_scores=scores.topics,
        topic=topics.index(example.topic) if example.topic in topics else -1,
        kind_inputs=kind_inputs(words, scores.kinds, kind_cues(words).points, kinds),
        kind=kinds.index(example.kind),
    )


def calibrated(model: Model, judged: Sequence[Judged]) -> Model:
    """Return the model with what weighs its topics and kinds and says how sure it is, fitted on messages new to it.

    What was judged by a model of other topics is left aside.
    """
    judged = [j for j in judged if j.topics == model.topics]
    if not judged:
        return model
    kind_mix = fit_kinds([j.kind_inputs for j in judged], [j.kind for j in judged], model.kinds)
    topics = list(_unseen(judged))
    kinds = [(j.kind_inputs @ kind_mix, j.kind) for j in judged]
    return replace(
        mixed(model, _topic_mix(judged)),
        kind_mix=kind_mix,
        topic_curve=fit_curve(topics),
        kind_curve=fit_curve(kinds),
        topic_sharpness=fit_sharpness(topics),
        kind_sharpness=fit_sharpness(kinds),
    )


def _topic_mix(judged: Sequence[Judged]) -> NDArray[np.float64]:
    known = [j for j in judged if j.topic >= 0]
    return fit_topics([j.topic_scores for j in known], [j.topic for j in known], len(judged[0].topics))


def _unseen(judged: Sequence[Judged]) -> Iterable[tuple[NDArray[np.float64], int]]:
    """Yield the scores by which it is told how sure they are: each half as the mix of the other half has them."""
    halves = [[j for i, j in enumerate(judged) if i // len(_JUDGED_IN[0]) % 2 == half] for half in (0, 1)]
    for half, other in (halves, halves[::-1]):
        matrix = _topic_mix(other or half)
        yield from ((j.topic_scores @ matrix, j.topic) for j in half)

"""Learns from labelled messages what each sign of a hazard weighs; the same messages give the same weights.

`python -m routing.lessons.hazard_training` measures: what is learned on three parts of
routing/data/hazard_messages.jsonl (one message a line, and the kind of hazard that it tells, if any) is measured on the
part left out. `--write` then learns from all of them and writes routing/data/hazard_weights.tsv. Beside them stand
examples that nobody read for hazards: nearly all tell none, and those that a first look takes for one are left out of
the second.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from routing.dangers.hazard_scorer import ANY, HazardScorer, Weighing, kind_signs
from routing.dangers.hazard_signs import signs_of
from routing.dangers.hazard_words import told_in
from routing.language.folding import bare
from routing.language.words import split
from routing.lessons.danger_learning import Lesson, fitted
from routing.lessons.dress import number
from routing.lessons.examples import load_examples

FOLDS = 4
_DATA = Path(__file__).parents[1] / "data"
_DRESSES = (str, bare)
_LEAST, _HOLD, _SMALL = 4, 8.0, 0.05
_LEAST_KIND, _HOLD_KIND = 6, 1.0
# every so manieth example is learned beside the messages; the score from which on one may tell a hazard
_EACH, _DOUBTED = 16, -0.3
_WANTED_RECALL = 0.81


@dataclass(frozen=True, slots=True)
class Told:
    """A message, the kind of hazard that it tells, if any, and whether somebody read it for that."""

    text: str
    kind: str | None
    is_read: bool = True

    @property
    def is_hazard(self) -> bool:
        """Whether it tells a hazard."""
        return self.kind is not None


def load() -> list[Told]:
    """Return the messages that were read for hazards, and unread examples that tell of no danger."""
    lines = (_DATA / "hazard_messages.jsonl").read_text(encoding="utf-8").splitlines()
    read = [Told(row["text"], row["hazard"]) for row in map(json.loads, lines)]
    known = {one.text for one in read}
    texts = sorted({one.text for one in load_examples() if one.urgent is False} - known)
    return read + [Told(text, None, is_read=False) for text in texts if number(text) % _EACH == 0]


def learned(told: Sequence[Told]) -> Weighing:
    """Return what is learned of hazards and their kinds, without a threshold."""
    lessons = [(one, [Lesson(_seen(dress(one.text)), one.is_hazard) for dress in _DRESSES]) for one in told]
    first = HazardScorer(_weighing([lesson for _, some in lessons for lesson in some]).lines())
    sure = [some for one, some in lessons if one.is_read or max(first.score(s.signs) for s in some) < _DOUBTED]
    weighing = _weighing([lesson for some in sure for lesson in some])
    return replace(weighing, **_of_kinds([one for one in told if one.is_hazard]))


def _of_kinds(told: Sequence[Told]) -> dict[str, Any]:
    """Return the kinds, and what each sign speaks for each of them beside a level of its own."""
    kinds = tuple(sorted({one.kind for one in told if one.kind}))
    seen = [(one.kind, kind_signs(_seen(dress(one.text)))) for one in told for dress in _DRESSES]
    found = [
        fitted([Lesson(signs, kind == name) for kind, signs in seen], least=_LEAST_KIND, hold=_HOLD_KIND)
        for name in kinds
    ]
    names = {sign: None for weights, _ in found for sign in weights}
    by_sign = {sign: tuple(weights.get(sign, 0.0) for weights, _ in found) for sign in names}
    return {"kinds": kinds, "kind_bias": tuple(bias for _, bias in found), "kind_weights": by_sign}


@dataclass(frozen=True, slots=True)
class Scored:
    """A message that was not learned from: in each dress its score, and the kind it is taken for."""

    told: Told
    points: tuple[float, ...]
    kinds: tuple[str, ...]


def left_out(told: Sequence[Told]) -> list[Scored]:
    """Return the scores of each message that was read by a scorer that did not learn it."""
    found: list[Scored] = []
    for fold in range(FOLDS):
        scorer = HazardScorer(learned([one for one in told if number(one.text) % FOLDS != fold]).lines())
        for one in told:
            if one.is_read and number(one.text) % FOLDS == fold:
                seen = [_seen(dress(one.text)) for dress in _DRESSES]
                found.append(Scored(one, tuple(map(scorer.score, seen)), tuple(map(scorer.kind_of, seen))))
    return found


def threshold(scored: Sequence[Scored]) -> float:
    """Return the score above which the wanted share of the hazards lies, as they are written."""
    reached = sorted((one.points[0] for one in scored if one.told.is_hazard), reverse=True)
    return round(reached[math.ceil(_WANTED_RECALL * len(reached)) - 1] - 0.005, 2)


def report(scored: Sequence[Scored], least: float) -> Iterator[str]:
    """Yield recall, precision, and how many that are told have the right kind, in each dress."""
    hazards = sum(one.told.is_hazard for one in scored)
    yield f"{len(scored)} tin, {hazards} mối nguy, {FOLDS} phần, ngưỡng {least}"
    for i, name in enumerate(("như đã viết", "không dấu")):
        alarms = [one for one in scored if one.points[i] >= least]
        right = [one for one in alarms if one.told.is_hazard]
        of_kind = [one.kinds[i] for one in right]
        same = sum(kind == one.told.kind for kind, one in zip(of_kind, right, strict=True))
        yield (
            f"{name:12} tìm được {len(right) / hazards:.3f}, báo đúng {len(right) / max(1, len(alarms)):.3f}, "
            f"đúng loại {same / len(right):.3f}, loại chung {of_kind.count(ANY) / len(right):.3f}"
        )


def write(weighing: Weighing) -> None:
    """Write hazard_weights.tsv, one sign a line."""
    written = "".join(f"{line}\n" for line in weighing.lines())
    (_DATA / "hazard_weights.tsv").write_text(written, encoding="utf-8")


def _weighing(lessons: Sequence[Lesson]) -> Weighing:
    weights, bias = fitted(lessons, least=_LEAST, hold=_HOLD)
    known = {sign: weight for sign, weight in weights.items() if abs(weight) >= _SMALL}
    return Weighing(bias, 0.0, (), (), known, {})


def _seen(text: str) -> frozenset[str]:
    words = split(text)
    return signs_of(words, told_in(words), 0, len(words))


def main(*, is_writing: bool) -> None:
    """Measure, say so, and write the weights if that is wished."""
    told = load()
    scored = left_out(told)
    least = threshold(scored)
    for line in report(scored, least):
        sys.stdout.write(f"{line}\n")
    if is_writing:
        write(replace(learned(told), threshold=least))


if __name__ == "__main__":
    main(is_writing="--write" in sys.argv)

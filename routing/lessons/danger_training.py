"""Learns from labelled messages what each sign of danger weighs; the same messages give the same weights.

`python -m routing.lessons.danger_training` measures: the examples of routing/data/examples are put in parts by family,
so that paraphrases are never parted; what is learned on three parts (with our own routing/data/danger_messages.jsonl of
those families) is measured on the part left out, in four dresses. `--write` then learns from all of them and writes
routing/data/danger_weights.tsv.
"""

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from routing.dangers.danger_lexicon import lexicon
from routing.dangers.danger_scorer import Scorer, Weighing
from routing.dangers.danger_signs import paired, see
from routing.language.folding import bare
from routing.language.words import split
from routing.lessons.danger_learning import Lesson, fitted
from routing.lessons.dress import amid, number, rambling, shortened, talk
from routing.lessons.examples import Example, danger_messages, families, load_examples

FOLDS = 4
DRESSES: Mapping[str, Callable[[str], str]] = {
    "như đã viết": str, "không dấu": bare, "viết tắt": shortened, "kể dài": rambling,
}  # fmt: skip
_DATA = Path(__file__).parents[1] / "data"
_OWN = "danger_messages"
_LEAST, _LEAST_HINT, _LEAST_KIND = 12, 4, 16
_HOLD, _HOLD_HINT, _HOLD_KIND = 4.0, 0.3, 1.0
_DANGER_COUNTS = 3.0
_WANTED_RECALL = 0.90
_LOOKED_AT = -math.inf  # until it is known how little a danger hints
_HINT_MARGIN = 1.5  # a miss costs more than a look: below the weakest hint that any danger here has

Weighed = list[tuple[float, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled message; `kind` is known only of our own, `family` of paraphrases and near copies."""

    text: str
    is_danger: bool
    kind: str | None
    file: str
    family: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it was written for this training and is never measured."""
        return self.file == _OWN


def load() -> list[Told]:
    """Return the labelled examples of the package and our own messages, each with its family."""
    return told_of(load_examples())


def told_of(examples: Sequence[Example]) -> list[Told]:
    """Return the examples that say whether somebody is in danger, and our own messages, each with its family."""
    told = _told(examples)
    groups = {e.text: e.group for e in examples}
    kin = families([Example(row.text, "", "", "", row.file, groups.get(row.text, "")) for row in told])
    return [replace(row, family=number(told[root].text)) for row, root in zip(told, kin, strict=True)]


def own_beside(examples: Sequence[Example]) -> list[Told]:
    """Return our own messages but for those that are among the examples, without their families."""
    return [row for row in _told(examples) if row.is_own]


def _told(examples: Sequence[Example]) -> list[Told]:
    rows = [Told(e.text, bool(e.urgent), None, e.source) for e in examples if e.urgent is not None]
    for line in danger_messages().splitlines():
        row = json.loads(line)
        rows.append(Told(row["text"], row["danger"] is not None, row["danger"], _OWN))
    return list({row.text: row for row in reversed(rows)}.values())[::-1]


def hinted(told: Iterable[Told]) -> dict[str, float]:
    """Return what words and pairs hint, learned from our own messages alone so that no measured one is known."""
    lessons = [
        Lesson({*words.bases, *paired(words.bases)}, row.is_danger)
        for row in told
        if row.is_own
        for words in [split(row.text)]
    ]
    return fitted(lessons, least=_LEAST_HINT, hold=_HOLD_HINT)[0]


def weighed(scorer: Scorer, text: str) -> Weighed:
    """Return the hint and the signs of each part of a message that is weighed."""
    parts = scorer.parts(split(text))
    return [(part.hint, see(part.words, is_part=part.is_cut).signs) for part in parts]


def points(scorer: Scorer, parts: Weighed) -> float:
    """Return the score of the part that tells most of danger."""
    return max((scorer.score(signs) for hint, signs in parts if hint >= scorer.least_hint), default=-math.inf)


def lessons_of(scorer: Scorer, told: Sequence[Told]) -> Iterator[tuple[Told, Lesson]]:
    """Yield each message as it teaches: as written, without diacritics, amid talk.

    Only our own harmless messages are put around a danger, so that none that is measured was learned from. Of a danger
    the part that hints most is the danger; of a harmless message no part is.
    """
    harmless = [row.text for row in told if row.is_own and not row.is_danger]
    for row in told:
        n = number(row.text)
        wordy = amid(row.text, talk(), n)
        texts = [row.text, bare(row.text), wordy if n % 2 else bare(wordy)]
        if row.is_danger:
            other = harmless[n % len(harmless)]
            texts.append(bare(f"{other}. {row.text}") if n % 2 else f"{row.text}. {other}")
        counts = _DANGER_COUNTS if row.is_danger else 1.0
        for text in texts:
            for _, signs in weighed(scorer, text)[: 1 if row.is_danger else None]:
                yield row, Lesson(signs, row.is_danger, counts)


def with_weights(weighing: Weighing, lessons: Sequence[Lesson]) -> Weighing:
    """Return what also tells danger from no danger; its threshold is still as it was."""
    weights, bias = fitted(lessons, least=_LEAST, hold=_HOLD)
    return replace(weighing, weights=weights, bias=bias)


def with_kinds(weighing: Weighing, told: Sequence[tuple[Told, Lesson]]) -> Weighing:
    """Return it with what each sign speaks for each kind of danger, learned from our own messages."""
    kinds = tuple(lexicon().numbers)
    of_kind = [(row.kind, lesson.signs) for row, lesson in told if row.kind]
    by_kind = [
        fitted([Lesson(signs, name == kind) for name, signs in of_kind], least=_LEAST_KIND, hold=_HOLD_KIND)[0]
        for kind in kinds
    ]
    signs = {sign: None for found in by_kind for sign in found}
    kind_weights = {sign: tuple(found.get(sign, 0.0) for found in by_kind) for sign in signs}
    return replace(weighing, kinds=kinds, kind_weights=kind_weights)


@dataclass(frozen=True, slots=True)
class Scored:
    """A message that was not learned from, with its points in each dress."""

    told: Told
    points: tuple[float, ...]
    hint: float


def left_out(hinting: Weighing, told: Sequence[Told]) -> list[Scored]:
    """Return the scores of every example by a scorer that learned neither it nor any of its family."""
    taught = list(lessons_of(scorer_of(hinting), told))
    found: list[Scored] = []
    for fold in range(FOLDS):
        lessons = [lesson for row, lesson in taught if row.family % FOLDS != fold]
        learned = scorer_of(with_weights(hinting, lessons))
        for row in told:
            if row.family % FOLDS == fold and not row.is_own:
                dressed = [weighed(learned, dress(row.text)) for dress in DRESSES.values()]
                hint = min(max(hint for hint, _ in parts) for parts in dressed)
                found.append(Scored(row, tuple(points(learned, parts) for parts in dressed), hint))
    return found


def threshold(scored: Sequence[Scored]) -> float:
    """Return the score above which the wanted share of the dangers lies, as they are written."""
    reached = sorted((one.points[0] for one in scored if one.told.is_danger), reverse=True)
    return round(reached[math.ceil(_WANTED_RECALL * len(reached)) - 1] - 0.005, 2)


def least_hint(scored: Sequence[Scored]) -> float:
    """Return a hint that every danger has, in whatever dress, with a margin."""
    return round(min(one.hint for one in scored if one.told.is_danger) - _HINT_MARGIN, 2)


def report(scored: Sequence[Scored], least: float) -> Iterator[str]:
    """Yield recall, precision and the share of false alarms in each dress, then what each recall costs."""
    dangers = sum(one.told.is_danger for one in scored)
    yield f"{len(scored)} tin, {dangers} nguy hiểm, {FOLDS} phần theo họ, ngưỡng {least}"
    for i, name in enumerate(DRESSES):
        alarms = [one.told.is_danger for one in scored if one.points[i] >= least]
        found = sum(alarms)
        yield (
            f"{name:12} tìm được {found / dangers:.3f}, báo đúng {found / max(1, len(alarms)):.3f}, "
            f"báo nhầm {(len(alarms) - found) / (len(scored) - dangers):.4f}"
        )
        ranked = sorted(((one.points[i], one.told.is_danger) for one in scored), reverse=True)
        yield "  " + ", ".join(_cost(ranked, dangers, share) for share in (0.85, 0.9, 0.95, 0.97))


def _cost(ranked: Sequence[tuple[float, bool]], dangers: int, share: float) -> str:
    found = 0
    for place, (reached, is_danger) in enumerate(ranked, 1):
        found += is_danger
        if found >= share * dangers:
            return f"{share:.2f} → {found / place:.3f} (ngưỡng {reached:.2f})"
    return ""


def write(hinting: Weighing, told: Sequence[Told]) -> None:
    """Learn from all messages and write danger_weights.tsv, one sign a line."""
    taught = list(lessons_of(scorer_of(hinting), told))
    learned = with_kinds(with_weights(hinting, [lesson for _, lesson in taught]), taught)
    (_DATA / "danger_weights.tsv").write_text("".join(f"{line}\n" for line in learned.lines()), encoding="utf-8")


def scorer_of(weighing: Weighing) -> Scorer:
    """Return the scorer of what is learned, as it is written and read."""
    return Scorer(weighing.lines())


def untaught(told: Sequence[Told]) -> Weighing:
    """Return what weighs hints only."""
    return Weighing((), 0.0, 0.0, _LOOKED_AT, hinted(told), {}, {})


def main(*, is_writing: bool) -> None:
    """Measure, say so, and write the weights if that is wished."""
    told = load()
    hinting = untaught(told)
    scored = left_out(hinting, told)
    for line in report(scored, threshold(scored)):
        sys.stdout.write(f"{line}\n")
    if is_writing:
        write(replace(hinting, threshold=threshold(scored), least_hint=least_hint(scored)), told)


if __name__ == "__main__":
    main(is_writing="--write" in sys.argv)

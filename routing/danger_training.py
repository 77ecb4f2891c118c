"""Learns from labelled messages what each sign of danger weighs; the same messages give the same weights.

`python -m routing.danger_training FOLDER` measures: the files of the folder hold JSON lines `{"text", "urgent"}`, and
routing/data/danger_messages.jsonl is added to every training. A hash of its text puts each message in a half: what is
learned on three quarters is measured on the quarter left out, in turn; then the half "dev" on the half "held"; then
each file on the others. `--write` learns from all of them and writes routing/data/danger_weights.json.
"""

import hashlib
import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from routing.danger_scorer import Scorer, damping
from routing.danger_signs import lexicon, passage, see
from routing.folding import bare
from routing.words import split

_DATA = Path(__file__).parent / "data"
_OWN = "danger_messages"
_SEEN_AT_LEAST = 8
_ROUNDS = 8
_STEP = 0.04
_HOLD = 1.0
_DANGER_COUNTS = 3.0
_SMALL = 0.08
_FOLDS = 4
_WANTED_RECALL = 0.88


@dataclass(frozen=True, slots=True)
class Example:
    """A message with its signs, as written and without diacritics; `kind` is known only of our own messages."""

    text: str
    is_danger: bool
    kind: str | None
    file: str
    signs: tuple[str, ...]
    bare_signs: tuple[str, ...]
    passages: tuple[tuple[str, ...], tuple[str, ...]]
    is_grave: tuple[bool, bool]
    extra: tuple[tuple[str, ...], ...] = ()

    @property
    def part(self) -> int:
        """A number from 0 to 255 that only the text decides."""
        return hashlib.sha256(self.text.encode()).digest()[0]


def load(folder: Path) -> list[Example]:
    """Return the labelled messages of a folder and our own, in the order of a hash."""
    paths = [*sorted(folder.glob("*.jsonl")), _DATA / f"{_OWN}.jsonl"]
    found = {example.text: example for path in paths for example in _read(path)}
    return list(_stretched(sorted(found.values(), key=lambda e: hashlib.sha256(e.text.encode()).digest())))


def _read(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "urgent" in row or "danger" in row:
            text, kind = row["text"], row.get("danger")
            is_danger = bool(row.get("urgent") or kind)
            ways = (text, bare(text))
            yield Example(
                text=text,
                is_danger=is_danger,
                kind=kind,
                file=path.stem,
                signs=_signs(ways[0]),
                bare_signs=_signs(ways[1]),
                passages=(_passage_signs(ways[0]), _passage_signs(ways[1])),
                is_grave=(see(split(ways[0])).is_grave, see(split(ways[1])).is_grave),
            )


def _signs(text: str) -> tuple[str, ...]:
    return tuple(sorted(see(split(text)).signs))


def _passage_signs(text: str) -> tuple[str, ...]:
    words = split(text)
    part = passage(words, see(words))
    return see(part).signs if part else ()


def _stretched(examples: Sequence[Example]) -> Iterator[Example]:
    """Yield the examples with what else they teach: half a harmless message is harmless, a wordy danger is one.

    Only our own harmless messages are put before a danger, so that none that is measured was learned from.
    """
    talk = tomllib.loads((_DATA / "danger_talk.toml").read_text(encoding="utf-8"))
    harmless = [e.text for e in examples if e.file == _OWN and not e.is_danger]
    for n, example in enumerate(examples):
        wordy = f"{_nth(talk['before'], n)} {example.text}. {_nth(talk['after'], n // 3)}"
        if example.is_danger:
            other = f"{_nth(talk['before'], n + 5)} {bare(_nth(harmless, n))}. {bare(example.text)}"
            texts = [wordy, bare(other), f"{_nth(talk['before'], n + 9)} {_nth(harmless, n + 1)}. {example.text}"]
        else:
            words = example.text.split()
            half = len(words) // 2
            texts = [" ".join(words[:half]), bare(" ".join(words[half:])), wordy]
        yield replace(example, extra=tuple(map(_signs, texts)))


def _nth(texts: Sequence[str], n: int) -> str:
    return texts[n % len(texts)]


def learn(examples: Sequence[Example]) -> Scorer:
    """Return a scorer that tells danger from no danger; it tells no kinds, and its threshold is still 0."""
    rows = [(signs, e.is_danger, _DANGER_COUNTS if e.is_danger else 1.0) for e in examples for signs in _ways(e)]
    weights, bias = _fitted(rows)
    return Scorer((), bias, 0.0, weights, {})


def with_kinds(scorer: Scorer, examples: Sequence[Example]) -> Scorer:
    """Return the scorer with what each sign speaks for each kind of danger, learned from our own messages."""
    kinds = tuple(lexicon().numbers)
    of_kind = [e for e in examples if e.kind]
    by_kind = [
        _fitted([(signs, e.kind == kind, 1.0) for e in of_kind for signs in _ways(e)], least=2 * _SEEN_AT_LEAST)[0]
        for kind in kinds
    ]
    signs = sorted({sign for found in by_kind for sign in found})
    kind_weights = {sign: tuple(found.get(sign, 0.0) for found in by_kind) for sign in signs}
    return replace(scorer, kinds=kinds, kind_weights=kind_weights)


def _ways(example: Example) -> tuple[tuple[str, ...], ...]:
    return example.signs, example.bare_signs, *example.extra


def _fitted(
    rows: Sequence[tuple[tuple[str, ...], bool, float]], least: int = _SEEN_AT_LEAST
) -> tuple[dict[str, float], float]:
    """Return weights and bias of a logistic regression: AdaGrad, held towards 0, the mean of the later rounds."""
    seen = Counter(sign for signs, _, _ in rows for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= least)
    number = {name: i for i, name in enumerate(names)}
    bias_at = len(names)
    hold = [_HOLD / seen[name] for name in names]
    facts = [([number[s] for s in signs if s in number], is_true, counts) for signs, is_true, counts in rows]
    weights, steps, kept = [0.0] * (bias_at + 1), [1e-2] * (bias_at + 1), [0.0] * (bias_at + 1)
    for turn in range(_ROUNDS):
        for known, is_true, counts in facts:
            scale = damping(len(known))
            points = sum([weights[i] for i in known]) * scale + weights[bias_at]
            wrong = counts * (1 / (1 + math.exp(-max(-30.0, min(30.0, points)))) - is_true)
            for i, slope in ((i, wrong * scale + hold[i] * weights[i]) for i in known):
                steps[i] += slope * slope
                weights[i] -= _STEP * slope / math.sqrt(steps[i])
            steps[bias_at] += wrong * wrong
            weights[bias_at] -= _STEP * wrong / math.sqrt(steps[bias_at])
        if turn >= _ROUNDS // 2:
            kept = [total + weight for total, weight in zip(kept, weights, strict=True)]
    mean = [total / (_ROUNDS - _ROUNDS // 2) for total in kept]
    return {n: round(mean[i], 2) for i, n in enumerate(names) if abs(mean[i]) >= _SMALL}, round(mean[bias_at], 3)


Scored = list[tuple[float, float, Example]]


def score(scorer: Scorer, examples: Iterable[Example]) -> Scored:
    """Return each example with its score as written and without diacritics."""
    return [(scorer.points(e.signs, e.passages[0]), scorer.points(e.bare_signs, e.passages[1]), e) for e in examples]


def left_out(examples: Sequence[Example], part: Callable[[Example], object]) -> Scored:
    """Return the scores of every part by a scorer that learned from the other parts; our own messages always help."""
    own = [e for e in examples if e.file == _OWN]
    told = [e for e in examples if e.file != _OWN]
    found: Scored = []
    for one in sorted({str(part(e)) for e in told}):
        scorer = learn([*own, *(e for e in told if str(part(e)) != one)])
        found += score(scorer, [e for e in told if str(part(e)) == one])
    return found


def threshold(scored: Scored) -> float:
    """Return the score above which the wanted share of the dangers lies."""
    points = sorted((as_written for as_written, _, e in scored if e.is_danger), reverse=True)
    return round(points[math.ceil(_WANTED_RECALL * len(points)) - 1], 2)


def figures(scored: Scored, least: float) -> str:
    """Return recall and precision in words, as written and without diacritics."""
    dangers = sum(example.is_danger for *_, example in scored)
    parts = []
    for points in ([row[0] for row in scored], [row[1] for row in scored]):
        told = [row[2].is_danger for row, point in zip(scored, points, strict=True) if point >= least]
        parts.append(f"tìm được {sum(told) / max(1, dangers):.3f}, báo đúng {sum(told) / max(1, len(told)):.3f}")
    return f"{len(scored)} tin, {dangers} nguy hiểm: {parts[0]}; không dấu: {parts[1]}"


def report(examples: Sequence[Example], folds: Scored) -> Iterator[str]:
    """Yield the figures on messages that were not learned from; `folds` are the scores of parts left out in turn."""
    told = sorted({e.file for e in examples if e.file != _OWN})
    least = threshold(folds)
    yield f"{_FOLDS} phần, ngưỡng {least}: {figures(folds, least)}"
    for file in told:
        yield f"  trong đó {file}: {figures([row for row in folds if row[2].file == file], least)}"
    own = [e for e in examples if e.file == _OWN]
    dev, held = ([e for e in examples if e.file != _OWN and e.part % 2 == half] for half in (0, 1))
    least = threshold(left_out([*own, *dev], lambda e: e.part // 2 % _FOLDS))
    yield f"học nửa dev, ngưỡng {least}, đo nửa held: {figures(score(learn([*own, *dev]), held), least)}"
    files = left_out(examples, lambda e: e.file)
    least = threshold(folds)
    for file in told:
        yield f"để ra {file}: {figures([row for row in files if row[2].file == file], least)}"


def write(examples: Sequence[Example], least: float) -> None:
    """Learn from all examples and write danger_weights.json, one sign a line; `least` is the threshold."""
    stored = replace(with_kinds(learn(examples), examples), threshold=least).to_json()
    parts = (f"{json.dumps(key)}: {_lines(value)}" for key, value in stored.items())
    (_DATA / "danger_weights.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _lines(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    rows = (f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, separators=(',', ':'))}" for k, v in value.items())
    return "{\n" + ",\n".join(rows) + "\n}"


if __name__ == "__main__":
    messages = load(Path(sys.argv[1]))
    parts_left_out = left_out(messages, lambda e: e.part % _FOLDS)
    if "--write" in sys.argv:
        write(messages, threshold(parts_left_out))
    for told in report(messages, parts_left_out):
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()

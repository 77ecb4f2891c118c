"""Learns again from the examples and the officers' corrections; a new model is taken only if it reads no worse."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from math import sqrt
from typing import Any

from routing.lessons.danger_column import with_danger
from routing.lessons.evaluation import Evaluation, Figures, Labelled, figures_as_written, measured, read_all
from routing.lessons.examples import Example, Lesson, families, fingerprint, load_examples, load_lessons, read_examples
from routing.lessons.judging import calibrated, judge
from routing.lessons.parting import folds, parts
from routing.lessons.side_by_side import side_by_side
from routing.lessons.training import MANY, fit, train
from routing.places import Gazetteer, load_gazetteer
from routing.reading import Reader
from routing.scorer.calibration import Judged
from routing.scorer.model import Model
from routing.topics import Catalogue, load_catalogue

# a figure over n messages may fall by this over √n, a quarter of what chance does, before a model counts as worse
_SLACK = 0.12
_COMPARED = ("topic", "topic_among_three", "kind_feedback_and_petition_as_one")
_TEST_PART = 5

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a reader is made of: the examples, the phrases, the catalogue and the gazetteer."""

    examples: Sequence[Example]
    phrases: Sequence[Lesson]
    catalogue: Catalogue
    gazetteer: Gazetteer


def package_lessons() -> Lessons:
    """Return what the package brings to learn from."""
    return Lessons(load_examples(), load_lessons(), load_catalogue(), load_gazetteer())


def corrections(lines: Iterable[str]) -> list[Example]:
    """Return the officers' corrections of JSON lines, as examples.

    Raises:
        ValueError: a line is no correction, told in Vietnamese with its number.
    """
    return read_examples(lines, "chỗ sửa")


@dataclass(frozen=True, slots=True)
class Learned:
    """A new model beside the old one, both measured on the same messages that neither comparison model was taught."""

    model: Model
    before: Figures
    after: Figures
    corrections: int
    own: int = 0

    @property
    def is_accepted(self) -> bool:
        """Whether the new model reads no worse: topics and kinds, as people type."""
        return all(getattr(self.after, name) >= getattr(self.before, name) - self.slack for name in _COMPARED)

    @property
    def slack(self) -> float:
        """How far a share may fall by chance alone before it counts as worse."""
        return _SLACK / sqrt(max(self.after.messages, 1))

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "model": self.model.version,
            "corrections": self.corrections,
            "own": self.own,
            "accepted": self.is_accepted,
            "before": asdict(self.before),
            "after": asdict(self.after),
        }

    def to_text(self) -> str:
        """Return the figures before and after for a person, and what was decided."""
        rows = [
            ("Lĩnh vực đúng", "topic"),
            ("trong ba", "topic_among_three"),
            ("Loại", "kind_feedback_and_petition_as_one"),
        ]
        learned = f"{self.corrections} chỗ cán bộ sửa" + (f", {self.own} câu mẫu của cơ quan" if self.own else "")
        lines = [f"{'':18}{'trước':>8}{'sau':>8}   ({self.after.messages} tin giữ riêng, {learned})"]
        lines += [f"{name:18}{getattr(self.before, key):>8.1%}{getattr(self.after, key):>8.1%}" for name, key in rows]
        return "\n".join([*lines, self._verdict()])

    def _verdict(self) -> str:
        if not self.is_accepted:
            return "Đọc kém hơn: giữ mô hình cũ."
        falls = any(getattr(self.after, name) < getattr(self.before, name) for name in _COMPARED)
        slack = f"{100 * self.slack:.2f}".replace(".", ",")
        by_chance = f" Chỗ giảm ít hơn {slack} điểm phần trăm, coi như ngẫu nhiên." if falls else ""
        return f"Nhận mô hình mới {self.model.version}.{by_chance}"


def learn(lessons: Lessons, corrections: Sequence[Example], say: Say, *, own: Sequence[Lesson] = ()) -> Learned:
    """Return the model of examples and corrections, and what the corrections changed on a part held out of both.

    `own` are the examples of a locality's topics: they tell of a topic, of no kind, and none is held out.

    Without either there is nothing to compare, and the figures before and after are the same.
    """
    together = [*lessons.examples, *corrections]
    part_of = parts(families(together), _TEST_PART)
    held = [e for e, part in zip(together, part_of, strict=True) if part == 0]
    kept = [e for e, part in zip(together, part_of, strict=True) if part != 0]
    known = {id(correction) for correction in corrections}
    say("Đo bằng phần giữ riêng, trước khi có chỗ cán bộ sửa …")
    before = _figures(lessons, [e for e in kept if id(e) not in known], held)
    say("… và sau khi có …")
    taught = replace(lessons, phrases=[*lessons.phrases, *own])
    after = _figures(taught, kept, held) if corrections or own else before
    say("Học từ tất cả …")
    model = train(together, taught.phrases, lessons.catalogue, say=say)
    return Learned(model, before, after, len(corrections), len(own))


def _figures(lessons: Lessons, learned: Sequence[Example], held: Sequence[Example]) -> Figures:
    reader = Reader(lessons.catalogue, lessons.gazetteer, fit(learned, lessons.phrases))
    return figures_as_written(reader, map(_labelled, held))


def held_out(lessons: Lessons, say: Say, *, by_file: bool = False) -> Evaluation:
    """Return the figures of every example read by a model that was taught neither it nor a paraphrase of it.

    `by_file`: each file is read by a model taught by the other files alone; their writers are other hands. What weighs
    the kinds and tells how sure a reading is comes from the other parts too.
    """
    read = []
    mark = fingerprint(lessons.examples, lessons.phrases)
    splits = _splits(lessons.examples, by_file=by_file)
    jobs = [partial(_fit_and_judge, *split, lessons) for _name, split in splits]
    apart = side_by_side(jobs, are_long=len(lessons.examples) > MANY)
    models, judged = zip(*apart, strict=True)
    for number, (name, (_learned, held)) in enumerate(splits):
        of_others = [one for other, part in enumerate(judged) if other != number for one in part]
        model = calibrated(models[number], of_others)
        read += read_all(Reader(lessons.catalogue, lessons.gazetteer, model), map(_labelled, held))
        part = measured(mark, read[-len(held) :]).as_written
        say(f"{name}: {len(held)} tin, lĩnh vực {part.topic:.1%}, trong ba {part.topic_among_three:.1%}, "
            f"loại {part.kind_feedback_and_petition_as_one:.1%}")  # fmt: skip
    return measured(f"giữ riêng · {mark}", read)


def _fit_and_judge(learned: Sequence[Example], held: Sequence[Example], lessons: Lessons) -> tuple[Model, list[Judged]]:
    model = with_danger(fit(learned, lessons.phrases), learned)
    return model, judge(model, held, lessons.catalogue)


def _splits(examples: Sequence[Example], *, by_file: bool) -> list[tuple[str, tuple[list[Example], list[Example]]]]:
    if not by_file:
        return [(f"phần {number}", both) for number, both in enumerate(folds(examples), 1)]
    family_of = dict(zip(map(id, examples), families(examples), strict=True))
    splits = []
    for source in dict.fromkeys(e.source for e in examples):
        held = [e for e in examples if e.source == source]
        alike = {family_of[id(e)] for e in held}
        splits.append((source, ([e for e in examples if family_of[id(e)] not in alike], held)))
    return splits


def _labelled(example: Example) -> Labelled:
    return Labelled(example.text, example.kind, example.topic, example.topic2, example.urgent)

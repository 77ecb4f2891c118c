"""Measures how well messages are read, against labels that people gave: the figures of `nghedan evaluate`."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from routing.kinds import ALIKE, Kind, as_one
from routing.language.folding import bare, fold
from routing.lessons.alone import Alone
from routing.lessons.dress import rambling, shortened
from routing.reading import Reader, Reading
from routing.scorer.calibration import calibration_error

# the dresses in which a message is read, in the order of the fields of Evaluation
DRESSES: Mapping[str, Callable[[str], str]] = {
    "nguyên văn": str, "không dấu": bare, "viết tắt": shortened, "kể dài": rambling,
}  # fmt: skip
_TOP = 3
_SUREST = 0.8
_GRAVE = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what people say it is; `urgent` and `place` only where somebody looked."""

    text: str
    kind: str
    topic: str
    topic2: str = ""
    urgent: bool | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over `messages`; None where no label speaks of it."""

    messages: int
    topic: float
    topic_by_cues_alone: float
    topic_by_learning_alone: float
    topic_among_three: float
    topic_or_second: float
    surest_80_percent: float
    calibration_error: float
    kind: float
    kind_by_cues_alone: float
    kind_by_learning_alone: float
    kind_feedback_and_petition_as_one: float
    feedback_told_from_petition: float | None
    kind_calibration_error: float
    complaints_and_denunciations_caught: float | None
    urgent_recall: float | None
    urgent_precision: float | None
    place_found: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures in each dress; as written also the recall of each class, and what was taken for what how often."""

    version: str
    as_written: Figures
    without_diacritics: Figures
    in_shorthand: Figures
    rambling: Figures
    topics: Mapping[str, float]
    kinds: Mapping[str, float]
    confusion: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)

    def to_text(self) -> str:
        """Return a table for a person."""
        dressed = [asdict(f) for f in (self.as_written, self.without_diacritics, self.in_shorthand, self.rambling)]
        lines = [f"Bộ dữ liệu đọc: {self.version}", f"{'':34}" + "".join(f"{dress:>12}" for dress in DRESSES)]
        lines += [f"{name:34}" + "".join(f"{_share(figures[key]):>12}" for figures in dressed)
                  for key, name in _NAMES.items()]  # fmt: skip
        lines += ["", "Đúng theo loại:", *(f"  {name:24}{_share(share):>8}" for name, share in self.kinds.items())]
        lines += ["", "Đúng theo lĩnh vực:", *(f"  {name:24}{_share(share):>8}" for name, share in self.topics.items())]
        lines += ["", "Nhầm nhiều nhất:", *(f"  {pair:44}{count:>4}" for pair, count in self.confusion.items())]
        return "\n".join(lines)


_NAMES = {
    "messages": "Số tin",
    "topic": "Lĩnh vực đúng",
    "topic_by_cues_alone": "  chỉ theo cụm từ",
    "topic_by_learning_alone": "  chỉ theo phần đã học",
    "topic_among_three": "Lĩnh vực đúng trong ba",
    "topic_or_second": "Đúng lĩnh vực chính hoặc phụ",
    "surest_80_percent": "80 % tin chắc nhất: lĩnh vực đúng",
    "calibration_error": "Lệch giữa độ chắc và thực tế",
    "kind": "Loại đúng",
    "kind_by_cues_alone": "  chỉ theo cụm từ",
    "kind_by_learning_alone": "  chỉ theo phần đã học",
    "kind_feedback_and_petition_as_one": "Loại, gộp phản ánh và kiến nghị",
    "feedback_told_from_petition": "Phân biệt phản ánh với kiến nghị",
    "kind_calibration_error": "Loại: lệch giữa độ chắc và thực tế",
    "complaints_and_denunciations_caught": "Khiếu nại, tố cáo: nhận ra",
    "urgent_recall": "Khẩn cấp: tìm được",
    "urgent_precision": "Khẩn cấp: báo đúng",
    "place_found": "Nơi: tìm được",
}


def _share(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.1%}"


@dataclass(frozen=True, slots=True)
class _Read:
    """A message, its reading, and what the cues alone and the learned scorer alone take it for (topic, kind)."""

    message: Labelled
    reading: Reading
    by_cues: tuple[str, str]
    by_learning: tuple[str, str]


def measure(reader: Reader, messages: Iterable[Labelled]) -> Evaluation:
    """Read every message once in each dress, and return the figures."""
    return measured(reader.version, read_all(reader, messages))


def read_all(reader: Reader, messages: Iterable[Labelled]) -> list[tuple[_Read, ...]]:
    """Return how each message is read in each dress."""
    alone = Alone(reader)
    return [tuple(_read(reader, alone, m, dress(m.text)) for dress in DRESSES.values()) for m in messages]


def measured(version: str, read: Sequence[tuple[_Read, ...]]) -> Evaluation:
    """Return the figures of messages that were read, perhaps by several readers."""
    as_written, without_diacritics, in_shorthand, rambled = zip(*read, strict=True) if read else ((),) * len(DRESSES)
    pairs = [(r.message.topic, r.reading.topic) for r in as_written]
    return Evaluation(
        version=version,
        as_written=_figures(as_written),
        without_diacritics=_figures(without_diacritics),
        in_shorthand=_figures(in_shorthand),
        rambling=_figures(rambled),
        topics=_recalls(pairs),
        kinds=_recalls((r.message.kind, str(r.reading.kind)) for r in as_written),
        confusion=dict(Counter(f"{told} → {found}" for told, found in pairs if told != found).most_common(20)),
    )


def figures_as_written(reader: Reader, messages: Iterable[Labelled]) -> Figures:
    """Return the figures of messages as they were written, in no other dress."""
    alone = Alone(reader)
    return _figures([_read(reader, alone, m, m.text) for m in messages])


def _read(reader: Reader, alone: Alone, message: Labelled, text: str) -> _Read:
    return _Read(message, reader.read(text), alone.by_cues(text), alone.by_learning(text))


def _figures(read: Sequence[_Read]) -> Figures:
    surest = sorted(read, key=lambda r: -r.reading.confidence)[: round(len(read) * _SUREST)]
    urgent = [(r.message.urgent, r.reading.urgent) for r in read if r.message.urgent is not None]
    topics = [(r.message, r.reading) for r in read]
    return Figures(
        messages=len(read),
        topic=_mean(m.topic == r.topic for m, r in topics),
        topic_by_cues_alone=_mean(r.message.topic == r.by_cues[0] for r in read),
        topic_by_learning_alone=_mean(r.message.topic == r.by_learning[0] for r in read),
        topic_among_three=_mean(m.topic in (r.topic, *(t.code for t in r.topics[:_TOP])) for m, r in topics),
        topic_or_second=_mean(r.topic in (m.topic, m.topic2) for m, r in topics),
        surest_80_percent=_mean(r.message.topic == r.reading.topic for r in surest),
        calibration_error=round(
            calibration_error([r.confidence for _m, r in topics], [m.topic == r.topic for m, r in topics]), 4
        ),
        kind=_mean(m.kind == r.kind for m, r in topics),
        kind_by_cues_alone=_mean(r.message.kind == r.by_cues[1] for r in read),
        kind_by_learning_alone=_mean(r.message.kind == r.by_learning[1] for r in read),
        kind_feedback_and_petition_as_one=_mean(as_one(m.kind) == as_one(r.kind) for m, r in topics),
        feedback_told_from_petition=_mean(
            (m.kind == r.kind for m, r in topics if {m.kind, r.kind} <= ALIKE), empty=None
        ),
        kind_calibration_error=round(
            calibration_error([r.kind_confidence for _m, r in topics], [m.kind == r.kind for m, r in topics]), 4
        ),
        complaints_and_denunciations_caught=_mean(
            (m.kind == r.kind for m, r in topics if m.kind in _GRAVE), empty=None
        ),
        urgent_recall=_mean((found for told, found in urgent if told), empty=None),
        urgent_precision=_mean((bool(told) for told, found in urgent if found), empty=None),
        place_found=_mean((_has_place(m.place, r) for m, r in topics if m.place), empty=None),
    )


def _has_place(told: str, reading: Reading) -> bool:
    place = reading.place
    if place is None:
        return False
    found = " ".join(filter(None, (place.text, place.name, place.outside)))
    return bool(set(fold(told).split()) & set(fold(found).split()))


def _mean(values: Iterable[bool], empty: Any = 0.0) -> Any:  # noqa: ANN401 - a share, or what stands for no label
    counted = list(values)
    return round(sum(counted) / len(counted), 4) if counted else empty


def _recalls(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for label, found in pairs:
        told[label] += 1
        right[label] += label == found
    return {label: round(right[label] / count, 4) for label, count in told.most_common()}

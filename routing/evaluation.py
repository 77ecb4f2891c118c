"""Measures how well messages are read, against labels that people gave: the figures of `nghedan evaluate`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from routing.folding import bare, fold
from routing.kinds import Kind
from routing.reading import Reader, Reading

_TOP = 3
_TOGETHER = {Kind.PETITION: Kind.FEEDBACK}
_SUREST = 0.8


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
    topic_among_three: float
    topic_or_second: float
    surest_80_percent: float
    kind: float
    kind_feedback_and_petition_as_one: float
    urgent_recall: float | None
    urgent_precision: float | None
    place_found: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures as written and without diacritics, recall of each class, and what was taken for what how often."""

    version: str
    as_written: Figures
    without_diacritics: Figures
    topics: Mapping[str, float]
    kinds: Mapping[str, float]
    confusion: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)

    def to_text(self) -> str:
        """Return a table for a person."""
        lines = [f"Bộ dữ liệu đọc: {self.version}", f"{'':34}{'nguyên văn':>12}{'không dấu':>12}"]
        bare_figures = asdict(self.without_diacritics)
        lines += [
            f"{_NAMES[n]:34}{_share(v):>12}{_share(bare_figures[n]):>12}" for n, v in asdict(self.as_written).items()
        ]
        lines += ["", "Đúng theo loại:", *(f"  {name:24}{_share(share):>8}" for name, share in self.kinds.items())]
        lines += ["", "Đúng theo lĩnh vực:", *(f"  {name:24}{_share(share):>8}" for name, share in self.topics.items())]
        lines += ["", "Nhầm nhiều nhất:", *(f"  {pair:44}{count:>4}" for pair, count in self.confusion.items())]
        return "\n".join(lines)


_NAMES = {
    "messages": "Số tin",
    "topic": "Lĩnh vực đúng",
    "topic_among_three": "Lĩnh vực đúng trong ba",
    "topic_or_second": "Đúng lĩnh vực chính hoặc phụ",
    "surest_80_percent": "80 % tin chắc nhất: lĩnh vực đúng",
    "kind": "Loại đúng",
    "kind_feedback_and_petition_as_one": "Loại, gộp phản ánh và kiến nghị",
    "urgent_recall": "Khẩn cấp: tìm được",
    "urgent_precision": "Khẩn cấp: báo đúng",
    "place_found": "Nơi: tìm được",
}


def _share(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.1%}"


def measure(reader: Reader, messages: Iterable[Labelled]) -> Evaluation:
    """Read every message twice, as written and without diacritics, and return the figures."""
    messages = list(messages)
    read = [(message, reader.read(message.text)) for message in messages]
    read_bare = [(message, reader.read(bare(message.text))) for message in messages]
    wrong = Counter(f"{message.topic} → {reading.topic}" for message, reading in read if message.topic != reading.topic)
    return Evaluation(
        version=reader.catalogue.version,
        as_written=_figures(read),
        without_diacritics=_figures(read_bare),
        topics=_recalls((m.topic, r.topic) for m, r in read),
        kinds=_recalls((m.kind, str(r.kind)) for m, r in read),
        confusion=dict(wrong.most_common(20)),
    )


def _figures(read: list[tuple[Labelled, Reading]]) -> Figures:
    surest = sorted(read, key=lambda pair: -pair[1].confidence)[: round(len(read) * _SUREST)]
    urgent = [(m.urgent, r.urgent) for m, r in read if m.urgent is not None]
    return Figures(
        messages=len(read),
        topic=_mean(m.topic == r.topic for m, r in read),
        topic_among_three=_mean(m.topic in (r.topic, *(t.code for t in r.topics[:_TOP])) for m, r in read),
        topic_or_second=_mean(r.topic in (m.topic, m.topic2) for m, r in read),
        surest_80_percent=_mean(m.topic == r.topic for m, r in surest),
        kind=_mean(m.kind == r.kind for m, r in read),
        kind_feedback_and_petition_as_one=_mean(_as_one(m.kind) == _as_one(r.kind) for m, r in read),
        urgent_recall=_mean((found for told, found in urgent if told), empty=None),
        urgent_precision=_mean((bool(told) for told, found in urgent if found), empty=None),
        place_found=_mean((_has_place(m.place, r) for m, r in read if m.place), empty=None),
    )


def _as_one(kind: str) -> str:
    return _TOGETHER.get(Kind(kind), Kind(kind))


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

"""The province as bubbles: each commune where the gazetteer has it, as large as its cases, drawn as accessible SVG.

No map is fetched from anywhere. How late a commune is, is told by colour and by pattern, and all of it by the table
beside the picture.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from admin import board_words
from intake.queries.places import Spot

WIDTH = 720.0
_MARGIN = 34.0
_SMALLEST, _LARGEST, _EMPTY = 6.0, 30.0, 2.5
LEVELS: Mapping[str, str] = {
    "calm": "trễ dưới 1 phần 10",
    "some": "trễ từ 1 phần 10 đến 3 phần 10",
    "many": "trễ trên 3 phần 10",
    "unknown": "chưa có hạn nào đến ngày, hoặc số quá nhỏ",
}
_SOME, _MANY = 0.1, 0.3
_LETTER, _LINE = 6.0, 20.0  # how much room a letter and a line take in the picture
_NAMED = 16  # so many of the largest carry their name in the picture


@dataclass(frozen=True, slots=True)
class Bubble:
    """A commune on the picture: where, how large, how late, what it is called and where it leads."""

    x: float
    y: float
    radius: float
    level: str
    name: str
    told: str
    href: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All bubbles, the large ones first so that small ones lie on top; size in the units of the SVG."""

    width: float
    height: float
    bubbles: tuple[Bubble, ...]


def picture(spots: Sequence[Spot], link: Callable[[Spot], str]) -> Picture:
    """Return the picture of a province; `link` says where a commune leads, blank for nowhere."""
    if not spots:
        return Picture(WIDTH, WIDTH, ())
    west, east = min(one.commune.lon for one in spots), max(one.commune.lon for one in spots)
    south, north = min(one.commune.lat for one in spots), max(one.commune.lat for one in spots)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * _MARGIN) / max((east - west) * narrow, 0.01)
    most = max((one.told or 0 for one in spots), default=0)
    bubbles = [
        Bubble(
            x=round(_MARGIN + (one.commune.lon - west) * narrow * scale, 1),
            y=round(_MARGIN + (north - one.commune.lat) * scale, 1),
            radius=round(_radius(one.told, most), 1),
            level=level(one),
            name=one.commune.name,
            told=_told(one),
            href=link(one) if one.told else "",
            is_named=at < _NAMED and bool(one.told),
        )
        for at, one in enumerate(spots)
    ]
    bubbles = list(_without_crossing_names(bubbles))
    height = 2 * _MARGIN + (north - south) * scale
    return Picture(WIDTH, round(height, 1), tuple(sorted(bubbles, key=lambda one: -one.radius)))


def _without_crossing_names(bubbles: Sequence[Bubble]) -> Iterator[Bubble]:
    """Yield the bubbles; one whose name would lie over a name before it is not named in the picture."""
    taken: list[tuple[float, float, float]] = []
    for one in bubbles:
        half, y = _LETTER * len(one.name) / 2, one.y + one.radius
        is_free = all(abs(one.x - x) > half + other or abs(y - line) > _LINE for x, line, other in taken)
        if one.is_named and is_free:
            taken.append((one.x, y, half))
        yield replace(one, is_named=one.is_named and is_free)


def level(spot: Spot) -> str:
    """Return how late a commune is, as one of `LEVELS`."""
    share = spot.late_share
    if share is None:
        return "unknown"
    return "many" if share > _MANY else "some" if share >= _SOME else "calm"


def _radius(told: int | None, most: int) -> float:
    if told is None:
        return _SMALLEST
    return _EMPTY if not told else _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(told / most)


def _told(spot: Spot) -> str:
    told = board_words.FEW if spot.told is None else spot.told
    late = f", trễ {board_words.share(spot.late, spot.judged)} thời hạn" if spot.judged != 0 else ""
    return f"{told} hồ sơ{late}"

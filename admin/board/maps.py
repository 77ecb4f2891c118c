"""The province as bubbles: each commune where the gazetteer has it, as large as its cases, drawn as accessible SVG.

No map is fetched from anywhere unless the office has set a server of tiles; those lie under the bubbles, in the same
projection (Web Mercator). How late a commune is, is told by colour and by pattern, and all by the table beside it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from admin.board import board_words
from intake.installation.tile_settings import Tiles
from intake.queries.figures.places import Spot

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
_TILE = 256  # pixels of a tile
_MOST_ZOOM = 18
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
class Tile:
    """A square of the map under the bubbles: its address, its corner and its side in the units of the SVG."""

    href: str
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All bubbles, the large ones first so that small ones lie on top; size in the units of the SVG."""

    width: float
    height: float
    bubbles: tuple[Bubble, ...]
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the earth lies on the picture: Web Mercator, where the whole world is 1 wide; `scale` makes it the SVG's."""

    west: float
    north: float
    scale: float

    def place(self, across: float, down: float) -> tuple[float, float]:
        return _MARGIN + (across - self.west) * self.scale, _MARGIN + (down - self.north) * self.scale

    def tiles(self, source: Tiles, height: float) -> Iterator[Tile]:
        """Yield the tiles that cover the picture, at the zoom whose tiles come nearest to their own size."""
        zoom = min(max(round(math.log2(self.scale / _TILE)), 0), _MOST_ZOOM)
        many, side = 2**zoom, self.scale / 2**zoom
        left, top = self.west - _MARGIN / self.scale, self.north - _MARGIN / self.scale
        columns = range(int(left * many), int((left + WIDTH / self.scale) * many) + 1)
        for row in range(int(top * many), int((top + height / self.scale) * many) + 1):
            for column in columns:
                x, y = (column / many - left) * self.scale, (row / many - top) * self.scale
                yield Tile(source.at(zoom, column, row), round(x, 1), round(y, 1), round(side, 1))


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return where a point lies on a map of the world that is 1 wide and 1 high."""
    down = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon + 180) / 360, (1 - down / math.pi) / 2


def picture(spots: Sequence[Spot], link: Callable[[Spot], str], tiles: Tiles | None = None) -> Picture:
    """Return the picture of a province; `link` says where a commune leads, blank for nowhere."""
    if not spots:
        return Picture(WIDTH, WIDTH, ())
    corners = [_mercator(one.commune.lon, one.commune.lat) for one in spots]
    across, down = [one[0] for one in corners], [one[1] for one in corners]
    scale = (WIDTH - 2 * _MARGIN) / max(max(across) - min(across), 0.01 / 360)
    frame = _Frame(min(across), min(down), scale)
    most = max((one.told or 0 for one in spots), default=0)
    bubbles = [
        Bubble(
            x=round(x, 1),
            y=round(y, 1),
            radius=round(_radius(one.told, most), 1),
            level=level(one),
            name=one.commune.name,
            told=_told(one),
            href=link(one) if one.told else "",
            is_named=at < _NAMED and bool(one.told),
        )
        for at, (one, (x, y)) in enumerate(zip(spots, (frame.place(*corner) for corner in corners), strict=True))
    ]
    bubbles = list(_without_crossing_names(bubbles))
    height = 2 * _MARGIN + (max(down) - min(down)) * scale
    under = tuple(frame.tiles(tiles, height)) if tiles and tiles.is_on else ()
    return Picture(WIDTH, round(height, 1), tuple(sorted(bubbles, key=lambda one: -one.radius)), under)


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

"""Reads places told by two others: from one to another, so far from one, where two cross; one alone leads elsewhere."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from routing.gazetteer.place_words import CROSSING, crosses, follows, is_in, listed
from routing.gazetteer.spot_names import street_at
from routing.gazetteer.units import Spot
from routing.language.words import Words

_FROM, _AWAY = frozenset({"từ", "tu"}), frozenset({"cách", "cach"})
STRETCHES = frozenset({"doan", "khuc", "quang", "duong", "tuyen", "pho"})
_TO = frozenset({"đến", "tới", "den", "toi"})
_MOVED = frozenset({"ra", "xuống", "lên", "về", "sang", "vào", "xuong", "len", "ve", "vao"})
_BEFORE_TO = frozenset({"cho", "di", "dai", "keo", "chay"})
_ABOUT = frozenset({"khoang", "chung", "tam", "hon", "gan", "co", "do"})
_LENGTHS = frozenset({"m", "met", "km", "cay", "buoc", "mete"})
_TOWARDS = frozenset({"huong", "phia", "ve", "di", "theo"})
_LONGEST = 5  # words of a landmark without a name
_STRETCH, _FAR = 2.0, 0.7  # how telling they are: "nhà cách chợ Chờ 2km" hardly says where


def with_stretches(words: Words, spots: Sequence[Spot], taken: AbstractSet[int]) -> list[Spot]:
    """Return the spots in order, those between which a stretch lies, or from which a distance is told, as one."""
    spots = [_crossed(words, one) for one in spots]
    if "tu" not in words.bases and "cach" not in words.bases:
        return spots
    reader = _Reader(words, {one.start: one for one in spots}, taken)
    wider = [*reader.stretches(), *reader.distances()]
    if not wider:
        return spots
    left = (part for one in spots if (part := _beside(one, wider)))
    return sorted((*left, *wider), key=lambda one: one.start)


def _crossed(words: Words, spot: Spot) -> Spot:
    """Return a crossing with the street, told without "đường", that crosses there ("ngã tư đường A với B")."""
    after = spot.end
    while after < len(words) and words.bases[after] in CROSSING:
        after += 1
    if after >= len(words) or not crosses(words, after):
        return spot
    street = street_at(words, after)
    return replace(spot, end=after + street) if street else spot


def _beside(spot: Spot, wider: Sequence[Spot]) -> Spot | None:
    """Return what is left of a spot before those that it runs into, None for one within them."""
    over = next((one for one in wider if one.start < spot.end and spot.start < one.end), None)
    if over is None:
        return spot
    return replace(spot, end=over.start) if spot.start < over.start else None


class _Reader:
    """Looks from a word on for what a place is told by."""

    def __init__(self, words: Words, spots: dict[int, Spot], taken: AbstractSet[int]) -> None:
        self._words, self._spots, self._taken = words, spots, taken

    def stretches(self) -> Iterator[Spot]:
        """Yield what is told from one landmark to another."""
        told = (self._stretch(i) for i, word in enumerate(self._words.shown) if word in _FROM)
        yield from filter(None, told)

    def distances(self) -> Iterator[Spot]:
        """Yield what is told so far from a landmark."""
        told = (self._distance(i) for i, word in enumerate(self._words.shown) if word in _AWAY)
        yield from filter(None, told)

    def _stretch(self, i: int) -> Spot | None:
        """Return "đoạn từ A đến B"; of two landmarks without names only where a stretch is spoken of."""
        bases, start = self._words.bases, i
        while start and bases[start - 1] in STRETCHES and not self._words.after_break[start]:
            start -= 1
        is_stretch = start < i
        first = self._landmark(i + 1, is_any=is_stretch)
        to = self._beyond(self._beyond_taken(first), _BEFORE_TO)
        if not first or to >= len(bases) or self._words.after_break[to]:
            return None
        if self._words.shown[to] not in (_TO | _MOVED if is_stretch else _TO):
            return None
        second = self._landmark(to + 1, is_any=is_stretch)
        is_named = self._is_named(i + 1) or self._is_named(to + 1)
        return Spot(start, second, _STRETCH) if second and (is_stretch or is_named) else None

    def _distance(self, i: int) -> Spot | None:
        """Return "cách ngã tư 200m", "cách 200m từ cầu", and in which direction where it is told.

        From a landmark without a name only where a place is told: "nhà cách trường 9 cây" is a long way.
        """
        is_placed = (
            not i
            or self._words.after_break[i]
            or any(follows(self._words, i, listed(name)) for name in ("at", "before"))
        )
        first = self._landmark(i + 1, is_any=True)
        if not (is_placed or self._is_named(i + 1)):
            return None
        if first:
            end = self._length(self._beyond_taken(first))
        else:
            length = self._length(i + 1)
            end = self._landmark(self._beyond(length, {"tu"}), is_any=True) if length else 0
        return Spot(i, self._direction(end), _FAR) if end else None

    def _is_named(self, i: int) -> bool:
        return i in self._taken or (i in self._spots and self._spots[i].points >= 1)

    def _length(self, i: int) -> int:
        """Return where a distance ends that is told at `i`, 0 where none is."""
        number, words = self._beyond(i, _ABOUT), self._words
        unit = number + 1
        if unit >= len(words) or not words.shown[number][0].isdigit() or words.bases[unit] not in _LENGTHS:
            return 0
        return unit + (2 if words.bases[unit : unit + 2] == ("cay", "so") else 1)

    def _direction(self, end: int) -> int:
        """Return where a distance ends with the direction in which it is told."""
        towards = self._beyond(end, _TOWARDS)
        if towards == end or towards >= len(self._words):
            return end
        beyond = self._beyond_taken(towards)
        return beyond if beyond > towards else self._landmark(towards, is_any=False) or end

    def _landmark(self, i: int, *, is_any: bool) -> int:
        """Return where the landmark ends that is told at `i`, 0 where none is; `is_any` an office too."""
        if spot := self._spots.get(i):
            return spot.end
        if i < len(self._words) and i in self._taken:
            return self._beyond_taken(i)
        lists = ("bare", "bare_offices") if is_any else ("bare",)
        ends = (i + n for n in range(_LONGEST, 0, -1) if i + n <= len(self._words))
        return next((end for end in ends if any(is_in(listed(one), self._words, i, end) for one in lists)), 0)

    def _beyond(self, i: int, bases: AbstractSet[str]) -> int:
        while i < len(self._words) and self._words.bases[i] in bases and not self._words.after_break[i]:
            i += 1
        return i

    def _beyond_taken(self, i: int) -> int:
        while i and i < len(self._words) and i in self._taken:
            i += 1
        return i

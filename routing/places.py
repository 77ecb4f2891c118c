"""Where a matter is: the gazetteer of the deploying province, old and new names, and the citizen's own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from routing.gazetteer.alley_streets import with_alley_streets
from routing.gazetteer.communes import (
    as_told,
    codes_meant,
    codes_of,
    is_commune,
    is_far,
    is_ours,
    may_be_district,
    of_home,
    within_district,
)
from routing.gazetteer.in_pieces import said_whole
from routing.gazetteer.landmarks import find_spots
from routing.gazetteer.mistyped_heads import with_mistyped_heads
from routing.gazetteer.pins import Pins, Point
from routing.gazetteer.place_names import PlaceNames
from routing.gazetteer.place_roles import Role, is_gone, meant_of, roles_of, spots_there, tells_where
from routing.gazetteer.place_words import follows, listed, streets
from routing.gazetteer.put_right import standing
from routing.gazetteer.served import served, stored_gazetteer
from routing.gazetteer.short_heads import with_short_heads
from routing.gazetteer.stored import points_of, units_of
from routing.gazetteer.stretches import STRETCHES
from routing.gazetteer.taken_back import taken_back
from routing.gazetteer.unit_kinds import LOWER_TYPES
from routing.gazetteer.units import Commune, Named, Spot, Unit
from routing.language.capitals import has_capitals, unshouted
from routing.language.folding import fold
from routing.language.own_numbers import own_numbers_in
from routing.language.words import Words, split

_BELIEVED = ("called_after", "public_houses")  # lists of what is called after the commune it lies in


@dataclass(frozen=True, slots=True)
class Place:
    """A place as told: the citizen's words, the commune of today if known, several when it may be one of them.

    `outside` is the name of another province when the place is not in the deploying one. `told_as` is the former unit
    by which the commune was told, blank where it was called as it is today.
    """

    text: str
    code: str | None
    name: str | None
    outside: str | None = None
    candidates: tuple[Commune, ...] = ()
    told_as: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A commune named in a text: the communes of today that may be meant, the likelier first.

    `start` and `end` (not included) count words of `fold(text).split()`, a type word ("xã") among them; `kind` is that
    type, None when the name stands bare. Of a text longer than is read the words count in its head and tail together.
    """

    codes: tuple[str, ...]
    start: int
    end: int
    kind: str | None


class Gazetteer:
    """The places of one province."""

    def __init__(
        self,
        province_code: str,
        province_name: str,
        communes: Mapping[str, Commune],
        units: Iterable[Unit] = (),
        points: Iterable[Point] = (),
    ) -> None:
        self.province_code = province_code
        self.province_name = province_name
        self.communes = communes
        self.is_city = province_name.startswith("Thành phố")
        self._names = PlaceNames(units)
        self._pins = Pins((*(Point(one.code, one.lat, one.lon) for one in communes.values()), *points))

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the name of each unit in words without diacritics, and whether the unit is of this province."""
        return self._names.names()

    def spellings(self, *, with_small: bool = False) -> Iterator[str]:
        """Yield names as they are written: of units known without their type, or `with_small` ones elsewhere too."""
        return self._names.spellings(with_small=with_small)

    def find(self, text: str) -> Place | None:
        """Return the place that the text names, or None; nothing is guessed that is not said."""
        return self.find_in(split(text))

    def find_in(self, words: Words) -> Place | None:
        """Return the place that the words name, or None."""
        return self.look(words)[0]

    def look(self, words: Words) -> tuple[Place | None, frozenset[int]]:
        """Return the place that the words name, or None, and the words that are names of units, without their types."""
        words, every, spots = self._told(words)
        named = frozenset(i for name in every if not name.is_of_house for i in range(*name.bare))
        return self._place(words, every, spots), named

    def is_mere_name(self, words: Words) -> bool:
        """Whether the words name a unit, of whatever province ("Cam An Nam"), and its syllables tell nothing else."""
        return self._names.told_alone(words)

    def _place(self, words: Words, every: Sequence[Named], named_spots: Sequence[Spot]) -> Place | None:
        back = taken_back(words, every, named_spots)
        stands = standing(words, [one for one in every if one.start not in back], is_ours)
        named = stands.named
        roles = roles_of(words, named, named_spots)
        outside = self._outside(words, named, roles)
        meant = meant_of(named, roles)
        spots = spots_there(_not_denied(words, named_spots, stands.denied | back), meant, named)
        best = max(spots, key=lambda spot: (spot.points, -spot.start), default=None)
        text = said_whole(words, best, spots) if best else ""
        if outside:
            return Place(text or words.said(outside[1].start, outside[1].end), None, None, outside[0])
        codes = codes_meant(meant, named)
        if best and len(codes) > 1 and all(map(may_be_district, of_home(named))):
            codes = self._of_spot(words, best, codes) or codes
        codes = (best and _ends_of(words, best, named)) or codes
        if len(codes) == 1:
            return self._here(text, codes, named)
        if not text and not codes:
            loose = None if every else self._names.told_small(words)
            return Place(words.said(*loose), None, None) if loose else None
        return Place(text, None, None, candidates=tuple(as_told(self.communes, codes, named)))

    def _here(self, text: str, codes: Sequence[str], named: Iterable[Named]) -> Place:
        """Return a place in the one commune that may be meant."""
        commune = next(as_told(self.communes, codes, named))
        return Place(text, commune.code, commune.name, told_as=commune.told_as)

    def _of_spot(self, words: Words, spot: Spot, area: Sequence[str]) -> tuple[str, ...]:
        """Return the commune of a district after which a spot in it is called ("chợ Phú Lâm, Tiên Du")."""
        called = self._called_after(words, spot.start, spot.end)
        found = tuple(dict.fromkeys(code for unit in called for code in unit.codes if code in area))
        return found if len(found) == 1 else ()

    def _called_after(self, words: Words, start: int, end: int, heads: Sequence[str] = _BELIEVED) -> Iterator[Unit]:
        """Yield the communes whose name a spot ends with; one of a single word ("chợ Hồ") by its marks or capital."""
        for i in range(start + 1, end):
            is_clear = end - i > 1 or words.shown[i] != words.bases[i] or words.capital[i]
            if is_clear and any(follows(words, i, listed(name)) for name in heads):
                yield from self._names.bearing(words, i, end)

    def offered_for(self, spot: str) -> tuple[Commune, ...]:
        """Return the communes that a spot may be called after ("chợ Đồng Kỵ"): likely enough to ask, not to write.

        A person's name after which streets are called everywhere tells none ("đường Trần Phú").
        """
        words = split(spot)
        if any(words.bases[i:] in streets() for i in range(1, len(words))):
            return ()
        called = tuple(self._called_after(words, 0, len(words), (*_BELIEVED, "offered_after")))
        codes = tuple(dict.fromkeys(code for unit in called for code in unit.codes))
        return tuple(as_told(self.communes, codes, (Named(called, 0, len(words), None),)))

    def _told(self, words: Words) -> tuple[Words, list[Named], list[Spot]]:
        """Return the words as they are looked at, with the units and the spots named in them."""
        words = with_mistyped_heads(with_short_heads(unshouted(words), self._names.has), self._names.has)
        with_capitals = has_capitals(words)
        every = self._names.find(words, with_capitals=with_capitals)
        spots = _spots_beside(words, every, with_capitals=with_capitals)
        if not tells_where(words, every):
            behind = [one for one in self._names.behind(words, spots) if not any(map(one.meets, every))]
            if behind:
                every = sorted((*every, *behind), key=lambda one: one.start)
                spots = _spots_beside(words, every, with_capitals=with_capitals)
        return words, every, with_alley_streets(words, spots, every, self._names.bearing)

    def beside_places(self, words: Words) -> tuple[str, ...]:
        """Return the words, without diacritics, that belong to the name of no place."""
        words, every, spots = self._told(words)
        places = [(one.start, one.end) for one in every] + [(one.start, one.end) for one in spots]
        named = {i for start, end in places for i in range(start, end)}
        return tuple(base for i, base in enumerate(words.bases) if i not in named)

    def called(self, words: Words) -> Place | None:
        """Return the place in this province whose name the words are, where one is asked for: "kép" tells no matter."""
        units = self._names.called(words)
        if not units:
            return None
        name = Named(units, 0, len(words), None)
        codes = codes_of(name)
        if len(codes) == 1:
            return self._here("", codes, (name,))
        return Place("", None, None, candidates=tuple(as_told(self.communes, codes, (name,))))

    def communes_named(self, text: str) -> tuple[NamedPlace, ...]:
        """Return all communes of this province that the text names, today's and old ones, in order."""
        words = unshouted(split(text))
        named = of_home(self._names.find(words, with_capitals=has_capitals(words)))
        return tuple(
            NamedPlace(within_district(name, named), *_among_folded(words, name), name.kind)
            for name in named
            if is_commune(name)
        )

    def _outside(self, words: Words, named: Sequence[Named], roles: Sequence[Role]) -> tuple[str, Named] | None:
        """Return the other province that is named, unless a unit of this one is named by its type or its province.

        Nor is it told where a commune of this province is rather what the message is about.
        """
        nearest = min((role for name, role in zip(named, roles, strict=True) if is_ours(name)), default=Role.ELSEWHERE)
        named = [name for name, role in zip(named, roles, strict=True) if role <= nearest and not is_gone(words, name)]
        at_home = any(
            unit.level == "home" or (name.is_typed and unit.level != "outside") for name in named for unit in name.units
        )
        for name in named:
            is_address = any(0 <= name.start - other.end <= other.is_typed for other in named)
            is_province = not name.is_typed and any(u.level == "outside" and u.kind == "tỉnh" for u in name.units)
            if (is_province or all(u.level == "outside" for u in name.units)) and (
                not at_home or name.kind == "tỉnh" or is_address
            ):
                there = [u for u in _whole_address(name, named).units if u.level == "outside"]
                return min(there, key=lambda u: (u.kind != "tỉnh", u.kind == "huyện")).where, name  # a town rather
        return None

    def nearest(self, lat: float, lon: float) -> Commune | None:
        """Return the commune around a point in degrees; None outside of the province, or far from it."""
        code = self._pins.nearest(lat, lon)
        return self.communes.get(code) if code else None


def _whole_address(name: Named, named: Iterable[Named]) -> Named:
    """Return the far district or province right behind a far commune: it tells which of that name ("xã X, huyện Y")."""
    if not all(unit.kind in LOWER_TYPES for unit in name.units):
        return name
    behind = (other for other in named if 0 <= other.start - name.end <= 1 and is_far(other))
    return next(behind, name)


def _ends_of(words: Words, spot: Spot, named: Sequence[Named]) -> tuple[str, ...]:
    """Return the communes between which a way is told ("đường từ xã A sang xã B"): its teller knows in which.

    None where it is no way, or lies in one.
    """
    if words.bases[spot.start] not in STRETCHES:
        return ()
    within = [codes_of(one) for one in of_home(named) if is_commune(one) and spot.start <= one.start < spot.end]
    ends = tuple(dict.fromkeys(codes[0] for codes in within if len(codes) == 1))
    return ends if len(ends) > 1 else ()


def _spots_beside(words: Words, every: Sequence[Named], *, with_capitals: bool) -> list[Spot]:
    """Return the spots told beside the units named."""
    taken = frozenset(i for name in every if not name.is_of_house for i in range(name.start, name.end))
    return find_spots(words, taken | own_numbers_in(words), with_capitals=with_capitals)


def _not_denied(words: Words, spots: Sequence[Spot], denied: frozenset[int]) -> Sequence[Spot]:
    """Return the spots without those denied, also where they were named before; all where nothing would be left."""
    wrong = {words.bases[one.start : one.end] for one in spots if not denied.isdisjoint(range(one.start, one.end))}
    if not wrong:
        return spots
    said = {one: words.bases[one.start : one.end] for one in spots}
    return [one for one in spots if not any(said[one][-len(bases) :] == bases for bases in wrong)] or spots


def _among_folded(words: Words, name: Named) -> tuple[int, int]:
    """Return where a name stands among the folded words, which know no shorthand and keep "QL1A" in one."""
    before = len(fold(words.text[: words.starts[name.start]]).split())
    return before, before + len(fold(words.said(name.start, name.end)).split())


def load_gazetteer(province_code: str | None = None) -> Gazetteer:
    """Return the gazetteer of a province, by default of the one that is served."""
    return _stored_gazetteer(province_code or served())


@cache
def _stored_gazetteer(province_code: str) -> Gazetteer:
    return _gazetteer_of(stored_gazetteer(province_code))


def _gazetteer_of(stored: Mapping[str, Any]) -> Gazetteer:
    communes = {
        code: Commune(code, f"{kind} {name}", kind, lat, lon) for code, name, kind, lat, lon in stored["communes"]
    }
    province = stored["province"]
    return Gazetteer(province["code"], province["name"], communes, tuple(units_of(stored)), points_of(stored))

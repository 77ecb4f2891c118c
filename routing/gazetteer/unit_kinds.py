"""Tells which units a type word allows: “xã” is still said of what has become a phường or a town since."""

from collections.abc import Iterable, Iterator, Mapping

from routing.gazetteer.units import Unit
from routing.language.words import Words

TOWN = "thị trấn"
LOWER_TYPES = frozenset({"xã", "phường", TOWN, "đặc khu"})
UPPER_TYPES = frozenset({"huyện", "quận", "thị xã", "thành phố"})
# What a unit that is called so may be by now, where no unit is just that: people say "xã" of any of them.
_BECAME: Mapping[str, frozenset[str]] = {"xã": LOWER_TYPES, TOWN: frozenset({"phường"})}


def of_type(units: Iterable[Unit], kind: str) -> Iterator[Unit]:
    """Yield the units that the type word allows: the very type first, else what such a unit may have become."""
    tier = LOWER_TYPES if kind in LOWER_TYPES else UPPER_TYPES if kind in UPPER_TYPES else frozenset({"tỉnh"})
    near = [unit for unit in units if unit.kind == kind or (unit.kind in tier and unit.level != "vague")]
    if kind in LOWER_TYPES:
        near = [unit for unit in near if unit.level != "outside"] or near  # a namesake elsewhere is seldom meant
    exact = [unit for unit in near if unit.kind == kind and kind != "xã"]
    became = [unit for unit in near if unit.kind in _BECAME.get(kind, ())]
    yield from sorted(exact or became or near, key=lambda unit: (unit.kind != kind, unit.level != "commune"))


def has_been(unit: Unit, kind: str) -> bool:
    """Whether a unit is, or may well have been, a town or the like of this kind."""
    return unit.kind == kind or (kind == TOWN and unit.kind in _BECAME[kind])


def is_known_bare(unit: Unit) -> bool:
    """Whether a unit is known by its mere name; one of which only the district is known is not."""
    return unit.level != "vague" and is_known_typed(unit)


def is_known_typed(unit: Unit) -> bool:
    """Whether a unit is known by its type and its name in small letters; a commune elsewhere is too small for that."""
    return unit.level != "outside" or unit.kind not in LOWER_TYPES


def is_todays(units: Iterable[Unit], words: Words, name: int, kind: str) -> bool:
    """Whether a commune of today is told by its type and its one word with its marks ("xã kép", "p nếnh")."""
    is_marked = words.shown[name] != words.bases[name]
    return is_marked and any(unit.level == "commune" and unit.kind == kind for unit in units)

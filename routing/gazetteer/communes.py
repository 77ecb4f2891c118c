"""Tells which communes of today the names in a message may mean, and which former unit of each was named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from routing.gazetteer.units import COMMUNE_LEVELS, Commune, Named, Unit

_NEARNESS = ("commune", "old", "vague")


def is_commune(name: Named) -> bool:
    """Whether a name means a commune here, of today or of old."""
    return any(unit.level in COMMUNE_LEVELS for unit in name.units)


def is_far(name: Named) -> bool:
    """Whether a name means a unit of another province."""
    return all(unit.level == "outside" for unit in name.units)


def is_ours(name: Named) -> bool:
    """Whether a name means a commune here, and no province that bears the name of one."""
    return is_commune(name) and (name.is_typed or all(unit.kind != "tỉnh" for unit in name.units))


def may_be_district(name: Named) -> bool:
    """Whether a name means no commune here, or stands for an old district as well ("Tiên Du")."""
    return not is_commune(name) or any(unit.level == "district" for unit in name.units)


def of_home(named: Iterable[Named]) -> list[Named]:
    """Return the names without those that, untyped, rather mean the province itself or another one."""
    return [name for name in named if name.is_typed or all(unit.kind != "tỉnh" for unit in name.units)]


def codes_meant(meant: Named | None, named: Sequence[Named]) -> tuple[str, ...]:
    """Return the communes that the name that is meant may be, all of the districts named where none is meant."""
    if meant is None:
        return tuple(sorted({code for name in of_home(named) for unit in name.units for code in unit.codes}))
    return within_district(meant, of_home(named) if len(named) > 1 else named)


def within_district(meant: Named, named: Iterable[Named]) -> tuple[str, ...]:
    """Return the communes a name may mean, narrowed by a district named elsewhere in the message.

    A former commune that no list has in the district of its address ("phường Thống Nhất, TP Buôn Ma Thuột", merged
    before 2025) has a namesake elsewhere: it may be either that one or any part of the district.
    """
    others = [name for name in named if name is not meant]
    if not others:
        return codes_of(meant)
    area = frozenset(_districts_of(others))
    told = codes_of(_in_its_district(meant, others))
    within = tuple(code for code in told if code in area)
    if within or not meant.is_typed or any(unit.level != "old" for unit in meant.units):
        return within or told
    beside = (one for one in others if one.is_typed and _is_beside(one, meant))
    around = sorted(set(_districts_of(beside)))
    is_number = any(unit.name.isdecimal() for unit in meant.units)  # every town has a "phường 3"
    return tuple(dict.fromkeys(around if is_number and around else (*told, *around)))


def _in_its_district(meant: Named, others: Iterable[Named]) -> Named:
    """Return a name without the former communes of other districts, where one was in a district that is named."""
    if len(meant.units) == 1:
        return meant
    names = {unit.name for name in others for unit in name.units if unit.level == "district"}
    elsewhere = [unit for unit in meant.units if unit.level == "old" and unit.where not in names]
    if len(elsewhere) == sum(unit.level == "old" for unit in meant.units):
        return meant
    return replace(meant, units=tuple(unit for unit in meant.units if unit not in elsewhere))


def _districts_of(named: Iterable[Named]) -> Iterator[str]:
    return (code for name in named for unit in name.units if unit.level == "district" for code in unit.codes)


def _is_beside(one: Named, other: Named) -> bool:
    """Whether no word stands between the names but perhaps one ("phường Quang Trung cũ, thị xã Sơn Tây")."""
    return -1 <= other.start - one.end <= 0 or 0 <= one.start - other.end <= 1


def codes_of(name: Named) -> tuple[str, ...]:
    """Return the communes a name may mean, today's namesake first; a bare name that is also an old district: all of it.

    A commune of today and a former one that went elsewhere ("phường Ninh Xá") are both meant by some; a former one that
    was divided is mostly where its name went.
    """
    todays = frozenset(code for unit in name.units if unit.level == "commune" for code in unit.codes)
    told = [
        unit
        for unit in name.units
        if unit.level == "commune" or (unit.level in COMMUNE_LEVELS and todays.isdisjoint(unit.codes))
    ]
    first = [code for unit in sorted(told, key=lambda unit: _NEARNESS.index(unit.level)) for code in unit.codes]
    if name.is_typed:
        return tuple(dict.fromkeys(first))
    rest = [code for unit in name.units if unit.level == "district" for code in unit.codes]
    return tuple(dict.fromkeys(first + rest))


def as_told(communes: Mapping[str, Commune], codes: Sequence[str], named: Iterable[Named]) -> Iterator[Commune]:
    """Yield the communes with these codes, each with the former unit by whose name it was told, if it was by one.

    Where two former units bear one name, their old districts tell them apart.
    """
    old = [unit for name in named for unit in name.units if unit.level == "old"]
    former = {code: unit for code in codes for unit in _former_of(communes[code], old)}
    shared = Counter(unit.told for unit in former.values())
    for code in codes:
        unit = former.get(code)
        if unit is None:
            yield communes[code]
        else:
            district = f"quận {unit.where}" if unit.where.isdecimal() else unit.where
            told = f"{unit.told}, {district}" if shared[unit.told] > 1 else unit.told
            yield replace(communes[code], told_as=told)


def _former_of(commune: Commune, old: Iterable[Unit]) -> Iterator[Unit]:
    short = commune.name.removeprefix(f"{commune.kind} ")
    return (unit for unit in old if commune.code in unit.codes and (unit.written or unit.name) != short)

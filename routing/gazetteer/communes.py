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


def within_district(meant: Named, named: Iterable[Named]) -> tuple[str, ...]:
    """Return the communes a name may mean, narrowed by a district named elsewhere in the message."""
    others = (unit for name in named if name is not meant for unit in name.units)
    area = frozenset(code for unit in others if unit.level == "district" for code in unit.codes)
    told = codes_of(meant)
    return tuple(code for code in told if code in area) or told


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
    shared = Counter(unit.name for unit in former.values())
    for code in codes:
        unit = former.get(code)
        if unit is None:
            yield communes[code]
        else:
            told = f"{unit.name}, {unit.where}" if shared[unit.name] > 1 else unit.name
            yield replace(communes[code], told_as=told)


def _former_of(commune: Commune, old: Iterable[Unit]) -> Iterator[Unit]:
    short = commune.name.removeprefix(f"{commune.kind} ")
    return (unit for unit in old if commune.code in unit.codes and unit.name != short)

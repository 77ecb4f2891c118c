"""Makes the units and the points of a stored gazetteer, as `make_gazetteer.py` has written it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from routing.gazetteer.pins import Point
from routing.gazetteer.place_words import tables
from routing.gazetteer.units import OWN_LEVELS, Unit
from routing.language.folding import bare
from routing.language.words import shorthand, split

_PARTED = " - "


def points_of(stored: Mapping[str, Any]) -> Iterator[Point]:
    """Yield the points by which a commune is known, and those beyond the border, without one."""
    for code, lat, lon in stored.get("centres", ()):
        yield Point(code, lat, lon)
    for _province, lat, lon in stored.get("centres_beyond", ()):
        yield Point(None, lat, lon)


def units_of(stored: Mapping[str, Any]) -> Iterator[Unit]:
    """Yield all units of a stored gazetteer, with the aliases and the former names that places.toml tells."""
    code = stored["province"]["code"]
    home = stored["province"]["short"]
    named = list(_units_as_stored(stored))
    towns = {unit.name for unit in named if unit.level == "district"}
    yield from named
    yield from _read_otherwise(named)
    yield from _parts(named)
    for other, known in tables().get(f"aliases_{code}", {}).items():
        yield from (Unit(other, u.kind, u.level, u.codes, u.where) for u in named if u.name == known)
    for one in tables().get(f"merged_{code}", ()):
        old = (unit for unit in named if (unit.name, unit.level) == (one["into"], "old"))
        yield from (Unit(one["name"], one["kind"], "old", unit.codes, one["district"]) for unit in old)
    for district, names in tables().get(f"merged_within_{code}", {}).items():
        codes = next(unit.codes for unit in named if (unit.name, unit.level) == (district, "district"))
        yield from (Unit(name, "xã", "vague", codes, district) for name in names.split(", "))
    for other, known in tables().get(f"old_districts_{code}", {}).items():
        yield from (
            Unit(other, "huyện", "district", u.codes) for u in named if (u.name, u.level) == (known, "district")
        )
    for name, today, aliases in stored["provinces"]:
        level = "home" if today == home else "outside"
        for said in (name, *(one for one in aliases if one not in towns)):  # "Vũng Tàu" is rather the town
            yield from (Unit(said, kind, level, where=today) for kind in ("tỉnh", "thành phố"))


def _read_otherwise(named: Iterable[Unit]) -> Iterator[Unit]:
    """Yield units by their names as a message is read: "Tả Nhìu" as "tả nhiều", "B'Lao" in two words."""
    short = shorthand().known
    for unit in named:
        if unit.level == "outside" or unit.name.isupper():  # "phường V" is no "vậy"
            continue
        name, plain = unit.name.lower(), bare(unit.name)
        if not ("'" in plain or "oo" in plain or not short.isdisjoint((*name.split(), *plain.split()))):
            continue
        for read in {" ".join(split(typed).shown) for typed in (unit.name, plain)} - {name, plain}:
            yield replace(unit, name=read, written=unit.name)


def _parts(named: Iterable[Unit]) -> Iterator[Unit]:
    """Yield units by each half of a name of two that no other unit bears ("phường Văn Miếu", "Lăng Cô")."""
    named = [unit for unit in named if unit.level in OWN_LEVELS]
    ours = {unit.name for unit in named}
    for unit in named:
        if _PARTED in unit.name:
            halves = (half for half in unit.name.split(_PARTED) if half not in ours)
            yield from (replace(unit, name=half, written=unit.name) for half in halves)


def _units_as_stored(stored: Mapping[str, Any]) -> Iterator[Unit]:
    for code, name, kind, _lat, _lon in stored["communes"]:
        yield Unit(name, kind, "commune", (code,))
    for name, kind, district, codes in stored["old_communes"]:
        yield Unit(name, kind, "old", tuple(codes), district)
    for name, kind, codes in stored["old_districts"]:
        yield Unit(name, kind, "district", tuple(codes))
    for kind, name, province in stored["other_districts"]:
        yield Unit(name, kind, "outside", where=province)
    alike = frozenset(stored["alike"])
    for province, communes in stored["other_communes"]:
        yield from (Unit(name, "xã", "outside", where=province, is_by_marks=name in alike) for name in communes)

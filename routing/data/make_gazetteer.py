# noqa: INP001 - a script among the data, no module of the room
"""Writes the gazetteers of all provinces from the dataset in the package `vietnamadminunits`; calls none of its code.

Development only: `python routing/data/make_gazetteer.py` writes `gazetteer_<code>.json` of each province beside itself,
and `gazetteer.json` with what all of them know of each other. The same package version gives the same bytes.
"""

import json
import math
import re
import sqlite3
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from routing.language.folding import bare, normalise

PACKAGE = "vietnamadminunits"
_KIND_BEHIND = re.compile(r" \((?:Xã|Phường|Thị trấn|Huyện|Thị xã|Thành phố)\)$")  # "Cao Lãnh (Huyện)"
_KIND_BEFORE = re.compile(r"^(?:Phường|Quận) (?=\d)")  # "Phường 4"
_EARTH_KM = 6371.0
_BEYOND_KM = 15.0
_WITHIN_COMMUNE_KM, _WITHIN_DISTRICT_KM = 8.0, 30.0  # what the dataset has farther off was looked up wrongly
_ALIASES = {
    "Hà Nội": ["HN"],
    "Hồ Chí Minh": ["HCM", "TPHCM", "Sài Gòn"],
    "Bà Rịa - Vũng Tàu": ["Vũng Tàu", "Bà Rịa"],
    "Đà Nẵng": ["ĐN"],
    "Huế": ["Thừa Thiên Huế"],
    "Đắk Lắk": ["Đắc Lắc", "Daklak"],
    "Đắk Nông": ["Đắc Nông", "Daknong"],
    "Khánh Hòa": ["Nha Trang"],
    "Kon Tum": ["Kontum"],
}


def dataset() -> Path:
    """Return the data folder of the installed package.

    Raises:
        SystemExit: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"Chưa cài gói {PACKAGE} (thư viện cho người phát triển).")
    return Path(spec.origin).parent / "data"


def build() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each file by its name, as plain values: the one of all provinces, then each of one."""
    folder = dataset()
    converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        yield "gazetteer.json", _of_all(base, converter["DICT_PROVINCE"])
        for (code,) in base.execute("select distinct provinceCode from admin_units order by 1").fetchall():
            yield f"gazetteer_{code}.json", _of_one(base, converter, code)


def _source() -> dict[str, str]:
    return {
        "package": PACKAGE,
        "version": version(PACKAGE),
        "licence": "MIT",
        "made_by": "routing/data/make_gazetteer.py",
    }


def _of_all(base: sqlite3.Connection, merged: Mapping[str, list[str]]) -> dict[str, Any]:
    bearers = _bearers(base, merged)
    return {
        "source": _source(),
        "provinces": _provinces(base, merged),
        "districts": _districts_of_one(base, merged),
        "communes": _communes_of_one(bearers),
        "alike": _alike(bearers),
    }


def _of_one(base: sqlite3.Connection, converter: Mapping[str, Any], province_code: str) -> dict[str, Any]:
    today = _today(base, province_code)
    province_key = today[0]["provinceKey"]
    moved = _moved(converter, province_key, {row["wardKey"]: row["wardCode"] for row in today})
    legacy = _legacy(base, converter["DICT_PROVINCE"][province_key])
    old = {row["key"]: row for row in legacy if row["key"] in moved}
    return {
        "source": _source(),
        "province": {"code": province_code, "name": today[0]["province"], "short": today[0]["provinceShort"]},
        "old_provinces": sorted({row["provinceShort"] for row in legacy}),
        "communes": [
            [row["wardCode"], _name(row["wardShort"]), row["wardType"].lower(), row["wardLat"], row["wardLon"]]
            for row in today
        ],
        "old_communes": [
            [_name(row["wardShort"]), row["wardType"].lower(), _name(row["districtShort"]), moved[key]]
            for key, row in old.items()
        ],
        "old_districts": _districts(old, moved),
        "centres": (centres := _centres(today, old, moved)),
        "centres_beyond": _centres_beyond(base, converter["DICT_PROVINCE"], province_key, centres),
    }


def _name(stored: str) -> str:
    """Return a name with one tone placement ("Tân Hoà" is Tân Hòa), without the kind that is told beside it."""
    return normalise(_KIND_BEHIND.sub("", _KIND_BEFORE.sub("", stored)))


def _today(base: sqlite3.Connection, province_code: str) -> list[sqlite3.Row]:
    return base.execute(
        "select * from admin_units where provinceCode = ? order by wardCode", (province_code,)
    ).fetchall()


def _legacy(base: sqlite3.Connection, old_keys: list[str]) -> list[dict[str, Any]]:
    marks = ",".join("?" * len(old_keys))
    found = base.execute(
        f"select * from admin_units_legacy where provinceKey in ({marks}) order by wardCode",  # noqa: S608 - marks only
        old_keys,
    )
    return [dict(row) | {"key": f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"} for row in found]


def _moved(converter: Mapping[str, Any], province_key: str, codes: Mapping[str, str]) -> dict[str, list[str]]:
    moved: dict[str, set[str]] = defaultdict(set)
    for new, olds in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].get(province_key, {}).items():
        for old in olds:
            moved[old].add(codes[new])
    for old, parts in converter["DICT_PROVINCE_WARD_DIVIDED"].get(province_key, {}).items():
        moved[old].update(codes[part["newWardKey"]] for part in parts if part["newWardKey"] in codes)
    return {old: sorted(new) for old, new in moved.items()}


def _districts(old: Mapping[str, Mapping[str, Any]], moved: Mapping[str, list[str]]) -> list[list[Any]]:
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, row in old.items():
        codes[_name(row["districtShort"]), row["districtType"].lower()].update(moved[key])
    return [[name, kind, sorted(found)] for (name, kind), found in sorted(codes.items())]


def _provinces(base: sqlite3.Connection, merged: Mapping[str, list[str]]) -> list[list[Any]]:
    """Return every province that was or is, with its name of today and other names people use."""
    names = dict(base.execute("select distinct provinceKey, provinceShort from admin_units"))
    old = dict(base.execute("select distinct provinceKey, provinceShort from admin_units_legacy"))
    rows = {old[key]: names[new] for new, keys in merged.items() for key in keys}
    rows |= {name: name for name in names.values()}
    return [[name, rows[name], _ALIASES.get(name, [])] for name in sorted(rows)]


def _districts_of_one(base: sqlite3.Connection, merged: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the kinds and names of old districts that only one province of today had, with its name."""
    names = dict(base.execute("select distinct provinceKey, provinceShort from admin_units"))
    of_today = {key: names[new] for new, keys in merged.items() for key in keys}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in base.execute("select distinct provinceKey, districtType, districtShort from admin_units_legacy"):
        found[row["districtType"].lower(), _name(row["districtShort"])].add(of_today[row["provinceKey"]])
    return [[kind, name, next(iter(where))] for (kind, name), where in sorted(found.items()) if len(where) == 1]


def _communes_of_one(bearers: Mapping[str, set[str]]) -> list[list[Any]]:
    """Return names of communes, today's and old, that only one province has: its name, then theirs."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, provinces in sorted(bearers.items()):
        if len(provinces) == 1:
            found[next(iter(provinces))].append(name)
    return [[province, communes] for province, communes in sorted(found.items())]


def _alike(bearers: Mapping[str, set[str]]) -> list[str]:
    """Return those names that are one province's by their marks alone: "Xuân Hóa", where others have a Xuân Hòa."""
    plain: dict[str, set[str]] = defaultdict(set)
    for name, provinces in bearers.items():
        plain[bare(name)] |= provinces
    return sorted(name for name, provinces in bearers.items() if len(provinces) == 1 < len(plain[bare(name)]))


def _bearers(base: sqlite3.Connection, merged: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return the provinces of today that have or had communes of a name."""
    names = dict(base.execute("select distinct provinceKey, provinceShort from admin_units"))
    of_today = names | {key: names[new] for new, keys in merged.items() for key in keys}
    found: dict[str, set[str]] = defaultdict(set)
    for table in ("admin_units", "admin_units_legacy"):
        for key, name in base.execute(f"select distinct provinceKey, wardShort from {table}"):  # noqa: S608 - two names
            if name and not any(letter.isdigit() for letter in name):
                found[_name(name)].add(of_today[key])
    return found


def _centres(
    today: Iterable[sqlite3.Row], old: Mapping[str, Mapping[str, Any]], moved: Mapping[str, list[str]]
) -> list[list[Any]]:
    """Return the middles of old communes that went whole into one of today: its code, and where."""
    middles = {row["wardCode"]: (row["wardLat"], row["wardLon"]) for row in today}
    whole = ((moved[key][0], row["wardLat"], row["wardLon"]) for key, row in old.items() if len(moved[key]) == 1)
    return [[code, lat, lon] for code, lat, lon in whole if _km((lat, lon), middles[code]) <= _WITHIN_COMMUNE_KM]


def _centres_beyond(
    base: sqlite3.Connection, merged: Mapping[str, list[str]], province_key: str, centres: list[list[Any]]
) -> list[list[Any]]:
    """Return the middles of communes of other provinces along the border: the province of today, and where."""
    names = dict(base.execute("select distinct provinceKey, provinceShort from admin_units"))
    of_today = {key: names[new] for new, keys in merged.items() for key in keys if new != province_key}
    from_south = sorted((lat, lon) for _code, lat, lon in centres)
    found: list[list[Any]] = []
    for row in base.execute("select * from admin_units_legacy order by wardCode"):
        where = (row["wardLat"], row["wardLon"])
        if row["provinceKey"] not in of_today or None in where:
            continue
        if _is_near(where, from_south) and _km(where, (row["districtLat"], row["districtLon"])) <= _WITHIN_DISTRICT_KM:
            found.append([of_today[row["provinceKey"]], *where])
    return found


def _is_near(where: tuple[float, float], from_south: list[tuple[float, float]]) -> bool:
    """Whether one of these points is near; most are not by their latitude alone, by which they are sorted."""
    span = math.degrees(_BEYOND_KM / _EARTH_KM)
    begin, end = (bisect(from_south, (where[0] + away,)) for away in (-span, span))
    return any(_km(where, one) <= _BEYOND_KM for one in from_south[begin:end])


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[1] - other[1]) * math.cos(math.radians(other[0]))
    return math.radians(math.hypot(one[0] - other[0], east)) * _EARTH_KM


def to_text(gazetteer: Mapping[str, Any]) -> str:
    """Return the file: one unit a line, so that a change of the dataset reads well in a diff."""
    parts = (f"{json.dumps(key)}: {_value(value)}" for key, value in gazetteer.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Mapping[str, Any] | Iterable[Any]) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]"


if __name__ == "__main__":
    for file, values in build():
        Path(__file__).with_name(file).write_text(to_text(values), encoding="utf-8")

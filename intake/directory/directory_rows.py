"""What is wrong with the rows of a directory before any of it is loaded: each is named by its list, place and field."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.labels import LEVELS, ROLES
from intake.tables import StaffRow, UnitRow
from routing.kinds import Kind
from routing.places import load_gazetteer

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DirectoryData:
    """A directory as it is imported; units are named by their code, staff by a key of the import.

    Attributes:
        units: `code name level function commune_code? parent? phone? address? needs_approval? needs_proof?`, parents
            before children.
        staff: `unit name title? phone? role login? password_hash? has_clearance? topics? key? substitute? is_on_duty?
            absent_from? absent_until?`; days are written 2026-11-30, an absence without a last day has no end;
            a substitute is named by key or login.
        rules: `topic? commune_code? kind? instance? unit? function? level? helpers?`.
        relations: `staff other relation source`: who is close to whom, by key or login, and by which declaration.
    """

    units: Iterable[Mapping[str, Any]]
    staff: Iterable[Mapping[str, Any]]
    rules: Iterable[Mapping[str, Any]] = field(default_factory=tuple)
    relations: Iterable[Mapping[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Known:
    """What rows may name: codes of units, of topics and of communes; staff by login, or by a key of the same file."""

    units: Collection[str]
    topics: Collection[str]
    staff: Collection[str] = ()

    @property
    def communes(self) -> Collection[str]:
        """Codes of the communes of the province that is served."""
        return load_gazetteer().communes


@dataclass(frozen=True)
class _Field:
    """A field of a row: whether it must be there, and what is wrong with a value; None for nothing."""

    wrong: Callable[[Any, Known], str | None]
    is_needed: bool = False


def troubles_in(snap: Snapshot, data: DirectoryData) -> list[str]:
    """Return what is wrong with the rows of a directory, each a sentence; rows may name what stands in the book."""
    units, staff = list(data.units), list(data.staff)
    codes = list(snap.execute(select(UnitRow.code)).scalars())
    logins = [one for one in snap.execute(select(StaffRow.login)).scalars() if one]
    own = [row.get(name) for row in staff if isinstance(row, Mapping) for name in ("key", "login")]
    known = Known(
        [*codes, *(one["code"] for one in units if isinstance(one, Mapping) and "code" in one)],
        topic_book.current(snap).topics,
        [*logins, *filter(None, own)],
    )
    told = (
        *_all_of("Đơn vị", units, _UNIT, known, _of_unit),
        *_twice("Đơn vị", "code", units, codes),
        *_all_of("Cán bộ", staff, _STAFF, known, _of_staff),
        *_twice("Cán bộ", "login", staff, logins),
        *_twice("Cán bộ", "key", staff, ()),
        *rule_troubles(data.rules, known),
        *_all_of("Quan hệ", data.relations, _RELATION, known, _nothing),
    )
    return list(told)


def rule_troubles(rows: Iterable[Any], known: Known) -> Iterator[str]:
    """Yield what is wrong with rows of rules."""
    return _all_of("Quy tắc", rows, _RULE, known, _of_rule)


def facts_of_rule(row: Cells) -> dict[str, Any]:
    """Return what a row of a rule says by itself, None for what is left out; units are named beside it, by code."""
    return {name: row.get(name) or None for name in _RULE if name not in {"unit", "helpers"}}


def _all_of(
    called: str,
    rows: Iterable[Any],
    known_fields: Mapping[str, _Field],
    known: Known,
    whole: Callable[[Cells], Iterator[tuple[str, str]]],
) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            yield f"{called} thứ {number} trong tệp phải là các mục trong dấu ngoặc nhọn."
            continue
        for name, wrong in (*_of_fields(row, known_fields, known), *whole(row)):
            yield f"{called} thứ {number}{_who(row)} trong tệp, mục {name}: {wrong}"


def _who(row: Cells) -> str:
    return f" ({row['name']})" if row.get("name") else ""


def _of_fields(row: Cells, known_fields: Mapping[str, _Field], known: Known) -> Iterator[tuple[str, str]]:
    for name in row:
        if name not in known_fields:
            yield name, f"không có mục này; có {', '.join(known_fields)}."
    for name, one in known_fields.items():
        value = row.get(name)
        if value is None or value == "":
            if one.is_needed:
                yield name, "còn thiếu."
        elif wrong := one.wrong(value, known):
            yield name, wrong


def _twice(called: str, name: str, rows: Iterable[Any], taken: Collection[str]) -> Iterator[str]:
    values = [str(row[name]) for row in rows if isinstance(row, Mapping) and row.get(name)]
    for value, count in (Counter(values) + Counter({*values} & {*taken})).items():
        if count > 1:
            yield f"{called} có mục {name} “{value}” nhiều lần, trong tệp hay trong sổ."


# --- a row as a whole ---------------------------------------------------------------------------------------------


def _nothing(_row: Cells) -> Iterator[tuple[str, str]]:
    return iter(())


def _of_unit(row: Cells) -> Iterator[tuple[str, str]]:
    if row.get("level") == "commune" and not row.get("commune_code"):
        yield "commune_code", "đơn vị cấp xã cần mã xã, phường."


def _of_staff(row: Cells) -> Iterator[tuple[str, str]]:
    first, last = row.get("absent_from"), row.get("absent_until")
    if first and last and str(last) < str(first):
        yield "absent_until", "ngày cuối đứng trước ngày đầu."
    if row.get("substitute") and row["substitute"] in {row.get("key"), row.get("login")}:
        yield "substitute", "không ai thay cho chính mình."


def _of_rule(row: Cells) -> Iterator[tuple[str, str]]:
    by_function = [name for name in ("function", "level") if row.get(name)]
    if row.get("unit") and by_function:
        yield by_function[0], "đã có unit thì bỏ function và level."
    elif len(by_function) == 1 or not (row.get("unit") or by_function):
        yield "unit", "cần unit, hoặc cả function và level."


# --- a value ------------------------------------------------------------------------------------------------------


def _text(value: Any, _known: Known) -> str | None:  # noqa: ANN401 - whatever stands in the file
    return None if isinstance(value, str) else "phải là chữ trong dấu ngoặc kép."


def _yes_or_no(value: Any, _known: Known) -> str | None:  # noqa: ANN401
    return None if isinstance(value, bool) else "phải là true hoặc false."


def _day(value: Any, _known: Known) -> str | None:  # noqa: ANN401
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return f"cần là ngày như 2026-11-30, không phải “{value}”."
    return None


def _one_of(what: str, codes: Callable[[Known], Collection[Any]], *, told: bool = False) -> _Field:
    def wrong(value: Any, known: Known) -> str | None:  # noqa: ANN401
        if isinstance(value, str | int) and not isinstance(value, bool) and value in codes(known):
            return None
        return f"không có {what} “{value}”" + (f"; có {', '.join(map(str, codes(known)))}." if told else ".")

    return _Field(wrong)


def _needed(one: _Field) -> _Field:
    return _Field(one.wrong, is_needed=True)


def _topics(value: Any, known: Known) -> str | None:  # noqa: ANN401
    if not isinstance(value, list | tuple):
        return "phải là danh sách mã lĩnh vực."
    unknown = [one for one in value if one not in known.topics]
    return f"không có lĩnh vực “{unknown[0]}”." if unknown else None


def _helpers(value: Any, known: Known) -> str | None:  # noqa: ANN401
    if not isinstance(value, list | tuple):
        return "phải là danh sách đơn vị."
    for one in value:
        if isinstance(one, str):
            if one not in known.units:
                return f"không có đơn vị “{one}”."
        elif not isinstance(one, Mapping) or set(one) != {"function", "level"}:
            return 'mỗi đơn vị là một mã, hoặc {"function", "level"}.'
    return None


_WORDS, _MARK = _Field(_text), _Field(_yes_or_no)
_SOME_UNIT = _one_of("đơn vị", lambda known: known.units)
_COMMUNE = _one_of("xã, phường", lambda known: known.communes)
_LEVEL = _one_of("cấp", lambda _known: LEVELS, told=True)
_PERSON = _one_of("cán bộ", lambda known: known.staff)
_UNIT: Mapping[str, _Field] = {
    **dict.fromkeys(("code", "name", "function"), _needed(_WORDS)),
    "level": _needed(_LEVEL),
    "commune_code": _COMMUNE,
    "parent": _SOME_UNIT,
    **dict.fromkeys(("phone", "address"), _WORDS),
    **dict.fromkeys(("needs_approval", "needs_proof"), _MARK),
}
_STAFF: Mapping[str, _Field] = {
    "unit": _needed(_SOME_UNIT),
    "name": _needed(_WORDS),
    "role": _needed(_one_of("vai trò", lambda _known: ROLES, told=True)),
    **dict.fromkeys(("title", "phone", "login", "password_hash", "key"), _WORDS),
    **dict.fromkeys(("has_clearance", "is_on_duty"), _MARK),
    "topics": _Field(_topics),
    "substitute": _PERSON,
    **dict.fromkeys(("absent_from", "absent_until"), _Field(_day)),
}
_RULE: Mapping[str, _Field] = {
    "topic": _one_of("lĩnh vực", lambda known: known.topics),
    "commune_code": _COMMUNE,
    "kind": _one_of("loại", lambda _known: list(map(str, Kind)), told=True),
    "instance": _one_of("lần", lambda _known: (1, 2), told=True),
    "unit": _SOME_UNIT,
    "function": _WORDS,
    "level": _LEVEL,
    "helpers": _Field(_helpers),
}
_RELATION: Mapping[str, _Field] = {
    **dict.fromkeys(("staff", "other"), _needed(_PERSON)),
    **dict.fromkeys(("relation", "source"), _needed(_WORDS)),
}

"""The time limits of the law as rows with article, dates in force and mark, so that none lives in code (law.md 2)."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

from intake.errors import Invalid, NotFound

MARKS = frozenset({"SEEN", "SEEN·press", "SEEN·1tr", "FROM MEMORY", "LOCAL"})
UNITS: Mapping[str, str] = MappingProxyType({"working": "ngày làm việc", "calendar": "ngày"})
NEEDED: Mapping[str, type] = MappingProxyType(
    {"id": str, "kinds": list, "stage": str, "amount": int, "unit": str, "basis": str}
    | {"starts_from": str, "in_force_from": date, "mark": str}
)
OPTIONAL: Mapping[str, type] = MappingProxyType(
    {"instance": int, "remote": bool, "complexity": str, "before": bool, "in_force_to": date}
    | {"extension": str, "note": str, "pauses": list, "extends_to": str, "by": str}
    | {"criteria": int, "criteria_from": list}
)
BY = frozenset({"decision", "notice"})


_DELEGATED = "delegated"  # counts only where a row names it
_NEEDED_LABELS = ("kinds", "stages", "complexities")
_MORE_LABELS = ("criteria", "pauses")


class NoStatute(NotFound):
    """No row answers the question; the sentence says what does exist."""


class BadStatutes(Invalid):
    """The statutes file cannot be trusted; the sentence names the row and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Statute:
    """One time limit: `amount` days of `unit` ("working" | "calendar"), in force on the days from..to inclusive.

    `instance` None holds for any instance. `is_before` counts back from the event instead of on from it.
    `is_local` is a rule of the province ("theo quy chế"), not of the law. `pauses` names what stops the count.
    `extends_to` is the complexity to which an extension leads ("" where there is none), made by a decision with number,
    day and file or by a notice (`extended_by`), for at least `criteria` of the criteria in `criteria_from`.
    """

    id: str
    kinds: frozenset[str]
    stage: str
    instance: int | None
    remote: bool
    complexity: str
    amount: int
    unit: str
    basis: str
    starts_from: str
    in_force_from: date
    in_force_to: date | None
    mark: str
    is_local: bool
    is_before: bool = False
    extension: str = ""
    note: str = ""
    pauses: tuple[str, ...] = ()
    extends_to: str = ""
    extended_by: str = ""
    criteria: int = 0
    criteria_from: tuple[str, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Say whether the row holds on a day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Statutes:
    """All rows, with Vietnamese labels of what they name; `version` changes with every byte."""

    version: str
    rows: tuple[Statute, ...]
    kinds: Mapping[str, str]
    stages: Mapping[str, str]
    complexities: Mapping[str, str]
    criteria: Mapping[str, str]
    pauses: Mapping[str, str]

    def find(  # the six facts that choose a row; the question of the whole house
        self,
        kind: str,
        stage: str,
        on: date,
        *,
        instance: int = 1,
        complexity: str = "normal",
        remote: bool = False,
    ) -> Statute:
        """Return the row in force on `on`, the day of the start event.

        A distinction that the stage does not make (remote, complexity) is not asked for.

        Raises:
            NoStatute: nothing answers; the sentence lists what exists.
        """
        rows = self._in_force(kind, stage, on, instance)
        rows = [row for row in rows if row.remote == remote] or [row for row in rows if not row.remote]
        if any(row.complexity != "normal" for row in rows):
            levels = ", ".join(row.complexity for row in rows)
            rows = [row for row in rows if row.complexity == complexity]
            if not rows:
                raise NoStatute(f"{self._name(kind, stage)} không có mức '{complexity}'; có: {levels}.")
        return rows[0]

    def stages_for(self, kind: str, on: date | None = None) -> tuple[str, ...]:
        """Return the stages that have a row for a kind (in force on a day, if one is given), in the file's order."""
        rows = (row for row in self.rows if kind in row.kinds and (on is None or row.is_in_force(on)))
        return tuple(dict.fromkeys(row.stage for row in rows))

    def _in_force(self, kind: str, stage: str, on: date, instance: int) -> list[Statute]:
        about = [row for row in self.rows if row.stage == stage and kind in row.kinds]
        if not about:
            raise NoStatute(self._what_exists(kind))
        rows = [row for row in about if row.instance is None or row.instance == instance]
        if not rows:
            raise NoStatute(f"{self._name(kind, stage)} không có lần {instance}; chỉ có lần 1 và lần 2.")
        now = [row for row in rows if row.is_in_force(on)]
        if not now:
            first = min(row.in_force_from for row in rows)
            since = f"quy định sớm nhất trong bảng có hiệu lực từ {first:%d/%m/%Y}"
            raise NoStatute(f"{self._name(kind, stage)}: không có quy định cho ngày {on:%d/%m/%Y}; {since}.")
        return now

    def _name(self, kind: str, stage: str) -> str:
        return f"{self.stages[stage]} ({self.kinds[kind]})"

    def _what_exists(self, kind: str) -> str:
        if kind not in self.kinds:
            listed = ", ".join(f"{code} ({label})" for code, label in self.kinds.items())
            return f"Không có loại '{kind}'. Các loại: {listed}."
        listed = ", ".join(f"{code} ({self.stages[code]})" for code in self.stages_for(kind))
        return f"Loại {self.kinds[kind]} không có bước này. Các bước: {listed}."


@cache
def load_statutes() -> Statutes:
    """Return the statutes shipped beside this module, checked."""
    return parse_statutes((Path(__file__).parent / "statutes.toml").read_bytes())


def parse_statutes(content: bytes) -> Statutes:
    """Read and check a statutes file.

    Raises:
        BadStatutes: the first fault found, as a sentence that names the row.
    """
    try:
        data = tomllib.loads(content.decode())
        day, entries = data["version"], data["statute"]
        labels = [MappingProxyType(data[name]) for name in _NEEDED_LABELS]
        more = [MappingProxyType(data.get(name, {})) for name in _MORE_LABELS]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadStatutes(f"Tệp quy định thời hạn không đọc được: {fault}.") from fault
    except KeyError as fault:
        raise BadStatutes(f"Tệp quy định thời hạn thiếu phần {fault}.") from fault
    version = f"{day}+{hashlib.sha256(content).hexdigest()[:12]}"
    statutes = Statutes(version, tuple(_statute(entry, more[0]) for entry in entries), *labels, *more)
    check(statutes)
    return statutes


def check(statutes: Statutes) -> None:
    """Refuse rows that contradict themselves, the labels or each other.

    Raises:
        BadStatutes: the first fault found.
    """
    seen: set[str] = set()
    for row in statutes.rows:
        fault = _fault(row, statutes) or ("mã này đã dùng cho dòng khác" if row.id in seen else "")
        if fault:
            raise BadStatutes(f"Dòng {row.id}: {fault}.")
        seen.add(row.id)
    for one, other in _overlaps(statutes.rows):
        raise BadStatutes(f"Dòng {one.id} và {other.id} cùng có hiệu lực cho một việc; chỉ một dòng được áp dụng.")


def _statute(entry: Mapping[str, Any], criteria: Mapping[str, str]) -> Statute:
    name = f"Dòng {entry.get('id', '(không có mã)')}"
    for key, value in entry.items():
        wanted = NEEDED.get(key) or OPTIONAL.get(key)
        if wanted is None:
            raise BadStatutes(f"{name}: không có mục '{key}'.")
        if type(value) is not wanted:
            raise BadStatutes(f"{name}: mục '{key}' phải là {wanted.__name__}, không phải {value!r}.")
    if missing := NEEDED.keys() - entry.keys():
        raise BadStatutes(f"{name}: thiếu mục {', '.join(sorted(missing))}.")
    defaults = {"instance": None, "remote": False, "complexity": "normal", "in_force_to": None}
    fields = defaults | dict(entry) | {"kinds": frozenset(entry["kinds"]), "is_local": entry["mark"] == "LOCAL"}
    fields |= {"pauses": tuple(entry.get("pauses", ()))} | _extension(entry, criteria)
    return Statute(is_before=fields.pop("before", False), extended_by=fields.pop("by", ""), **fields)


def _extension(entry: Mapping[str, Any], criteria: Mapping[str, str]) -> dict[str, Any]:
    if "extends_to" not in entry:
        return {"extends_to": "", "criteria": 0, "criteria_from": ()}
    listed = entry.get("criteria_from") or [name for name in criteria if name != _DELEGATED]
    return {"criteria": entry.get("criteria", 1), "criteria_from": tuple(listed)}


def _fault(row: Statute, statutes: Statutes) -> str:
    allowed = "chỉ dùng working hoặc calendar"
    faults = (
        (row.unit not in UNITS, f"đơn vị '{row.unit}' không có; {allowed}"),
        (not row.kinds or not row.kinds <= statutes.kinds.keys(), f"loại {sorted(row.kinds)} không có trong bảng"),
        (row.stage not in statutes.stages, f"bước '{row.stage}' chưa có tên trong bảng [stages]"),
        (row.complexity not in statutes.complexities, f"mức '{row.complexity}' không có trong bảng [complexities]"),
        (row.mark not in MARKS, f"dấu tin cậy '{row.mark}' không có; chỉ dùng {', '.join(sorted(MARKS))}"),
        (row.amount < 1, f"số ngày phải từ 1, không phải {row.amount}"),
        (row.instance not in {None, 1, 2}, f"lần {row.instance} không có; chỉ lần 1 hoặc 2"),
        (not row.basis.strip(), "thiếu căn cứ"),
        (not statutes.pauses.keys() >= set(row.pauses), "có lý do dừng tính chưa có trong bảng [pauses]"),
        (bool(row.extends_to) and row.extends_to not in statutes.complexities, f"mức '{row.extends_to}' không có"),
        (bool(row.extends_to) and row.extended_by not in BY, f"gia hạn bằng '{row.extended_by}' không có"),
        (not statutes.criteria.keys() >= set(row.criteria_from), "có tiêu chí chưa có trong bảng [criteria]"),
        (row.in_force_to is not None and row.in_force_to < row.in_force_from, "hết hiệu lực trước khi có hiệu lực"),
    )
    return next((sentence for is_wrong, sentence in faults if is_wrong), "")


def _overlaps(rows: Iterable[Statute]) -> Iterable[tuple[Statute, Statute]]:
    return (pair for pair in combinations(rows, 2) if _same_question(*pair) and _same_day(*pair))


def _same_question(one: Statute, other: Statute) -> bool:
    same = (one.stage, one.remote, one.complexity) == (other.stage, other.remote, other.complexity)
    instances = one.instance is None or other.instance is None or one.instance == other.instance
    return same and instances and bool(one.kinds & other.kinds)


def _same_day(one: Statute, other: Statute) -> bool:
    last = min(one.in_force_to or date.max, other.in_force_to or date.max)
    return max(one.in_force_from, other.in_force_from) <= last

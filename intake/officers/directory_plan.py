"""Units and staff that come in a file: compared row by row, each wrong cell told by its line and column."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory, officer_data
from intake.directory.officer_data import OfficerData
from intake.directory.units import UnitData, data_of
from intake.directory.units import wrong_fields as wrong_with_unit
from intake.files.sheets import Wrong
from intake.queries.office.directory_keys import StaffKeys, staff_keys, unit_ids
from routing.directory import Directory, Unit


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of a file by its code: what the file says of it, its parent by code, and cells that cannot be read.

    What the file does not speak of stays as it is; `parent` is None where it does not speak of that. `cells` are as
    they stand in the file, to be shown beside what is wrong.
    """

    line: int
    code: str
    given: Mapping[str, Any]
    parent: str | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Somebody of a file: what it says of them, their unit by code, their substitute by login, and unreadable cells."""

    line: int
    given: Mapping[str, Any]
    unit: str
    substitute: str | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def login(self) -> str | None:
        """Their login, None where they have none."""
        return self.given.get("login")


@dataclass(frozen=True, slots=True)
class Step:
    """One row that would be added or changed; `id` is None for what is new, `changes` are name, before, after."""

    line: int
    id: int | None
    name: str
    data: Any
    changes: tuple[tuple[str, Any, Any], ...]
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do to units or staff; `same` counts the rows that change nothing."""

    steps: tuple[Step, ...]
    wrong: tuple[Wrong, ...]
    same: int

    @property
    def added(self) -> int:
        """How many are new."""
        return sum(step.id is None for step in self.steps)


def plan_units(snap: Snapshot, lines: Sequence[UnitLine]) -> Plan:
    """Compare units with those of the directory, by code; parents may come in the same file, in any order."""
    ids = unit_ids(snap)
    coming = {one.code: -number for number, one in enumerate(lines, start=1) if one.code not in ids}
    known = _with_units(directory.snapshot(snap), lines, coming)
    numbers, twice = {**coming, **ids}, _twice(one.code for one in lines)
    steps, wrong, same, bad = [], list[Wrong](), 0, set[str]()
    for one in _parents_first(lines):
        unit_id = ids.get(one.code)
        before = data_of(snap, unit_id) if unit_id is not None else None
        data = replace(before or UnitData(one.code, "", "", ""), **one.given)
        if one.parent is not None:
            data = replace(data, parent_id=numbers.get(one.parent))
        said = dict(wrong_with_unit(data, known, unit_id=numbers[one.code])) | dict(one.wrong)
        if one.parent and one.parent not in numbers:
            said["parent_id"] = f"Không có đơn vị mang mã {one.parent}."
        if one.parent in bad:
            said["parent_id"] = "Dòng của đơn vị cấp trên có chỗ sai."
        if one.code in twice:
            said["code"] = "Mã này có hai lần trong tệp."
        if said:
            bad.add(one.code)
            wrong += _told(one.line, said, {**asdict(data), **one.given, "parent_id": one.parent, **one.cells})
        elif before == data:
            same += 1
        else:
            steps.append(Step(one.line, unit_id, data.name, data, _changes(before, data), one.parent or ""))
    return Plan(tuple(steps), tuple(sorted(wrong, key=lambda one: one.line)), same)


def plan_staff(
    snap: Snapshot,
    lines: Sequence[StaffLine],
    *,
    coming_units: Collection[str] = (),
    coming_topics: Collection[str] = (),
) -> Plan:
    """Compare people with those of the directory: by login, else by unit and name.

    `coming_units` are codes of units that are written before: whoever works there is compared again then.
    `coming_topics` likewise are topics that are added before.
    """
    ids, keys, known = unit_ids(snap), staff_keys(snap), directory.snapshot(snap)
    twice, coming = _twice(one.login for one in lines), {one.login for one in lines if one.login}
    topics = {*topic_book.current(snap).topics, *coming_topics}
    steps, wrong, same = [], [], 0
    for one in lines:
        unit_id = ids.get(one.unit, 0)
        staff_id = keys.find(one.login, unit_id, one.given.get("name", ""))
        before = officer_data.standing_of(snap, staff_id).data if staff_id is not None else None
        data = replace(before or OfficerData(0, "", ""), **one.given, unit_id=unit_id)
        if one.substitute is not None:
            data = replace(data, substitute_id=keys.by_login.get(one.substitute))
        later = one.substitute if one.substitute and one.substitute not in keys.by_login else ""
        said = dict(officer_data.wrong_fields(data, known, topics, staff_id=staff_id))
        said |= {**_refused(one, keys, coming, twice), **one.wrong}
        if one.unit in coming_units and one.unit not in ids:
            said.pop("unit_id", None)
        if said:
            wrong += _told(
                one.line, said, {**one.given, "unit_id": one.unit, "substitute_id": one.substitute, **one.cells}
            )
        elif before == data and not later:
            same += 1
        else:
            steps.append(Step(one.line, staff_id, data.name, data, _changes(before, data), later))
    return Plan(tuple(steps), tuple(wrong), same)


def _told(line: int, said: Mapping[str, str], values: Mapping[str, Any]) -> list[Wrong]:
    texts = {name: "" if value is None else str(value) for name, value in values.items()}
    return [Wrong(line, name, texts.get(name, ""), why) for name, why in said.items()]


def _refused(one: StaffLine, keys: StaffKeys, coming: Collection[str], twice: frozenset[str]) -> Mapping[str, str]:
    """Return what a row names that is not there, or names twice."""
    said = {}
    if one.unit and one.unit not in keys.unit_codes:
        said["unit_id"] = f"Không có đơn vị mang mã {one.unit}."
    if one.substitute and one.substitute not in keys.by_login and one.substitute not in coming:
        said["substitute_id"] = f"Không có ai đăng nhập bằng {one.substitute}."
    if one.login in twice:
        said["login"] = "Tên đăng nhập này có hai lần trong tệp."
    if one.login in keys.inactive:
        said["login"] = "Tài khoản này đang khóa; mở lại ở trang của người đó trước."
    return said


def _with_units(known: Directory, lines: Iterable[UnitLine], coming: Mapping[str, int]) -> Directory:
    """Return the directory with the units that are to come, under numbers that no unit has."""
    made = {
        coming[one.code]: Unit(coming[one.code], one.code, "", "", "", None, None, "", "")
        for one in lines
        if one.code in coming
    }
    return replace(known, units={**known.units, **made})


def _parents_first(lines: Sequence[UnitLine]) -> list[UnitLine]:
    """Return units so that each comes after its parent; those that go round in a circle come last."""
    codes = {one.code for one in lines if one.code}
    done, order, waiting = set[str](), list[UnitLine](), list(lines)
    while ready := [one for one in waiting if one.parent not in codes or one.parent in done]:
        order += ready
        done |= {one.code for one in ready}
        waiting = [one for one in waiting if one not in ready]
    circle = {"parent_id": "Cấp trên đi thành vòng."}
    return order + [replace(one, wrong={**one.wrong, **circle}) for one in waiting]


def _twice(names: Iterable[str | None]) -> frozenset[str]:
    seen, twice = set[str](), set[str]()
    for name in names:
        if name:
            (twice if name in seen else seen).add(name)
    return frozenset(twice)


def _changes(before: Any, after: Any) -> tuple[tuple[str, Any, Any], ...]:  # noqa: ANN401 - two of one dataclass
    if before is None:
        return ()
    names = [one.name for one in fields(after)]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple((name, old, new) for name, old, new in pairs if old != new)

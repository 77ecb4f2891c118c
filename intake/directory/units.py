"""Units of the directory as an administrator adds, changes, closes and opens them again, each with a reason."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import insert, select, update

from intake import meta, setting_log
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.directory.directory_check import require_no_new_problem, sentences_of
from intake.directory.unit_obstacles import obstacles_of
from intake.errors import Conflict, Invalid, NotFound
from intake.labels import LEVELS
from intake.setting_log import Act
from intake.tables import StaffRow, UnitRow
from routing.directory import Directory
from routing.language.folding import fold
from routing.places import load_gazetteer

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
PHONE = re.compile(r"[0-9+(][0-9 .()+-]{2,39}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class UnitData:
    """A unit as its form holds it; texts are tidy, `parent_id` and `commune_code` None where there is none."""

    code: str
    name: str
    level: str
    function: str
    commune_code: str | None = None
    parent_id: int | None = None
    phone: str = ""
    address: str = ""
    hours: str = ""
    needs_approval: bool = False
    needs_proof: bool = False


def subject_of(unit_id: int) -> str:
    """Return how the history and the audit name a unit."""
    return f"unit:{unit_id}"


def data_of(snap: Snapshot, unit_id: int) -> UnitData:
    """Return a unit as its form holds it.

    Raises:
        NotFound: there is no such unit.
    """
    table = UnitRow.__table__
    row = snap.execute(select(table).where(table.c.id == unit_id)).mappings().first()
    if row is None:
        raise NotFound("Không có đơn vị này.")
    return UnitData(**{one.name: row[one.name] for one in fields(UnitData)})


def add(tx: Transaction, data: UnitData, *, why: str, actor: str) -> int:
    """Add a unit and return its id.

    Raises:
        Invalid: a field is wrong, the code is taken, or no reason is given.
    """
    known = directory.snapshot(tx)
    _require_sound(data, known, unit_id=None)
    values: dict[str, Any] = asdict(data)
    unit_id = int(tx.execute(insert(UnitRow).values(**values).returning(UnitRow.id)).scalar_one())
    setting_log.keep(tx, subject_of(unit_id), values, before=None, act=Act(why, actor, "unit.add"))
    meta.bump(tx, "directory")
    return unit_id


def change(tx: Transaction, unit_id: int, data: UnitData, *, why: str, seen: int | None, actor: str) -> None:
    """Change a unit; its code stays, because printed posters carry it.

    Raises:
        NotFound: there is no such unit.
        Invalid: a field is wrong, nothing has changed, rules would lead nowhere, or no reason is given.
        Conflict: somebody has changed it since `seen`.
    """
    before = data_of(tx, unit_id)
    data = replace(data, code=before.code)
    known, problems = directory.snapshot(tx), sentences_of(tx)
    _require_sound(data, known, unit_id=unit_id)
    values, act = asdict(data), Act(why, actor, "unit.change", seen)
    setting_log.keep(tx, subject_of(unit_id), values, before=asdict(before), act=act)
    tx.execute(update(UnitRow).where(UnitRow.id == unit_id).values(**values))
    meta.bump(tx, "directory")
    require_no_new_problem(tx, problems)


def close(tx: Transaction, unit_id: int, *, why: str, actor: str) -> None:
    """Let a unit take nothing more; what it once had keeps its name.

    Raises:
        NotFound: there is no such unit.
        Conflict: it is closed already, or something still has its home there: the sentence says what.
        Invalid: no reason is given.
    """
    data_of(tx, unit_id)
    setting_log.require_why(why)
    if directory.snapshot(tx).units[unit_id].is_closed:
        raise Conflict("Đơn vị này đã đóng rồi.")
    if obstacles := obstacles_of(tx, unit_id):
        raise Conflict("Chưa đóng được đơn vị. " + " ".join(obstacles))
    _set_closed(tx, unit_id, is_closed=True, why=why, actor=actor)


def reopen(tx: Transaction, unit_id: int, *, why: str, actor: str) -> None:
    """Open a unit again.

    Raises:
        NotFound: there is no such unit.
        Conflict: it is not closed.
        Invalid: no reason is given.
    """
    data_of(tx, unit_id)
    if not directory.snapshot(tx).units[unit_id].is_closed:
        raise Conflict("Đơn vị này đang hoạt động.")
    _set_closed(tx, unit_id, is_closed=False, why=why, actor=actor)


def _set_closed(tx: Transaction, unit_id: int, *, is_closed: bool, why: str, actor: str) -> None:
    held = asdict(data_of(tx, unit_id))
    action = "unit.close" if is_closed else "unit.reopen"
    before, after = {**held, "is_closed": not is_closed}, {**held, "is_closed": is_closed}
    setting_log.keep(tx, subject_of(unit_id), after, before=before, act=Act(why, actor, action))
    tx.execute(update(UnitRow).where(UnitRow.id == unit_id).values(closed_on=tx.today if is_closed else None))
    meta.bump(tx, "directory")


def heads_of(snap: Snapshot, unit_id: int) -> tuple[tuple[int, str], ...]:
    """Return who heads a unit, by id and name."""
    where = (StaffRow.unit_id == unit_id, StaffRow.role == "head", StaffRow.is_active.is_(True))
    rows = snap.execute(select(StaffRow.id, StaffRow.name).where(*where).order_by(StaffRow.id))
    return tuple((row.id, row.name) for row in rows)


def _require_sound(data: UnitData, known: Directory, *, unit_id: int | None) -> None:
    wrong = dict(wrong_fields(data, known, unit_id=unit_id))
    if unit_id is None and data.code in {unit.code for unit in known.units.values()}:
        wrong["code"] = "Mã này đã có đơn vị dùng."
    if wrong:
        raise Invalid("Đơn vị chưa lưu được.", wrong)


def wrong_fields(data: UnitData, known: Directory, *, unit_id: int | None) -> Mapping[str, str]:
    """Return what is wrong with a unit, by field; whether its code is taken is not looked at."""
    parent = known.units.get(data.parent_id) if data.parent_id is not None else None
    is_of_commune = data.level == "commune"
    below = known.below([unit_id]) if unit_id is not None else frozenset()
    checks = (
        ("code", not _CODE.fullmatch(data.code), "Mã gồm chữ không dấu, số, dấu chấm hoặc gạch, không quá 60 chữ."),
        ("name", not 0 < len(data.name) <= _LONGEST, f"Xin ghi tên, không quá {_LONGEST} chữ."),
        ("name", _is_taken(data, known), "Cùng cấp trên đã có đơn vị tên này; người dân và cán bộ sẽ nhầm."),
        ("level", data.level not in LEVELS, "Xin chọn cấp tỉnh hoặc cấp xã."),
        ("function", not 0 < len(data.function) <= _LONGEST, "Xin ghi chức năng, như “Phòng Kinh tế”."),
        (
            "commune_code",
            is_of_commune and data.commune_code not in load_gazetteer().communes,
            "Đơn vị cấp xã cần một xã, phường trong danh mục.",
        ),
        ("commune_code", not is_of_commune and bool(data.commune_code), "Đơn vị cấp tỉnh không thuộc xã nào."),
        ("parent_id", data.parent_id is not None and parent is None, "Không có đơn vị cấp trên này."),
        ("parent_id", parent is not None and parent.is_closed, "Đơn vị cấp trên này đã đóng."),
        ("parent_id", data.parent_id in below, "Cấp trên không thể là chính đơn vị này hay đơn vị bên dưới nó."),
        ("phone", bool(data.phone) and not PHONE.fullmatch(data.phone), "Số điện thoại chỉ gồm số, dấu cách, chấm."),
        ("address", len(data.address) > _LONGEST, f"Không quá {_LONGEST} chữ."),
        ("hours", len(data.hours) > _LONGEST, f"Không quá {_LONGEST} chữ."),
    )
    return {name: sentence for name, is_wrong, sentence in checks if is_wrong}


def _is_taken(data: UnitData, known: Directory) -> bool:
    """Tell whether another unit that is open has this name under the same unit."""
    beside = (one for one in known.units.values() if one.parent_id == data.parent_id and not one.is_closed)
    return any(one.code != data.code and fold(one.name) == fold(data.name) for one in beside)

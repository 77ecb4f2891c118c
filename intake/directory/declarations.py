"""What members of staff have declared: who is close to them, and the bodies they are tied to; both keep them out."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from intake import audit, meta
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.errors import Invalid, NotFound
from intake.tables import StaffRelationRow, StaffRow, StaffUnitTieRow
from routing.text import shadow

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Declaration:
    """Somebody close by login or name, or (with `unit_id`) a body; by which relation, declared in which paper."""

    other: str
    unit_id: int | None
    relation: str
    source: str


def declare(tx: Transaction, staff_id: int, said: Declaration, *, actor: str) -> None:
    """Note a declaration; told again, the last word holds.

    Raises:
        NotFound: there is no such member of staff.
        Invalid: a field is missing, the person is not known or the same one, or there is no such body.
    """
    if tx.execute(select(StaffRow.id).where(StaffRow.id == staff_id)).first() is None:
        raise NotFound("Không có cán bộ này.")
    wanted = {"relation": "Xin ghi quan hệ.", "source": "Xin ghi bản kê khai hoặc văn bản."}
    if wrong := {name: text for name, text in wanted.items() if not 0 < len(getattr(said, name)) <= _LONGEST}:
        raise Invalid("Còn thiếu thông tin.", wrong)
    if said.unit_id is None:
        other = _person_named(tx, said.other)
        directory.relate(tx, staff_id, other, said.relation, said.source, actor=actor)
    elif said.unit_id in directory.snapshot(tx).units:
        tie(tx, staff_id, said.unit_id, said.relation, said.source, actor=actor)
    else:
        raise Invalid("Không có đơn vị này.", {"tied": "Xin chọn trong danh sách."})


def _person_named(snap: Snapshot, typed: str) -> int:
    """Return who has this login, or is the only one at work with this name, with or without diacritics.

    Raises:
        Invalid: nobody, or several.
    """
    wanted = shadow(typed)
    rows = snap.execute(select(StaffRow.id, StaffRow.name, StaffRow.login).where(StaffRow.is_active.is_(True))).all()
    found = [row.id for row in rows if row.login == typed.strip().lower()]
    found = found or [row.id for row in rows if wanted and shadow(row.name) == wanted]
    if len(found) != 1:
        said = "Có nhiều người cùng tên: xin ghi tên đăng nhập." if found else "Không có ai mang tên này."
        raise Invalid("Chưa rõ là ai.", {"other": said})
    return int(found[0])


def unrelate(tx: Transaction, staff_id: int, other_id: int, *, actor: str) -> None:
    """Take a declaration back; nothing happens where there is none."""
    first, second = sorted((staff_id, other_id))
    row = StaffRelationRow
    if tx.execute(delete(row).where(row.staff_id == first, row.other_staff_id == second)).rowcount:
        meta.bump(tx, "directory")
        audit.record(tx, actor, "directory.unrelate", f"staff:{first}", {"other": second})


def tie(tx: Transaction, staff_id: int, unit_id: int, relation: str, source: str, *, actor: str) -> None:
    """Note that a member of staff is tied to a body, by whose declaration; told again, the last word holds."""
    row = StaffUnitTieRow
    tx.execute(delete(row).where(row.staff_id == staff_id, row.unit_id == unit_id))
    tx.execute(insert(row).values(staff_id=staff_id, unit_id=unit_id, relation=relation, source=source))
    meta.bump(tx, "directory")
    audit.record(tx, actor, "directory.tie", f"staff:{staff_id}", {"unit": unit_id})


def untie(tx: Transaction, staff_id: int, unit_id: int, *, actor: str) -> None:
    """Take such a declaration back; nothing happens where there is none."""
    row = StaffUnitTieRow
    if tx.execute(delete(row).where(row.staff_id == staff_id, row.unit_id == unit_id)).rowcount:
        meta.bump(tx, "directory")
        audit.record(tx, actor, "directory.untie", f"staff:{staff_id}", {"unit": unit_id})

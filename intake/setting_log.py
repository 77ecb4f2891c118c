"""What the office sets itself, version by version: who changed it, when and why; an older one can be taken again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from intake import audit
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid
from intake.history import staff_of
from intake.tables import SettingVersionRow, StaffRow

LONGEST_WHY = 300
_BEFORE = "Như trước lần sửa đầu tiên ở trang này"
_STALE = "Mục này vừa được người khác sửa. Xin xem bản mới rồi sửa tiếp; nội dung đã gõ vẫn còn."


@dataclass(frozen=True, slots=True)
class Version:
    """A setting as it was once written."""

    number: int
    content: Mapping[str, Any]
    why: str
    by: str
    at: datetime


def require_why(why: str) -> str:
    """Return the reason tidied.

    Raises:
        Invalid: there is none, or it is too long.
    """
    tidy = " ".join(why.split())
    if not tidy or len(tidy) > LONGEST_WHY:
        raise Invalid("Cần ghi lý do.", {"why": f"Xin ghi lý do, không quá {LONGEST_WHY} chữ."})
    return tidy


@dataclass(frozen=True, slots=True)
class Act:
    """Why a setting is changed, by whom, and what the audit calls it.

    `actor` is `staff:12` or `system`; `seen` is the number of the version that the page showed, None where nobody
    looked at one.
    """

    why: str
    actor: str
    action: str
    seen: int | None = None


def keep(
    tx: Transaction, subject: str, content: Mapping[str, Any], *, before: Mapping[str, Any] | None, act: Act
) -> None:
    """Keep how a setting reads from now on, and say so in the audit; what stood before is kept once too.

    Args:
        tx: the transaction of the change itself.
        subject: `unit:4`, `staff:7`, `rule:2`, or a name.
        content: the whole setting as plain values. No password and no secret is among them.
        before: how it read until now; None for what is new.
        act: who changes it and why.

    Raises:
        Invalid: no reason is given, or nothing has changed.
        Conflict: somebody has changed it since `act.seen`.
    """
    tidy = require_why(act.why)
    audit.hold(tx)  # two who change the same setting at once come one after the other
    number = current(tx, subject)
    if act.seen is not None and act.seen != number:
        raise Conflict(_STALE)
    if before is not None and dict(before) == dict(content):
        raise Invalid("Chưa có gì thay đổi.")
    if number == 0 and before is not None:
        number += 1
        _insert(tx, subject, number, before, why=_BEFORE, actor="system")
    _insert(tx, subject, number + 1, content, why=tidy, actor=act.actor)
    changed = sorted(name for name in content if before is None or before.get(name) != content[name])
    detail = {"version": number + 1, "fields": changed, "digest": audit.digest(content)}
    audit.record(tx, act.actor, act.action, subject, detail)


def _insert(tx: Transaction, subject: str, number: int, content: Mapping[str, Any], *, why: str, actor: str) -> None:
    values = {"subject": subject, "version": number, "content": dict(content), "why": why}
    tx.execute(insert(SettingVersionRow).values(**values, staff_id=staff_of(actor), at=tx.now))


def current(snap: Snapshot, subject: str) -> int:
    """Return the number of the newest version, 0 where it was never changed here."""
    found = select(func.coalesce(func.max(SettingVersionRow.version), 0)).where(SettingVersionRow.subject == subject)
    return int(snap.execute(found).scalar_one())


def history(snap: Snapshot, subject: str) -> tuple[Version, ...]:
    """Return every version of a setting, newest first."""
    table = SettingVersionRow
    statement = (
        select(table.version, table.content, table.why, table.at, func.coalesce(StaffRow.name, "").label("by"))
        .outerjoin(StaffRow, StaffRow.id == table.staff_id)
        .where(table.subject == subject)
        .order_by(table.version.desc())
    )
    return tuple(Version(row.version, row.content, row.why, row.by, row.at) for row in snap.execute(statement))


def differences(versions: Sequence[Version]) -> tuple[tuple[Version, tuple[tuple[str, Any, Any], ...]], ...]:
    """Return each version with what it changed (name, before, after), newest first; of the oldest nothing."""
    older = (*versions[1:], None)
    return tuple((one, _changed(before, one)) for one, before in zip(versions, older, strict=False))


def _changed(before: Version | None, after: Version) -> tuple[tuple[str, Any, Any], ...]:
    if before is None:
        return ()
    names = [name for name in after.content if before.content.get(name) != after.content[name]]
    return tuple((name, before.content.get(name), after.content[name]) for name in names)

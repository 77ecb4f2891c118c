"""The history of a deadline in words, for staff with names and reasons, for the citizen as far as they were told."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from intake.clock import ZONE, local_day
from intake.db import Snapshot
from intake.law.sheet import Turn
from intake.law.statutes import Statutes
from intake.tables import StaffRow

_WHAT: Mapping[str, str] = {
    "start": "Bắt đầu tính",
    "pause": "Tạm dừng tính",
    "resume": "Tính tiếp",
    "extend": "Gia hạn",
    "recount": "Tính lại theo lịch hoặc quy định mới",
    "end": "Kết thúc khi đang tạm dừng",
}
# a suspension and its end are told with number and reason, an extension too; a transfer that ends a wait is not told so
_TOLD_CAUSE = "suspension"


def turns_of(
    snap: Snapshot, changes: Sequence[Row[Any]], statutes: Statutes, *, for_citizen: bool, is_sealed: bool
) -> list[Turn]:
    """Return the recorded changes of a deadline as turns, one for each."""
    names = {} if for_citizen else _names(snap, changes)
    return [
        Turn(
            what=_what(row, statutes, is_hidden=for_citizen and is_sealed),
            at=row.at.astimezone(ZONE),
            due_before=row.due_before,
            due_after=row.due_after,
            why=_why(row, statutes, for_citizen=for_citizen, is_sealed=is_sealed),
            by="" if for_citizen else _by(row, names),
        )
        for row in changes
    ]


def _names(snap: Snapshot, changes: Sequence[Row[Any]]) -> Mapping[int, str]:
    ids = {row.staff_id for row in changes if row.staff_id is not None}
    return {row.id: row.name for row in snap.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(ids)))}


def _by(row: Row[Any], names: Mapping[int, str]) -> str:
    if row.staff_id is not None:
        return names.get(row.staff_id, "cán bộ")
    return "người dân" if row.cause == "waiting" else "hệ thống"


def _what(row: Row[Any], statutes: Statutes, *, is_hidden: bool) -> str:
    cause = "" if is_hidden else statutes.pauses.get(row.cause or "", "")
    return f"{_WHAT[row.change]} ({cause})" if cause else _WHAT[row.change]


def _why(row: Row[Any], statutes: Statutes, *, for_citizen: bool, is_sealed: bool) -> str:
    if for_citizen and is_sealed:
        return ""
    parts = [] if for_citizen else [statutes.criteria.get(name, name) for name in row.data.get("criteria", ())]
    if not for_citizen or row.change == "extend" or row.cause == _TOLD_CAUSE:
        parts += [_decision(row.data), row.data.get("reason", "")]
    return "; ".join(filter(None, parts))


def _decision(data: Mapping[str, Any]) -> str:
    number, day = data.get("doc_no") or data.get("number"), data.get("doc_on") or data.get("day")
    if not number:
        return ""
    return f"Quyết định số {number} ngày {_written(day)}" if day else f"Quyết định số {number}"


def _written(day: str) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def notes_of(changes: Sequence[Row[Any]], turns: Sequence[Turn]) -> Mapping[date, list[str]]:
    """Return what stands in the ledger beside the day on which a change takes effect; the start is a line itself."""
    notes: dict[date, list[str]] = {}
    for row, turn in zip(changes, turns, strict=True):
        if row.change != "start":
            notes.setdefault(_day_of(row), []).append(_note(turn))
    return notes


def _note(turn: Turn) -> str:
    told = f"{turn.what}: {turn.why}" if turn.why else turn.what
    return f"{told} ({turn.by})" if turn.by else told


def _day_of(row: Row[Any]) -> date:
    return local_day(row.at) if row.change in {"recount", "end"} else row.on_day

"""Dialogue sessions (đối thoại): planned with who attends, held with minutes and a result, or called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, insert, or_, select, true, update

from intake import audit
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.receptions import meeting_cases
from intake.receptions.reception_plans import units_of
from intake.tables import MeetingRow

RESULTS = ("agreed", "partly", "not_agreed")
_MOST_PEOPLE, _LONGEST, _LINE = 60, 20_000, 300
_MISSING = "Xin điền mục này."
_ROW = MeetingRow


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is to be planned; `code` names the cases that it is about, blank for none."""

    unit_id: int
    about: str
    chair: str
    starts_at: datetime
    place: str
    attendants: tuple[str, ...] = ()
    code: str = ""


def plan(tx: Transaction, viewer: Viewer, wanted: MeetingPlan) -> int:
    """Plan a session and return its id; the cases it is about have it in their history.

    Raises:
        Forbidden: the unit is not the viewer's to plan for.
        Invalid: something is missing, or no case that the viewer may see has one of these codes.
    """
    if wanted.unit_id not in {unit.id for unit in units_of(tx, viewer)}:
        raise Forbidden
    wrong = {name: _MISSING for name in ("about", "chair", "place") if not getattr(wanted, name).strip()}
    case_ids: tuple[int, ...] = ()
    try:
        case_ids = meeting_cases.found(tx, viewer, wanted.code)
    except Invalid as error:
        wrong |= error.fields
    if wanted.starts_at < tx.now:
        wrong["on"] = "Giờ này đã qua."
    if wrong:
        raise Invalid("Chưa lên lịch được: có mục chưa đúng.", wrong)
    values = {
        "unit_id": wanted.unit_id,
        "about": wanted.about.strip()[:_LINE],
        "chair": wanted.chair.strip()[:_LINE],
        "starts_at": wanted.starts_at,
        "place": wanted.place.strip()[:_LINE],
        "attendants": _tidy(wanted.attendants),
        "staff_id": viewer.id,
        "at": tx.now,
    }
    meeting_id = int(tx.execute(insert(_ROW).values(**values).returning(_ROW.id)).scalar_one())
    meeting_cases.add(tx, meeting_id, case_ids)
    said = {"reason": f"{values['about']}. {values['place']}"}
    meeting_cases.note(tx, viewer, case_ids, "meet_plan", said, at=meeting_id)
    audit.record(tx, f"staff:{viewer.id}", "meeting.plan", f"meeting:{meeting_id}")
    return meeting_id


def hold(
    tx: Transaction, viewer: Viewer, meeting_id: int, *, minutes: str, result: str, attendants: Sequence[str]
) -> None:
    """Keep the minutes, the result and who was there; kept again, the later ones count and both are in the audit.

    Raises:
        NotFound: there is no such session within the viewer's sight.
        Conflict: it was called off, or has not begun.
        Invalid: minutes or result are missing.
    """
    row = require(tx, viewer, meeting_id)
    if row.status == "called_off" or row.starts_at > tx.now:
        raise Conflict("Buổi đối thoại này đã hủy, hoặc chưa tới giờ.")
    wrong = {}
    if not minutes.strip():
        wrong["minutes"] = "Xin ghi nội dung biên bản."
    if result not in RESULTS:
        wrong["result"] = "Xin chọn kết quả."
    if wrong:
        raise Invalid("Chưa lưu được biên bản.", wrong)
    held = {"status": "held", "minutes": minutes.strip()[:_LONGEST], "result": result, "settled_at": tx.now}
    tx.execute(update(_ROW).where(_ROW.id == meeting_id).values(**held, attendants=_tidy(attendants)))
    if row.status == "planned":
        every = meeting_cases.ids_of(tx, meeting_id)
        meeting_cases.note(tx, viewer, every, "meet", {"reason": row.about}, at=meeting_id)
    digest = audit.digest({"minutes": held["minutes"], "result": result})
    audit.record(tx, f"staff:{viewer.id}", "meeting.hold", f"meeting:{meeting_id}", {"digest": digest})


def call_off(tx: Transaction, viewer: Viewer, meeting_id: int, *, reason: str) -> None:
    """Call a session off that is still to come.

    Raises:
        NotFound: there is no such session within the viewer's sight.
        Conflict: it was held or called off.
        Invalid: no reason is given.
    """
    row = require(tx, viewer, meeting_id)
    if row.status != "planned":
        raise Conflict("Buổi đối thoại này đã diễn ra hoặc đã hủy.")
    if not reason.strip():
        raise Invalid("Chưa hủy được.", {"reason": _MISSING})
    off = {"status": "called_off", "reason": reason.strip()[:_LINE], "settled_at": tx.now}
    tx.execute(update(_ROW).where(_ROW.id == meeting_id).values(**off))
    audit.record(tx, f"staff:{viewer.id}", "meeting.call_off", f"meeting:{meeting_id}")


def add_cases(tx: Transaction, viewer: Viewer, meeting_id: int, text: str) -> None:
    """Let a session be about further cases, named by their codes; they have it in their history.

    Raises:
        NotFound: there is no such session within the viewer's sight.
        Conflict: it was called off.
        Invalid: no code is given, or no case that the viewer may see has one of them, or there are too many.
    """
    row = require(tx, viewer, meeting_id)
    if row.status == "called_off":
        raise Conflict("Buổi đối thoại này đã hủy.")
    if not text.strip():
        raise Invalid("Chưa thêm được.", {"code": _MISSING})
    fresh = meeting_cases.add(tx, meeting_id, meeting_cases.found(tx, viewer, text))
    if not fresh:
        raise Invalid("Chưa thêm được.", {"code": "Hồ sơ này đã có trong buổi đối thoại."})
    move = "meet_plan" if row.status == "planned" else "meet"
    said = {"reason": f"Buổi đối thoại số {meeting_id}."}
    meeting_cases.note(tx, viewer, fresh, move, said, at=meeting_id)
    audit.record(tx, f"staff:{viewer.id}", "meeting.cases", f"meeting:{meeting_id}", {"added": len(fresh)})


def drop_case(tx: Transaction, viewer: Viewer, meeting_id: int, case_id: int) -> None:
    """Let a session that is still to come be about a case no longer.

    Raises:
        NotFound: there is no such session within the viewer's sight, or it is not about this case.
        Conflict: it was held or called off.
    """
    row = require(tx, viewer, meeting_id)
    if row.status != "planned":
        raise Conflict("Buổi đối thoại này đã diễn ra hoặc đã hủy.")
    if not (may_see_case(tx, viewer, case_id) and meeting_cases.drop(tx, meeting_id, case_id)):
        raise NotFound
    audit.record(tx, f"staff:{viewer.id}", "meeting.cases", f"meeting:{meeting_id}", {"dropped": 1})


def require(snap: Snapshot, viewer: Viewer, meeting_id: int) -> MeetingRow:
    """Return a session within the viewer's sight.

    Raises:
        NotFound: there is none.
    """
    row = snap.execute(select(_ROW.__table__).where(_ROW.id == meeting_id, seen_meetings(viewer))).first()
    if row is None:
        raise NotFound
    return row  # type: ignore[return-value]  # a row has the columns of its table as attributes


def seen_meetings(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on sessions: of one's units, or about a case one sees.

    None that is about a case which the viewer must not know of, be it one of several.
    """
    if not viewer.sees_cases:
        return false()
    units = true() if viewer.scope is None else _ROW.unit_id.in_(sorted(viewer.scope))
    return and_(meeting_cases.may_know(viewer), or_(units, meeting_cases.sees_one(viewer)))


def _tidy(lines: Sequence[str]) -> list[str]:
    return [line.strip()[:_LINE] for line in lines if line.strip()][:_MOST_PEOPLE]

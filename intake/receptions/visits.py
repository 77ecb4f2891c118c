"""Visits that made no case: answered on the spot, shown the right place, or refused on a ground of the law.

They stand in the reception book beside those that did (`intake.acts.counter`). A refusal that the law wants in writing
has its day: three working days (Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, insert, or_, select, true, update

from intake import audit, labels
from intake.access import Viewer
from intake.db import Snapshot, Transaction
from intake.deadlines import clocks
from intake.deadlines.clocks import Question
from intake.directory import directory
from intake.errors import Conflict, Invalid, NotFound
from intake.law.visit_refusals import grounds
from intake.receptions.reception_plans import require_day
from intake.sealed import sealed_visitors
from intake.sealed.sealed_visitors import WHO
from intake.settings import Settings
from intake.tables import BriefVisitRow, StaffRow
from routing.covering import covered, spellings
from routing.directory import full_unit_name
from routing.kinds import Kind

ENDINGS = ("answered", "guided", "refused")
SHOWN_FOR = timedelta(minutes=15)  # how long whoever wrote a sealed one down may still print its notice
_MOST_PEOPLE = 100_000
_MISSING = "Xin điền mục này."
_WORDS = ("content", "reason", "earlier_body")
_ROW = BriefVisitRow
_OF_THE_LAW = frozenset({"feedback", "petition", "complaint", "denunciation"})


@dataclass(frozen=True, slots=True)
class Brief:
    """A visit without a case; `guided_to` and `doc_no` are for one who was guided, `ground` for one who was refused."""

    how: str
    kind: str
    content: str
    ending: str
    name: str = ""
    address: str = ""
    id_number: str = ""
    people: int = 1
    earlier_body: str = ""
    guided_to: str = ""
    doc_no: str = ""
    ground: str | None = None
    reason: str = ""
    day_id: int | None = None


@dataclass(frozen=True, slots=True)
class BriefVisit:
    """A visit as it was written down; `due_on` where a notice is owed, `told_on` once it was given."""

    id: int
    brief: Brief
    at: datetime
    unit_id: int
    unit: str
    received_by: str
    received_as: str
    is_sealed: bool
    due_on: date | None
    told_on: date | None


def record(tx: Transaction, settings: Settings, viewer: Viewer, brief: Brief, *, form_key: str) -> int:
    """Write a visit down and return its id; the same form sent again gives the same visit.

    Who came to denounce is sealed and covered in the words (Luật Tố cáo Điều 56).

    Raises:
        Invalid: something is missing or wrong, or somebody is to be sealed and there is no key.
        NotFound: another member of staff sent this very form, or there is no such reception day.
    """
    known = tx.execute(select(_ROW.id, _ROW.staff_id).where(_ROW.form_key == form_key)).first()
    if known is not None:
        if known.staff_id != viewer.id:
            raise NotFound
        return int(known.id)
    _check(brief)
    if brief.day_id is not None:
        require_day(tx, viewer, brief.day_id)
    who = {name: str(getattr(brief, name)) for name in WHO}
    due_on, is_sealed = _notice_by(tx, brief), brief.kind == Kind.DENUNCIATION.value
    if is_sealed:
        brief = _nameless(brief, who)
    values = asdict(brief) | {"ground": brief.ground or None, "is_sealed": is_sealed}
    whose = {"unit_id": viewer.unit_id, "staff_id": viewer.id, "form_key": form_key, "at": tx.now}
    added = insert(_ROW).values(**values, **whose, due_on=due_on).returning(_ROW.id)
    visit_id = int(tx.execute(added).scalar_one())
    if is_sealed:
        sealed_visitors.seal(tx, settings, visit_id, who)
    audit.record(tx, f"staff:{viewer.id}", "visit.brief", f"visit:{visit_id}", {"ending": brief.ending})
    return visit_id


def _nameless(brief: Brief, who: Mapping[str, str]) -> Brief:
    known = spellings(who)
    told: dict[str, Any] = {name: covered(getattr(brief, name), known) for name in _WORDS}
    return replace(brief, **(told | dict.fromkeys(WHO, "")))


def with_who(snap: Snapshot, settings: Settings, visit: BriefVisit) -> BriefVisit:
    """Return a visit with who came, also where that is sealed, to be printed for that very person.

    Raises:
        KeyLost: nobody can open it.
    """
    who: dict[str, Any] = sealed_visitors.who_came(snap, settings, visit.id)
    return replace(visit, brief=replace(visit.brief, **who))


def _check(brief: Brief) -> None:
    wrong = {}
    if not brief.content.strip():
        wrong["content"] = "Xin ghi người dân trình bày gì."
    if brief.how not in labels.WAYS_IN:
        wrong["how"] = "Xin chọn cách tiếp nhận."
    if brief.kind not in labels.KINDS:
        wrong["kind"] = "Xin chọn loại việc."
    if not 1 <= brief.people <= _MOST_PEOPLE:
        wrong["people"] = "Xin ghi số người cùng nội dung bằng chữ số, ví dụ 1."
    if brief.ending not in ENDINGS:
        wrong["ending"] = "Xin chọn kết quả của lượt tiếp."
    if brief.ending == "guided" and not brief.guided_to.strip():
        wrong["guided_to"] = "Xin ghi nơi đã hướng dẫn người dân tới."
    if brief.ending == "refused" and brief.ground not in grounds():
        wrong["ground"] = "Xin chọn căn cứ từ chối."
    if brief.ending != "guided" and not brief.reason.strip():
        wrong["reason"] = _MISSING
    if wrong:
        raise Invalid("Chưa ghi được. Xin xem lại.", wrong)


def _notice_by(tx: Transaction, brief: Brief) -> date | None:
    """Return the day by which a refusal must be told in writing; None where it need not be."""
    if brief.ending != "refused" or not grounds()[brief.ground or ""].is_written:
        return None
    kind = brief.kind if brief.kind in _OF_THE_LAW else Kind.FEEDBACK.value
    deadline = clocks.deadline_for(tx, Question(kind), "refusal_notice", tx.today)
    return deadline.due_on if deadline else None


def told(tx: Transaction, viewer: Viewer, visit_id: int) -> None:
    """Write down that the written notice was given today.

    Raises:
        NotFound: there is no such visit within the viewer's sight.
        Conflict: no notice is owed, or it was given.
    """
    visit = visit_for(tx, viewer, visit_id)
    if visit.due_on is None or visit.told_on is not None:
        raise Conflict("Lượt tiếp này không phải gửi thông báo, hoặc đã gửi.")
    tx.execute(update(_ROW).where(_ROW.id == visit_id).values(told_on=tx.today))
    audit.record(tx, f"staff:{viewer.id}", "visit.told", f"visit:{visit_id}")


def visit_for(snap: Snapshot, viewer: Viewer, visit_id: int) -> BriefVisit:
    """Return a visit within the viewer's sight; a sealed one also to its taker for a quarter of an hour.

    Raises:
        NotFound: there is none.
    """
    fresh = and_(_ROW.staff_id == viewer.id, _ROW.at > snap.now - SHOWN_FOR)
    row = snap.execute(
        select(_ROW.__table__, StaffRow.name.label("by"), StaffRow.title, StaffRow.role)
        .join(StaffRow, StaffRow.id == _ROW.staff_id)
        .where(_ROW.id == visit_id, or_(seen_visits(viewer), fresh))
    ).first()
    if row is None:
        raise NotFound
    return _visit(snap, row)


def _visit(snap: Snapshot, row: Row[Any]) -> BriefVisit:
    return BriefVisit(
        id=row.id,
        brief=brief_of(row),
        at=row.at,
        unit_id=row.unit_id,
        unit=full_unit_name(directory.snapshot(snap), row.unit_id),
        received_by=row.by,
        received_as=row.title or labels.ROLES[row.role],
        is_sealed=row.is_sealed,
        due_on=row.due_on,
        told_on=row.told_on,
    )


def brief_of(row: Row[Any]) -> Brief:
    """Return what a row of the visits says."""
    return Brief(**{name: row._mapping[name] for name in Brief.__dataclass_fields__})  # noqa: SLF001 - the public door of a row


def seen_visits(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on brief visits for what the viewer may see: of their units, sealed ones with clearance."""
    if not viewer.sees_cases:
        return false()
    units = true() if viewer.scope is None else _ROW.unit_id.in_(sorted(viewer.scope))
    return units if viewer.has_clearance else and_(units, _ROW.is_sealed.is_(False))

"""A complaint or a denunciation for the second time: it is in other hands than those that decided it first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from intake import history
from intake.access import may_see_case
from intake.db import Snapshot
from intake.deadlines import clocks
from intake.directory import directory
from intake.errors import Invalid
from intake.lifecycle import CaseState, Move
from intake.moves.links import link
from intake.moves.work import Work, number, question_of
from intake.notices import notices
from intake.officers.staff import viewer_for
from intake.people.named_cases import ids_named
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow, ClockRow
from routing.conflicts import NOBODY, Conflicts, conflicts_in
from routing.directory import PROVINCE_RECEPTION, TOP, Directory
from routing.kinds import Kind
from routing.officials.subordinates import DEPARTMENT_UNIT, is_below_department

OVERDUE = "overdue"  # denounced further because the first was not decided in time
DEMAND, REPORT = "overdue_demand", "overdue_report"
_AGAIN = 2
_RELATION = "second_instance_of"
_DECIDED = (Move.ANSWER.value, Move.PROPOSE.value, Move.APPROVE.value)
_SAID: Mapping[Kind, str] = {
    Kind.COMPLAINT: "Đã giải quyết khiếu nại này lần đầu nên không giải quyết lần hai.",
    Kind.DENUNCIATION: "Đã nhận giải quyết tố cáo này nên không xem xét tố cáo tiếp.",
}


def instance_of(work: Work) -> tuple[int, dict[str, str]]:
    """Return whether a form is the first or the second, and what the event keeps of how one denounces further.

    Raises:
        Invalid: the form offers no such choice for this kind.
    """
    chosen = work.fields.get("instance") or "1"
    if chosen == OVERDUE and work.kind is Kind.DENUNCIATION:
        return _AGAIN, {"instance": str(_AGAIN), "further_ground": OVERDUE}
    return number(work, "instance") if work.fields.get("instance") else 1, {}


def not_begun_by(further: Mapping[str, str]) -> tuple[str, ...]:
    """Return which clock does not begin: what was decided is looked at anew, of what is overdue a report is demanded.

    (Luật Tố cáo Điều 37 khoản 2; Điều 38)
    """
    return ("further_denunciation",) if further else (DEMAND,)


def record(work: Work) -> dict[str, Any]:
    """Tie a second case to the first one, where its code was given, and return what changes in it.

    An officer who decided the first time does not keep it; somebody else of the unit takes it.

    Raises:
        Invalid: no signed case of this kind bears the code, or the unit that has it decided the first time.
    """
    _tie_to_first(work)
    first = who_decided_first(work, instance=_AGAIN)
    require_another(work, first, work.case.lead_unit_id, None)
    is_theirs = work.case.officer_id in first.people
    return {"officer_id": None} if is_theirs else {}


def wait_for_report(work: Work, demanded_on: date) -> None:
    """Count the days of the report from the demand on, and tell the case that is late by when it is to report.

    (Luật Tố cáo Điều 38) Its hands hear number, day and limit of the demand alone, and nothing of who went further.
    """
    question = question_of(work.case)
    clocks.start(work.tx, work.case.id, question, [REPORT], start_on=demanded_on, staff_id=work.staff_id)
    newest = select(ClockRow.due_on).where(ClockRow.case_id == work.case.id, ClockRow.stage == REPORT)
    due_on: date = work.tx.execute(newest.order_by(ClockRow.id.desc()).limit(1)).scalar_one()
    paper = f"văn bản số {work.fields['doc_no']}, " if work.fields.get("doc_no") else ""
    text = (
        f"Cấp trên yêu cầu báo cáo vì quá thời hạn giải quyết ({paper}ngày {demanded_on:%d/%m/%Y}). "
        f"Báo cáo chậm nhất {due_on:%d/%m/%Y} (Luật Tố cáo, Điều 38)."
    )
    for first in _firsts(work):
        if first.is_open and first.state != CaseState.ANSWERED.value:  # what is decided meanwhile is late no longer
            _demand_of(work, first, text)


def _demand_of(work: Work, first: Row[Any], text: str) -> None:
    history.note(work.tx, first.id, Move.NOTE.value, actor=work.actor, data={"text": text})
    hands = {first.officer_id, *notices.heads_above(work.tx, first.id, first.lead_unit_id)}
    key = f"report-demanded:{first.id}:{work.case.id}"
    notices.tell(work.tx, hands, key=key, kind="overdue", text=text, case_id=first.id)


def _tie_to_first(work: Work) -> None:
    if not work.fields.get("first_code"):
        return
    first_id = next((one for one in ids_named(work.tx, work.fields["first_code"]) if _is_first(work, one)), None)
    if first_id is None:
        lacks = "Không có hồ sơ cùng loại, đã có đơn ký tên mang mã này. Để trống nếu lần đầu không ghi ở sổ này."
        raise Invalid("Không tìm thấy hồ sơ lần đầu.", {"first_code": lacks})
    link(work, work.case.id, first_id, _RELATION)


def _is_first(work: Work, case_id: int) -> bool:
    """Tell whether a case may be the first; of what is sealed its code tells nothing to who may not see it."""
    case = work.tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    if case.id == work.case.id or case.kind != work.case.kind or case.standing != "signed":
        return False
    return not case.is_sealed or may_see_case(work.tx, viewer_for(work.tx, work.staff_id or 0), case.id)


def who_decided_first(work: Work, *, instance: int | None = None) -> Conflicts:
    """Return the bodies and the people in whose hands the first decision was; nobody where it is the first itself.

    Of what was decided outside of this book it is the body of the province that the words complain of. A department
    that took a complaint in for a body below it decided nothing: it decides the second time (Luật Khiếu nại Điều 20).
    """
    if (instance or work.case.instance) < _AGAIN:
        return NOBODY
    known = directory.snapshot(work.tx)
    rows = _firsts(work)
    units = {row.lead_unit_id for row in rows if row.lead_unit_id}
    people = {row.officer_id for row in rows if row.officer_id}
    for row in rows:
        people |= _deciders(work.tx, row.id)
    if work.kind is Kind.COMPLAINT:
        named = conflicts_in(work.kind, work.case.text, topic=work.case.topic, places=(), directory=known).body_id
        units |= {named} if named else set()
    if (work.fields.get("respondent") or work.case.respondent) == DEPARTMENT_UNIT:
        units = {one for one in units if one in known.units and is_below_department(known.units[one], known)}
    bodies = known.below(one for one in units if _decides_for_itself(one, known))
    return Conflicts(units=bodies, people=frozenset(people))


def _firsts(work: Work) -> Sequence[Row[Any]]:
    firsts = select(CaseLinkRow.other_id).where(CaseLinkRow.case_id == work.case.id, CaseLinkRow.relation == _RELATION)
    return work.tx.execute(select(CaseRow.__table__).where(CaseRow.id.in_(firsts)).order_by(CaseRow.id)).all()


def _deciders(snap: Snapshot, case_id: int) -> set[int]:
    decided = (CaseEventRow.case_id == case_id, CaseEventRow.move.in_(_DECIDED), CaseEventRow.staff_id.is_not(None))
    return {one for one in snap.execute(select(CaseEventRow.staff_id).where(*decided)).scalars() if one is not None}


def _decides_for_itself(unit_id: int, known: Directory) -> bool:
    """Tell whether a unit has a head of its own who decides: not the desk, nor the office of who decides above all."""
    unit = known.units.get(unit_id)
    is_above = unit is not None and unit.level == "province" and unit.function in {TOP, PROVINCE_RECEPTION}
    return unit is not None and not is_above


def require_another(work: Work, first: Conflicts, unit_id: int | None, officer_id: int | None) -> None:
    """Refuse hands that decided the matter the first time (`first`: see `who_decided_first`).

    Raises:
        Invalid: the unit or the officer has; the sentence says to whom it goes.
    """
    if unit_id in first.units:
        where = {"unit_id": "Xin chọn đơn vị khác của cấp trên.", "instance": "Xin trả về để phân lại."}
        raise Invalid(f"{_SAID[work.kind]} Đơn vị này không giữ hồ sơ được.", where)
    if officer_id in first.people:
        where = {"officer_id": "Xin chọn người khác."}
        raise Invalid(f"{_SAID[work.kind]} Cán bộ này không giữ hồ sơ được.", where)

"""What the law asks of complaints and denunciations: the signed form, extensions, suspensions, withdrawals, duties."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from intake.access import may_see_case
from intake.deadlines import clock_moves, clocks
from intake.deadlines.clock_moves import Decision
from intake.directory import directory, exclusions
from intake.errors import Conflict, Invalid
from intake.law import halts
from intake.law.competence import BEYOND, Competence, competence_for, respondents
from intake.lifecycle import Move
from intake.moves import second
from intake.moves.hands import NO_DRAFT, new_hands
from intake.moves.work import MISSING, Change, Work, counted_from, day, decided_on, number, one_of, question_of
from intake.officers.staff import viewer_for
from intake.tables import CaseEventRow, CaseRow
from routing.conflicts import Conflicts
from routing.kinds import Kind

LONGEST_UNRECORDED = timedelta(days=366)  # how long a paper may have lain in the office before it is in the book
_MOST_PEOPLE = 100_000
_ACCEPTED = "resolution"  # the clock that runs from the acceptance on


def record_form(work: Work) -> Change:
    """Record the signed form: from its day the clocks of the law run, before whoever may decide it.

    That day may lie before the one on which it was written into the book: a letter is counted from when it came.
    """
    form_on = day(work, "form_on", earliest=work.registered_on - LONGEST_UNRECORDED, latest=work.tx.today)
    instance, further = second.instance_of(work)
    respondent = one_of(work, "respondent", respondents())
    decides = competence_for(work.case.kind, instance, respondent)
    _require_level(work, decides)
    if work.kind is Kind.DENUNCIATION:
        _shut_out(work, respondent)
    changed = second.record(work) if instance > 1 else {}
    is_remote = "is_remote" in work.rule.may and bool(work.fields.get("is_remote"))
    people = _people(work)
    columns = {
        "standing": "signed",
        "instance": instance,
        "respondent": respondent,
        "is_remote": is_remote,
        "people": people,
        **changed,
    }
    data = {**work.fields, **further, **changed, "decider": decides.decider, "basis": decides.basis}
    question = question_of(work.case, instance=instance, is_remote=is_remote)
    return Change(columns, data, {}, starts_on=form_on, question=question, skips=second.not_begun_by(further))


def _require_level(work: Work, decides: Competence) -> None:
    """Keep a form with the level that decides it.

    A denunciation that the province got for somebody else is written into the book all the same: it is sent on within
    five working days of its receipt (Luật Tố cáo Điều 24), and a commune that may be meant is not given it.
    """
    unit = directory.snapshot(work.tx).units.get(work.case.lead_unit_id or 0)
    who = {"respondent": decides.told}
    if work.kind is Kind.DENUNCIATION and unit is not None and unit.level == "province":
        return
    if decides.is_outside:
        lacks = "vượt thẩm quyền của tỉnh" if decides.level == BEYOND else "không do UBND giải quyết"
        raise Invalid(f"Việc này {lacks}. Xin chuyển đơn hoặc hướng dẫn.", who)
    if unit is not None and not decides.is_of(unit.level):
        raise Invalid("Đơn vị đang giữ hồ sơ không có thẩm quyền. Xin trả về để phân lại.", who)


def _shut_out(work: Work, respondent: str) -> None:
    """Keep the commune of an accused chair out of the case, also where the text did not name it."""
    if respondent == "commune_chair" and work.case.commune_code is not None:
        known = directory.snapshot(work.tx).units.values()
        theirs = (one.id for one in known if one.level == "commune" and one.commune_code == work.case.commune_code)
        exclusions.keep(work.tx, work.case.id, Conflicts(units=frozenset(theirs)))


def _people(work: Work) -> int:
    if not work.fields.get("people"):
        return 1
    people = number(work, "people")
    if not 1 <= people <= _MOST_PEOPLE:
        raise Invalid("Số người không đúng.", {"people": "Xin ghi số người cùng đứng tên."})
    return people


def store(work: Work) -> Change:
    """Keep an accusation without a name as information, to be looked into or passed on (Luật Tố cáo Điều 25)."""
    unit_id, officer_id = new_hands(work, is_sealed=True)
    columns = {"standing": "information", "lead_unit_id": unit_id, "officer_id": officer_id, "is_sealed": True}
    data = {"reason": work.fields["reason"], "unit_id": unit_id, "officer_id": officer_id}
    return Change(columns, data)


def extend(work: Work) -> Change:
    """Extend a running limit as far as the law allows."""
    criteria = [one for one in work.fields["criteria"].split(",") if one]
    decision = Decision(work.fields.get("doc_no", ""), _optional_day(work, "doc_on"), bool(work.files))
    stage, reason = work.fields["stage"], work.fields["reason"]
    due_on = clock_moves.extend(
        work.tx,
        work.case.id,
        stage,
        criteria=criteria,
        decision=decision,
        reason=reason,
        staff_id=work.staff_id,
    )
    data = {**work.fields, "due_on": due_on.isoformat()}
    told = {"reason": reason, "doc_no": decision.number, "new_due": due_on.isoformat()}
    return Change({}, data, told)


def _optional_day(work: Work, name: str) -> date | None:
    return day(work, name, latest=work.tx.today) if work.fields.get(name) else None


def suspend(work: Work) -> Change:
    """Stop the handling, and with it the count, by a decision on a ground of the law."""
    on = decided_on(work, _ACCEPTED)
    reason = _on_ground(work, "suspension_ground", halts.suspensions(work.case.kind))
    told = {"reason": reason, "doc_no": work.fields["doc_no"]}
    return Change({}, dict(work.fields), told, effective_on=on, starts_on=on)


def resume(work: Work) -> Change:
    """Go on with a suspended case by a decision."""
    told = {"reason": work.fields["reason"], "doc_no": work.fields["doc_no"]}
    on = decided_on(work)
    return Change({}, dict(work.fields), told, effective_on=on, starts_on=on)


def terminate(work: Work) -> Change:
    """End a case without deciding it, by a decision on a ground of the law."""
    on = decided_on(work, _ACCEPTED)
    reason = _on_ground(work, "termination_ground", halts.terminations(work.case.kind))
    columns = {"closed_at": work.tx.now, "answer": reason, "withdrawal_asked_at": None, **NO_DRAFT}
    return Change(columns, dict(work.fields), {"reason": reason, "doc_no": work.fields["doc_no"]}, starts_on=on)


def _on_ground(work: Work, name: str, grounds: Mapping[str, str]) -> str:
    """Return the ground that was chosen and what was written of it, as the citizen reads both."""
    return f"{grounds[one_of(work, name, grounds)]}. {work.fields['reason']}"


def begin_assessment(work: Work) -> Change:
    """Ask an expert; the time until the result does not count for a denunciation (Nghị định 31/2019 Điều 15)."""
    return Change({}, dict(work.fields), effective_on=decided_on(work, _ACCEPTED))


def end_assessment(work: Work) -> Change:
    """Write down what an expert has found; the count goes on from the day on which that came."""
    begun = (CaseEventRow.case_id == work.case.id, CaseEventRow.move == Move.BEGIN_ASSESSMENT.value)
    last = work.tx.execute(select(CaseEventRow.data).where(*begun).order_by(CaseEventRow.id.desc()).limit(1)).scalar()
    asked_on = date.fromisoformat(last["doc_on"]) if last else work.begun_on
    came_on = day(work, "doc_on", earliest=asked_on, latest=work.tx.today) if work.fields.get("doc_on") else None
    return Change({}, dict(work.fields), effective_on=came_on)


def fulfil(work: Work) -> Change:
    """Record that a duty after acceptance or decision was done, on the day on which it was done."""
    running = {stage: stage for stage in clocks.running_stages(work.tx, work.case.id)}
    stage = one_of(work, "duty", running)
    done_on = day(work, "done_on", earliest=counted_from(work, stage), latest=work.tx.today)
    clocks.meet(work.tx, work.case.id, [stage], done_on)
    if stage == second.DEMAND:
        second.wait_for_report(work, done_on)
    return Change({}, dict(work.fields))


def ask_withdrawal(work: Work) -> Change:
    """Note that the citizen wants to withdraw; an officer decides."""
    return Change({"withdrawal_asked_at": work.tx.now})


def grant_withdrawal(work: Work) -> Change:
    """End a case whose author has withdrawn it by a signed paper.

    What was accepted ends by a decision (Luật Khiếu nại Điều 11a khoản 2; Luật Tố cáo Điều 34 khoản 3).
    """
    came_on = day(work, "form_on", earliest=work.begun_on, latest=work.tx.today)
    is_accepted = _ACCEPTED in clocks.running_stages(work.tx, work.case.id)
    on = _require_decision(work, came_on) if is_accepted else None
    columns = {"closed_at": work.tx.now, "withdrawal_asked_at": None, **NO_DRAFT}
    told = {"doc_no": work.fields["doc_no"]} if is_accepted else {}
    return Change(columns, dict(work.fields), told, starts_on=on, begins=is_accepted)


def _require_decision(work: Work, earliest: date) -> date:
    if missing := {name: MISSING for name in ("doc_no", "doc_on") if not work.fields.get(name)}:
        raise Invalid("Đã thụ lý thì rút đơn phải có quyết định đình chỉ. Xin ghi số và ngày.", missing)
    return day(work, "doc_on", earliest=earliest, latest=work.tx.today)


def part_withdrawal(work: Work) -> Change:
    """Record that a part has been withdrawn; the rest goes on."""
    day(work, "form_on", earliest=work.begun_on, latest=work.tx.today)
    return Change({"withdrawal_asked_at": None}, dict(work.fields), {"text": work.fields["text"]})


def deny_withdrawal(work: Work) -> Change:
    """Go on although the author wanted to withdraw (Luật Tố cáo Điều 33 khoản 3)."""
    return Change({"withdrawal_asked_at": None}, dict(work.fields), {"reason": work.fields["reason"]})


def require_first_transfer(work: Work) -> None:
    """Refuse to send a denunciation of the same content to another authority a second time (Thông tư 05/2021 Điều 14).

    Raises:
        Conflict: an earlier one with the same words was sent already; the sentence names its code to who may see it.
    """
    if work.kind is not Kind.DENUNCIATION or not work.case.content_key:
        return
    earlier = work.tx.execute(
        select(CaseRow.id, CaseRow.code)
        .where(
            CaseRow.content_key == work.case.content_key,
            CaseRow.id != work.case.id,
            CaseRow.kind == Kind.DENUNCIATION.value,
            CaseRow.state == "transferred",
        )
        .limit(1)
    ).first()
    if earlier:
        is_seen = work.staff_id is not None and may_see_case(work.tx, viewer_for(work.tx, work.staff_id), earlier.id)
        where = f" ở hồ sơ {earlier.code}" if is_seen else ""
        raise Conflict(
            f"Tố cáo cùng nội dung đã được chuyển một lần{where}; mỗi nội dung chỉ chuyển một lần "
            "(Thông tư 05/2021/TT-TTCP, Điều 14)."
        )

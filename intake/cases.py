"""The one door for every move of a case: checks, state, event, clocks and notices, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from intake import history, labels
from intake.access import Viewer, may_see_case
from intake.clock import ZONE
from intake.common_answers import TAKEN_FOR_ALL, taken_by
from intake.db import Snapshot, Transaction
from intake.deadlines import clock_moves, clocks, promises
from intake.directory.in_charge import in_charge
from intake.engine.prepared import Prepared
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.files import attachments
from intake.law.wording import basis_in_short
from intake.lifecycle import TERMINAL, CaseState, Move, Standing, moves_for, rule_of, table_of
from intake.lifecycle.lacking import LACKING
from intake.moves import CHANGES, Change, NewFile, Work, nothing_more, question_of
from intake.moves.flags import MOVE as FLAG
from intake.moves.joined import followers_of
from intake.moves.work import MISSING
from intake.notices import notices, tasks
from intake.people import contacts
from intake.people.situations import situation_of
from intake.replies import reply_desk, reply_drafts
from intake.replies.joint_answers import as_read_by
from intake.settings import Settings
from intake.tables import CaseEventRow, CaseRow, StaffRow
from routing.kinds import Kind

MAX_TEXT = reply_drafts.LONGEST
_LOCKED = Prepared(select(CaseRow.__table__).where(CaseRow.id == bindparam("case_id")).with_for_update())


def act(
    tx: Transaction,
    case_id: int,
    move: Move,
    *,
    actor: Viewer,
    fields: Mapping[str, str],
    files: Sequence[NewFile] = (),
    expected_version: int | None = None,
    settings: Settings | None = None,
) -> None:
    """Make a move on behalf of a member of staff; an answer to a case that leads others goes to all of them.

    Where the unit of one of these wants four eyes it becomes a draft there, which waits for that unit's own head.

    `settings`: whose keys seal the visitor of a case that is sealed by the move; without them it is refused.

    Raises:
        NotFound: there is no such case within the actor's sight.
        Conflict: the case has changed since `expected_version`, or the move does not exist in its state.
        Forbidden: the actor's role, unit or part in the case does not make this move.
        Invalid: a field or a file is missing, wrong or too long.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    case = locked(tx, case_id)
    require_unchanged(tx, case, expected_version)
    rule = rule_of(Kind(case.kind), move, CaseState(case.state), Standing(case.standing))
    situation = situation_of(tx, actor, case)
    if not rule.is_theirs(situation):
        raise Forbidden
    if lacking := rule.unmet(situation):
        raise Forbidden(f"Chưa làm được việc này, vì cần: {'; '.join(LACKING[name] for name in lacking)}.")
    reply_drafts.require_short(fields)
    typed = _tidy(fields)
    papers = tuple(files) if rule.file else ()
    work = Work(tx, case, move, rule, f"staff:{actor.id}", typed, papers, settings=settings)
    _require_all(work)
    template = reply_desk.template_only(tx, case_id, move, typed)
    notices.read_with_case(tx, actor.id, case_id)  # whoever works on it needs no call to it
    followers = followers_of(tx, case.id) if move in TAKEN_FOR_ALL else []
    read = as_read_by(tx, case, typed, followers) if rule.notice else typed
    perform(replace(work, template=template, fields=read))
    for other in followers:
        theirs = as_read_by(tx, other, typed, [case, *(one for one in followers if one.id != other.id)])
        _do_the_same(tx, other, taken_by(tx, actor, move, other), work.actor, theirs)


def make(
    tx: Transaction, case_id: int, move: Move, *, actor: Viewer, fields: Mapping[str, str], is_told: bool = True
) -> None:
    """Make a move of which the caller knows that this person may make it: the state and the fields are still checked.

    Raises:
        Conflict: the move does not exist in the state of the case.
        Invalid: a field is missing or wrong.
    """
    case = locked(tx, case_id)
    rule = rule_of(Kind(case.kind), move, CaseState(case.state), Standing(case.standing))
    work = Work(tx, case, move, rule if is_told else replace(rule, notice=None), f"staff:{actor.id}", _tidy(fields))
    _require_all(work)
    perform(work)


def _tidy(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value.replace("\x00", "").strip() for name, value in fields.items()}


def _require_all(work: Work) -> None:
    missing = {name: MISSING for name in work.rule.needs if not work.fields.get(name)}
    if work.rule.file and work.rule.file_needed and not work.files:
        missing[work.rule.file] = "Xin đính kèm tệp."
    if missing:
        raise Invalid("Còn thiếu thông tin.", missing)


def moves_of(snap: Snapshot, actor: Viewer, case_id: int) -> tuple[Move, ...]:
    """Return what a person may do with a case now; nothing where they may not see it."""
    if not may_see_case(snap, actor, case_id):
        return ()
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    return moves_for(situation_of(snap, actor, case))


def draft_of(snap: Snapshot, case_id: int) -> dict[str, str] | None:
    """Return outcome and text of the answer that waits to be approved; None where there is none."""
    columns = select(CaseRow.draft_outcome, CaseRow.draft_answer)
    waits = (CaseRow.id == case_id, CaseRow.state == CaseState.AWAITING_APPROVAL.value)
    row = snap.execute(columns.where(*waits)).first()
    return {"outcome": row.draft_outcome, "text": row.draft_answer} if row else None


def _do_the_same(tx: Transaction, case: Row[Any], move: Move, actor: str, fields: Mapping[str, str]) -> None:
    """Give who told the same matter the same answer, with their own receipt, clocks and notice."""
    if move is Move.CLOSE and (case.state != CaseState.ANSWERED.value or case.reopen_asked_at is not None):
        return
    rule = table_of(Kind(case.kind), Standing(case.standing))[move]
    perform(Work(tx, case, move, replace(rule, froms=frozenset({CaseState(case.state)})), actor, fields))


def perform(work: Work, decided: Change | None = None) -> None:
    """Make a move that is known to be allowed: columns, history, files, clocks and the word to the citizen.

    `decided`: what it changes, where the caller has found that out already.
    """
    change = decided or CHANGES.get(work.move, nothing_more)(work)
    kind = Kind(change.columns.get("kind", work.case.kind))
    standing = Standing(change.columns.get("standing", work.case.standing))
    if kind.value != work.case.kind:
        work = replace(work, rule=rule_of(kind, work.move, CaseState(work.case.state), standing))
    rule = work.rule
    state_to = rule.to or CaseState(work.case.state)
    columns = {**_first_reply(work), **change.columns, "state": state_to.value, "is_open": state_to not in TERMINAL}
    version = CaseRow.version + (0 if work.move is Move.NOTE else 1)
    work.tx.execute(update(CaseRow).where(CaseRow.id == work.case.id).values(**columns, version=version))
    event_id = history.add(
        work.tx,
        work.case.id,
        work.move.value,
        actor=work.actor,
        audience=rule.audience,
        state_from=work.case.state,
        state_to=state_to.value,
        data={**change.data, **work.noted},
    )
    for file in work.files:
        attachments.add(work.tx, work.case, file.kept, file.name, purpose=rule.file or "told", event_id=event_id)
    _run_clocks(work, kind, state_to, change)
    if state_to in TERMINAL:
        tasks.take_back(work.tx, work.case.id, f"Hồ sơ đã kết thúc: {labels.STATES[state_to.value].lower()}.")
    _settle_notices(work, state_to)
    _tell_citizen(work, event_id, change)


def _settle_notices(work: Work, state_to: CaseState) -> None:
    if state_to in {*TERMINAL, CaseState.ANSWERED}:
        notices.settle(work.tx, work.case.id)
    elif work.case.state == CaseState.AWAITING_APPROVAL and state_to is not CaseState.AWAITING_APPROVAL:
        notices.settle(work.tx, work.case.id, notices.APPROVAL)


def _first_reply(work: Work) -> dict[str, Any]:
    speaks = work.rule.notice is not None and work.actor.startswith("staff:")
    return {"first_reply_at": work.tx.now} if speaks and work.case.first_reply_at is None else {}


def _run_clocks(work: Work, kind: Kind, state_to: CaseState, change: Change) -> None:
    case_id, rule, by = work.case.id, work.rule, {"staff_id": work.staff_id}
    clocks.meet(work.tx, case_id, [stage for stage in rule.stops if stage not in change.keeps])
    clocks.stop(work.tx, case_id, rule.drops)
    if state_to in TERMINAL and rule.to:
        clocks.stop_all(work.tx, case_id)
    why = {name: work.fields[name] for name in ("doc_no", "doc_on", "reason") if work.fields.get(name)}
    on = change.effective_on or work.tx.today
    if rule.resumes:
        clock_moves.resume(work.tx, case_id, rule.resumes, on, data=why, **by)
    if rule.pauses:
        clock_moves.pause(work.tx, case_id, rule.pauses, on, data=why, **by)
    if rule.starts and change.begins:
        question = change.question or question_of(work.case, kind=kind.value)
        stages = [stage for stage in rule.starts if stage not in change.skips]
        clocks.start(work.tx, case_id, question, stages, start_on=change.starts_on, **by)


def _tell_citizen(work: Work, event_id: int, change: Change) -> None:
    if work.rule.notice is None:
        return
    promise = promises.promised(work.tx, work.case.id)
    fields = {
        "code": work.case.code,
        "due": promise.due_on.isoformat() if promise else "",
        "basis": basis_in_short(promise.basis) if promise else "",
        **in_charge(work.tx, work.case.id),
        **change.told,
    }
    told: dict[str, Any] = {
        "key": f"event:{event_id}",
        "notice": change.notice or work.rule.notice,
        "fields": fields,
        "is_urgent": work.case.is_urgent or work.case.due_on == work.tx.today,  # a lawful last day is not let pass
    }
    if work.move is Move.SPLIT:  # what was split off is the first teller's own, and nobody else's to know
        contacts.notify_teller(work.tx, work.case, **told, about=change.told_in or work.case.id)
    else:
        contacts.notify(work.tx, work.case, **told, event_id=event_id)


def locked(tx: Transaction, case_id: int) -> Row[Any]:
    """Return a case, locked until the transaction ends.

    Raises:
        NotFound: there is no such case.
    """
    row: Row[Any] | None = tx.execute(_LOCKED, {"case_id": case_id}).first()
    if row is None:
        raise NotFound
    return row


def require_unchanged(tx: Transaction, case: Row[Any], seen_version: int | None) -> None:
    """Refuse what is done to a case that has moved since the page was opened.

    Raises:
        Conflict: it has; the sentence names what was done meanwhile.
    """
    if seen_version is not None and case.version != seen_version:
        raise Conflict(_what_changed(tx, case, seen_version))


def _what_changed(tx: Transaction, case: Row[Any], seen_version: int) -> str:
    table = CaseEventRow.__table__
    newer = tx.execute(
        select(table.c.move, table.c.at, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == table.c.staff_id)
        .where(table.c.case_id == case.id, table.c.move.not_in((Move.NOTE.value, FLAG)))
        .order_by(table.c.id.desc())
        .limit(max(case.version - seen_version, 1))
    ).all()
    steps = "; ".join(
        f"{labels.MOVES[row.move]} ({row.name or 'người dân'}, {_said_at(row.at, tx.today)})" for row in reversed(newer)
    )
    return f"Hồ sơ đã thay đổi trong lúc anh/chị mở trang: {steps}. Xin xem lại rồi làm tiếp; nội dung đã gõ vẫn còn."


def _said_at(at: datetime, today: date) -> str:
    local = at.astimezone(ZONE)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M} ngày {local:%d/%m}"

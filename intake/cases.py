"""The one door for every move of a case: checks, state, event, clocks and notices, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select, update

from intake import attachments, clock_moves, clocks, directory, exclusions, history, labels, notices, outbox
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.lifecycle import FORMAL_KINDS, TERMINAL, CaseState, Move, Standing, moves_for, rule_of, table_of
from intake.moves import CHANGES, Change, NewFile, Work, nothing_more, question_of
from intake.moves.others import followers_of
from intake.reception import full_unit_name
from intake.situations import situation_of
from intake.tables import CaseEventRow, CaseRow, StaffRow, UtteranceRow
from routing.kinds import Kind
from routing.numbers import covered_as_told

_MAX_TEXT = 20_000
_MISSING = "Xin điền mục này."
_TO_ALL = {Move.ANSWER: Move.ANSWER, Move.APPROVE: Move.ANSWER, Move.INTERIM: Move.INTERIM, Move.CLOSE: Move.CLOSE}


def act(
    tx: Transaction,
    case_id: int,
    move: Move,
    *,
    actor: Viewer,
    fields: Mapping[str, str],
    files: Sequence[NewFile] = (),
    expected_version: int | None = None,
) -> None:
    """Make a move on behalf of a member of staff; an answer to a case that leads others goes to all of them.

    Raises:
        NotFound: there is no such case within the actor's sight.
        Conflict: the case has changed since `expected_version`, or the move does not exist in its state.
        Forbidden: the actor's role, unit or part in the case does not make this move.
        Invalid: a field or a file is missing or wrong.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    case = _locked(tx, case_id)
    if expected_version is not None and case.version != expected_version:
        raise Conflict(_what_changed(tx, case, expected_version))
    rule = rule_of(Kind(case.kind), move, CaseState(case.state), Standing(case.standing))
    if not rule.holds(situation_of(tx, actor, case)):
        raise Forbidden
    tidy = {name: value.replace("\x00", "").strip()[:_MAX_TEXT] for name, value in fields.items()}
    missing = {name: _MISSING for name in rule.needs if not tidy.get(name)}
    if rule.file and rule.file_needed and not files:
        missing[rule.file] = "Xin đính kèm tệp."
    if missing:
        raise Invalid("Còn thiếu thông tin.", missing)
    taken = tuple(files) if rule.file else ()
    _perform(Work(tx, case, move, rule, f"staff:{actor.id}", tidy, taken))
    if move in _TO_ALL:
        _do_the_same(tx, case, _TO_ALL[move], f"staff:{actor.id}", tidy)


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


def _do_the_same(tx: Transaction, leader: Row[Any], move: Move, actor: str, fields: Mapping[str, str]) -> None:
    """Give those who told the same matter the same answer, each with their own receipt, clocks and notice.

    Telephone and identity numbers that the first citizen told are covered in what the others get.
    """
    followers = followers_of(tx, leader.id)
    told = _words_of(tx, leader) if followers else ""
    for case in followers:
        rule = table_of(Kind(case.kind), Standing(case.standing))[move]
        if move is Move.CLOSE and case.state != CaseState.ANSWERED.value:
            continue
        theirs = {name: covered_as_told(value, told) for name, value in fields.items()}
        _perform(Work(tx, case, move, replace(rule, froms=frozenset({CaseState(case.state)})), actor, theirs))


def _words_of(tx: Transaction, case: Row[Any]) -> str:
    """Return all that the citizen of a case wrote about it."""
    where = (UtteranceRow.case_id == case.id, UtteranceRow.author == "citizen")
    said = tx.execute(select(UtteranceRow.text).where(*where).order_by(UtteranceRow.id)).scalars()
    return "\n".join((case.text, case.place_text, *filter(None, said)))


def _perform(work: Work) -> None:
    change = CHANGES.get(work.move, nothing_more)(work)
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
        data=change.data,
    )
    for file in work.files:
        attachments.add(work.tx, work.case, file.kept, file.name, purpose=rule.file or "told", event_id=event_id)
    _run_clocks(work, kind, state_to, change)
    _tell_citizen(work, event_id, change)


def _first_reply(work: Work) -> dict[str, Any]:
    speaks = work.rule.notice is not None and work.actor.startswith("staff:")
    return {"first_reply_at": work.tx.now} if speaks and work.case.first_reply_at is None else {}


def _run_clocks(work: Work, kind: Kind, state_to: CaseState, change: Change) -> None:
    case_id, rule, by = work.case.id, work.rule, {"staff_id": work.staff_id}
    clocks.meet(work.tx, case_id, rule.stops)
    clocks.stop(work.tx, case_id, rule.drops)
    if state_to in TERMINAL:
        clocks.stop_all(work.tx, case_id)
        return
    why = {name: work.fields[name] for name in ("doc_no", "doc_on", "reason") if work.fields.get(name)}
    on = change.effective_on or work.tx.today
    if rule.resumes:
        clock_moves.resume(work.tx, case_id, rule.resumes, on, data=why, **by)
    if rule.pauses:
        clock_moves.pause(work.tx, case_id, rule.pauses, on, data=why, **by)
    if rule.starts:
        question = change.question or question_of(work.case, kind=kind.value)
        clocks.start(work.tx, case_id, question, rule.starts, start_on=change.starts_on, **by)


def _tell_citizen(work: Work, event_id: int, change: Change) -> None:
    if work.rule.notice is None:
        return
    promise = clocks.promised(work.tx, work.case.id)
    fields = {
        "code": work.case.code,
        "due": promise.due_on.isoformat() if promise else "",
        "basis": promise.basis if promise else "",
        **_in_charge(work.tx, work.case.id),
        **change.told,
    }
    outbox.put(
        work.tx,
        conversation_id=work.case.conversation_id,
        key=f"event:{event_id}",
        purpose="notice",
        payload={"notice": work.rule.notice, "fields": fields},
        case_id=change.told_in or work.case.id,
    )


def _in_charge(tx: Transaction, case_id: int) -> dict[str, str]:
    row = tx.execute(
        select(CaseRow.lead_unit_id, CaseRow.officer_id, CaseRow.is_sealed).where(CaseRow.id == case_id)
    ).one()
    snapshot = directory.snapshot(tx)
    unit = snapshot.units.get(row.lead_unit_id)
    officer = None if row.is_sealed else snapshot.officers.get(row.officer_id)
    phone = (officer.phone if officer else "") or (unit.phone if unit else "")
    return {
        "unit": full_unit_name(snapshot, unit.id) if unit else "",
        "officer": officer.name if officer else "",
        "phone": phone,
    }


# --- what the citizen does ----------------------------------------------------------------------------------------


def add_information(tx: Transaction, case_id: int, *, utterance_id: int, also: Sequence[int] = ()) -> None:
    """Add a citizen's further message to their case; one that waits for them goes on, and the officer is told.

    `also` are lines that were said in one breath with it.
    """
    case = _locked(tx, case_id)
    values: dict[str, Any] = {"case_id": case_id} | ({"is_sealed": True} if case.is_sealed else {})
    tx.execute(update(UtteranceRow).where(UtteranceRow.id.in_([*also, utterance_id])).values(**values))
    data = {"utterance_id": str(utterance_id)}
    if case.state == CaseState.WAITING_CITIZEN.value:
        _of_citizen(tx, case, Move.SUPPLEMENT, data)
    else:
        at = {"state_from": case.state, "state_to": case.state}
        actor = f"citizen:{case.conversation_id}"
        history.add(tx, case_id, "supplement", actor=actor, audience="citizen", data=data, **at)
    hands = _hands(tx, case)
    key = f"supplement:{utterance_id}"
    notices.tell(tx, hands, key=key, kind="supplement", text="Người dân vừa bổ sung thông tin.", case_id=case_id)


def withdraw(tx: Transaction, case_id: int, *, conversation_id: int) -> bool:
    """Withdraw a case for its citizen. A complaint or denunciation is only asked to be withdrawn: an officer decides.

    Returns:
        True when the case is withdrawn, False when only the request was noted.

    Raises:
        NotFound: the conversation has no such case.
        Conflict: the case can no longer be withdrawn.
    """
    case = _own(tx, case_id, conversation_id)
    formal = Kind(case.kind) in FORMAL_KINDS and case.standing != Standing.INFORMATION.value
    _of_citizen(tx, case, Move.ASK_WITHDRAWAL if formal else Move.WITHDRAW, {})
    text = "Người dân xin rút hồ sơ." if formal else "Người dân đã rút hồ sơ."
    key = f"withdraw:{case_id}:{case.version}"
    notices.tell(tx, _hands(tx, case), key=key, kind="withdrawal", text=text, case_id=case_id)
    return not formal


def ask_reopen(tx: Transaction, case_id: int, *, conversation_id: int, reason: str) -> None:
    """Note that a citizen is not content with an answer; the head decides whether the case is taken up again.

    Raises:
        NotFound: the conversation has no such case.
        Conflict: it is not answered, the window counted from the answer has passed, or its kind knows no reopening.
    """
    case = _own(tx, case_id, conversation_id)
    _of_citizen(tx, case, Move.ASK_REOPEN, {"reason": reason.strip()[:_MAX_TEXT]})
    told = [*_hands(tx, case), *notices.heads_above(tx, case.id, case.lead_unit_id)]
    key = f"ask_reopen:{case_id}:{case.version}"
    text = "Người dân chưa hài lòng, xin xem xét lại."
    notices.tell(tx, told, key=key, kind="reopen", text=text, case_id=case_id)


def _own(tx: Transaction, case_id: int, conversation_id: int) -> Row[Any]:
    case = _locked(tx, case_id)
    if case.conversation_id != conversation_id:
        raise NotFound
    return case


def _of_citizen(tx: Transaction, case: Row[Any], move: Move, fields: Mapping[str, str]) -> None:
    rule = rule_of(Kind(case.kind), move, CaseState(case.state), Standing(case.standing))
    _perform(Work(tx, case, move, rule, f"citizen:{case.conversation_id}", fields))


def is_sealed(snap: Snapshot, case_id: int) -> bool:
    """Tell whether a case may be seen only by the few who are cleared for it."""
    return bool(snap.execute(select(CaseRow.is_sealed).where(CaseRow.id == case_id)).scalar())


def _hands(tx: Transaction, case: Row[Any]) -> list[int]:
    """Return who is told of a citizen's step: the officer in charge, else, or if shut out by now, the desk."""
    if case.officer_id and (mine := exclusions.without(tx, case.id, [case.officer_id])):
        return mine
    return notices.readers_of(tx, case.id, ("reception",), case.screening_unit_id)


def _locked(tx: Transaction, case_id: int) -> Row[Any]:
    row = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id).with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def _what_changed(tx: Transaction, case: Row[Any], seen_version: int) -> str:
    table = CaseEventRow.__table__
    newer = tx.execute(
        select(table.c.move, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == table.c.staff_id)
        .where(table.c.case_id == case.id, table.c.move != Move.NOTE.value)
        .order_by(table.c.id.desc())
        .limit(max(case.version - seen_version, 1))
    ).all()
    steps = "; ".join(f"{labels.MOVES[row.move]} ({row.name or 'người dân'})" for row in reversed(newer))
    return f"Hồ sơ đã thay đổi trong lúc anh/chị mở trang: {steps}. Xin xem lại rồi làm tiếp; nội dung đã gõ vẫn còn."

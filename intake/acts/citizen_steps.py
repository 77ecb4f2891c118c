"""What a citizen does with a case: adds to it, joins it, withdraws it, asks for another look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update

from intake import history
from intake.acts import named_since, relocation
from intake.acts.relocation import AS_IT_WAS, Correction, Teller
from intake.cases import MAX_TEXT, locked, perform
from intake.db import Transaction
from intake.directory import exclusions, roster
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.errors import NotFound
from intake.lifecycle import FORMAL_KINDS, CaseState, Move, Standing, rule_of
from intake.moves import Work
from intake.notices import notices
from intake.people import participants
from intake.queries.case_lines import place_name
from intake.registration import alerts, urgency
from intake.settings import Settings
from intake.tables import CaseRow, UtteranceRow
from intake.talk.dialogue_log import Conversation
from routing.kinds import Kind

_BIND = Prepared(update(UtteranceRow).where(among(UtteranceRow.id, "lines")))


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a citizen's further message: the place as it is put right, blank where it is not.

    `spot`: the case has another one of the same commune now. `has_moved`: it went to the hands of that commune.
    `is_pinned`: it has the point on the map now that its citizen sent.
    """

    commune: str = ""
    spot: str = ""
    has_moved: bool = False
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger to life that a further message tells of: its kind, and the spot as told (blank: where the case is)."""

    kind: str
    at: str = ""


def add_information(
    tx: Transaction,
    case_id: int,
    *,
    utterance_id: int,
    also: Sequence[int] = (),
    said: Correction = AS_IT_WAS,
    danger: Danger | None = None,
) -> Added:
    """Add a citizen's further message to their case; one that waits for them goes on, and the officer is told.

    `also` are lines that were said in one breath with it. `said` is where the matter is as the citizen says now. What
    nobody has touched goes there by itself; any other case stays where it is until an officer hands it on, and the
    head is told as well. Another spot of the same commune is written into the case. With a `danger` the case is urgent
    from now on, and the head is told as well.
    """
    case = locked(tx, case_id)
    case = bind_words(tx, case, *also, utterance_id)
    speaks = select(UtteranceRow.conversation_id).where(UtteranceRow.id == utterance_id)
    speaker = tx.execute(speaks).scalar_one()
    if danger:
        case = _made_urgent(tx, case, danger)
    commune = place_name("", said.commune) if said.commune and said.commune != case.commune_code else ""
    by = Teller(speaker, utterance_id, danger.kind if danger else "")
    if commune and relocation.move(tx, case, said, by):
        return Added(commune, has_moved=True)
    if danger:
        _tell_of_danger(tx, case, danger, said, utterance_id)
    spot = said.spot if not commune and _may_set_spot(tx, case, said.spot, speaker) else ""
    data = {"utterance_id": str(utterance_id)}
    if commune:
        data |= {"commune_code": said.commune, "was_commune_code": case.commune_code or ""}
    if spot:
        data |= relocation.set_spot(tx, case, spot)
    if case.state == CaseState.WAITING_CITIZEN.value:
        _of_citizen(tx, case, Move.SUPPLEMENT, data)
    else:
        at = {"state_from": case.state, "state_to": case.state}
        history.add(tx, case_id, "supplement", actor=f"citizen:{speaker}", audience="citizen", data=data, **at)
    point = said.point if said.point and not commune and _may_set(tx, case, speaker) else None
    if point:
        relocation.set_point(tx, case, point)
    added = Added(commune, spot, is_pinned=point is not None)
    if danger is None or commune or spot:
        _tell_of(tx, case, added, utterance_id)
    return added


def _made_urgent(tx: Transaction, case: Row[Any], danger: Danger) -> Row[Any]:
    """Make a case as urgent as what its citizen tells of, and return it as it is now."""
    grade, before = urgency.grade_told(danger.kind), urgency.grade_of(case)
    if urgency.is_graver(grade, before):
        columns = urgency.columns_of(case, grade, danger.kind)
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**columns, version=CaseRow.version + 1))
        history.note(tx, case.id, "correct", actor="system", data={urgency.FACT: grade, f"was_{urgency.FACT}": before})
    return locked(tx, case.id)


def _tell_of_danger(tx: Transaction, case: Row[Any], danger: Danger, said: Correction, utterance_id: int) -> None:
    told = [*hands_of(tx, case), *notices.heads_above(tx, case.id, case.lead_unit_id or case.screening_unit_id)]
    text = alerts.said_of(case, danger.kind, spot=danger.at, commune=said.commune)
    notices.tell(tx, told, key=f"danger:{utterance_id}", kind="urgent", text=text, case_id=case.id)


def _may_set_spot(tx: Transaction, case: Row[Any], spot: str, speaker: int) -> bool:
    """Whether another spot may be written into a case: it is its teller's own, open to read and not decided."""
    return bool(spot) and spot != case.place_text and _may_set(tx, case, speaker)


def _may_set(tx: Transaction, case: Row[Any], speaker: int) -> bool:
    is_open = not case.is_sealed and case.answered_at is None
    return is_open and participants.part_of(tx, case.id, speaker) == participants.TOLD


def _tell_of(tx: Transaction, case: Row[Any], added: Added, utterance_id: int) -> None:
    text = "Người dân vừa bổ sung thông tin."
    if added.commune:
        text = f"Người dân báo đã ghi nhầm nơi: việc ở {added.commune}."
    elif added.spot:
        text = "Người dân sửa lại chỗ xảy ra; chỗ cũ còn ở lịch sử hồ sơ."
    elif added.is_pinned:
        text = "Người dân gửi điểm trên bản đồ của chỗ xảy ra."
    heads = notices.heads_above(tx, case.id, case.lead_unit_id) if added.commune else []
    told = list(dict.fromkeys([*hands_of(tx, case), *heads]))
    notices.tell(tx, told, key=f"supplement:{utterance_id}", kind="supplement", text=text, case_id=case.id)


def bind_words(tx: Transaction, case: Row[Any], *utterance_ids: int) -> Row[Any]:
    """Bind what was said to a case, sealed where the case is; return the case, out of the hands of whom it names."""
    values: dict[str, Any] = {"case_id": case.id} | ({"is_sealed": True} if case.is_sealed else {})
    tx.write(_BIND, {**values, "lines": utterance_ids})
    return named_since.keep_out_of_lines(tx, case, utterance_ids)


def join(
    tx: Transaction, settings: Settings, case_id: int, *, conversation: Conversation, text: str
) -> participants.Participant:
    """Let a citizen who tells the same matter join a case, with words and files of their own; its hands are told.

    Raises:
        Conflict: the case takes nobody further, or is the citizen's already.
    """
    case = locked(tx, case_id)
    joined = participants.join(tx, settings, case, conversation=conversation, text=text[:MAX_TEXT])
    case = named_since.keep_out(tx, case, text[:MAX_TEXT])
    key = f"also_told:{case_id}:{tx.today}"  # once a day, however many join
    notices.tell(
        tx, hands_of(tx, case), key=key, kind="supplement", text="Thêm người cùng báo một việc.", case_id=case_id
    )
    return joined


def withdraw(tx: Transaction, case_id: int, *, conversation_id: int) -> bool:
    """Withdraw a case for its citizen. A complaint or denunciation is only asked to be withdrawn: an officer decides.

    A complaint that nobody has signed is none before the law yet, and is withdrawn at once.
    Where others told the same matter, or the citizen only joined or follows it, it goes on without them.

    Returns:
        True when the case is withdrawn or left, False when only the request was noted.

    Raises:
        NotFound: the conversation has no such case.
        Conflict: the case can no longer be withdrawn.
    """
    case = own_case(tx, case_id, conversation_id)
    if participants.leave(tx, case, conversation_id):
        return True
    formal = Kind(case.kind) in FORMAL_KINDS and not _is_free(case)
    _of_citizen(tx, case, Move.ASK_WITHDRAWAL if formal else Move.WITHDRAW, {})
    text = "Người dân xin rút hồ sơ." if formal else "Người dân đã rút hồ sơ."
    key = f"withdraw:{case_id}:{case.version}"
    notices.tell(tx, hands_of(tx, case), key=key, kind="withdrawal", text=text, case_id=case_id)
    return not formal


def _is_free(case: Row[Any]) -> bool:
    """Tell whether a matter of a kind that the law binds to a form is not bound yet, or never."""
    standing = Standing(case.standing)
    return standing is Standing.INFORMATION or (standing is Standing.CHAT and Kind(case.kind) is Kind.COMPLAINT)


def ask_reopen(tx: Transaction, case_id: int, *, conversation_id: int, reason: str) -> None:
    """Note that a citizen is not content with an answer; the head decides whether the case is taken up again.

    Raises:
        NotFound: the conversation has no such case.
        Conflict: it is not answered, the window counted from the answer has passed, or its kind knows no reopening.
    """
    case = named_since.keep_out(tx, own_case(tx, case_id, conversation_id), reason)
    _of_citizen(tx, case, Move.ASK_REOPEN, {"reason": reason.strip()[:MAX_TEXT]})
    told = [*hands_of(tx, case), *notices.heads_above(tx, case.id, case.lead_unit_id)]
    key = f"ask_reopen:{case_id}:{case.version}"
    text = "Người dân chưa hài lòng, xin xem xét lại."
    notices.tell(tx, told, key=key, kind="reopen", text=text, case_id=case_id)


def own_case(tx: Transaction, case_id: int, conversation_id: int) -> Row[Any]:
    """Return a case of a conversation, locked.

    Raises:
        NotFound: the conversation has no such case.
    """
    case = locked(tx, case_id)
    if not participants.is_part(tx, case_id, conversation_id):
        raise NotFound
    return case


def _of_citizen(tx: Transaction, case: Row[Any], move: Move, fields: Mapping[str, str]) -> None:
    rule = rule_of(Kind(case.kind), move, CaseState(case.state), Standing(case.standing))
    perform(Work(tx, case, move, rule, f"citizen:{case.conversation_id}", fields))


def hands_of(tx: Transaction, case: Row[Any]) -> list[int]:
    """Return who is told of a citizen's step: the officer in charge, else, or if shut out by now, the desk.

    While the officer is on leave, who stands in for them is told as well, or the head where nobody does.
    """
    if case.officer_id and (mine := exclusions.without(tx, case.id, [case.officer_id])):
        return [*mine, *roster.standing_in(tx, case)]
    return notices.screeners_of(tx, case.id, case.screening_unit_id or case.lead_unit_id)

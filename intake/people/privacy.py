"""What citizens may ask about their own data, and how it is done (Luật 91/2025/QH15, Điều 4; Nghị định 356/2025).

A wish is a case of its own with the province's reception and two clocks, one until it is answered, which ends as it is
taken on, and one until it is carried out; taking a consent back counts at once.
What the law wants kept stays: the record of a case that was filed (law on archives). Everything done is in the history
of that case and in the audit chain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Text, cast, func, insert, literal, select, update

from intake import history, labels
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.lifecycle import DATA_REPLY, DATA_STAGES
from intake.notices import notices
from intake.people import forgetting
from intake.people.situations import situation_of
from intake.registration.matter import Matter
from intake.registration.reception import Receipt, enter, receipt_of
from intake.settings import Settings
from intake.tables import (
    CaseRow,
    ClockRow,
    ConversationRow,
    DataRequestRow,
    InboxRow,
    OfficerChatRow,
    OutboxRow,
    UtteranceRow,
)
from intake.talk import inbox
from intake.talk.dialogue_log import Conversation
from routing.assignment import Post, officer_for
from routing.decision import INSPECTORATE, PROVINCE_RECEPTION, Decision
from routing.kinds import Kind
from routing.topics import OTHER_TOPIC

_LONGEST_NAME = 120
_WAITING = ("new", "sending", "blocked", "held")


@dataclass(frozen=True, slots=True)
class DataRequest:
    """A wish about one's own data: which right (`labels.DATA_ASKS`), and what has been done to the chat so far."""

    case_id: int
    conversation_id: int
    asks: str
    name: str
    is_restricted: bool
    is_erased: bool
    address_waits: bool


def request(
    tx: Transaction, settings: Settings, conversation: Conversation, asks: str, *, utterance_id: int
) -> tuple[Receipt, bool]:
    """Make a case of a wish; the same wish while it is still open gives the receipt of its case.

    Returns:
        The receipt, and whether the wish had been made before.
    """
    if asks not in labels.DATA_ASKS:
        raise Invalid("Không có quyền này.")
    if asks == "withdraw_consent":
        _end_consent(tx, conversation.id)
    known = tx.execute(
        select(DataRequestRow.case_id)
        .join(CaseRow, CaseRow.id == DataRequestRow.case_id)
        .where(DataRequestRow.conversation_id == conversation.id, DataRequestRow.asks == asks, CaseRow.is_open)
    ).scalar()
    if known is not None:
        return receipt_of(tx, known), True
    text = f"Yêu cầu về dữ liệu cá nhân: {labels.DATA_ASKS[asks]}."
    matter = Matter(Kind.OTHER, OTHER_TOPIC, text, None, 1.0)
    apart = replace(conversation, draft_no=_draft_no(tx, conversation.id))
    decision = _decide(tx)
    case_id = enter(tx, settings, matter, apart, decision, stages=(DATA_REPLY, DATA_STAGES[asks]))
    tx.execute(insert(DataRequestRow).values(case_id=case_id, conversation_id=conversation.id, asks=asks, at=tx.now))
    tx.execute(update(UtteranceRow).where(UtteranceRow.id == utterance_id).values(case_id=case_id))
    told = notices.readers_of(tx, case_id, ("reception", "head"), decision.unit_id)
    words = "Có yêu cầu về dữ liệu cá nhân."
    notices.tell(tx, [*told, decision.officer_id], key=f"new:{case_id}", kind="new", text=words, case_id=case_id)
    return receipt_of(tx, case_id), False


def done_by(snap: Snapshot, case_id: int) -> date | None:
    """Return the day by which a wish is carried out; None of one that was made before such a day was counted."""
    clock = select(ClockRow.due_on).where(ClockRow.case_id == case_id, ClockRow.status == "running")
    found: date | None = snap.execute(clock.where(ClockRow.stage.in_(DATA_STAGES.values()))).scalar()
    return found


def _draft_no(tx: Transaction, conversation_id: int) -> int:
    """Return a number below every draft of the talk, so that a matter half told is not taken for the wish."""
    lowest = select(func.coalesce(func.min(CaseRow.draft_no), 0)).where(CaseRow.conversation_id == conversation_id)
    return min(int(tx.execute(lowest).scalar_one()), 0) - 1


def _decide(tx: Transaction) -> Decision:
    known = directory.snapshot(tx)
    desks = (known.unit_of(function, "province") for function in (PROVINCE_RECEPTION, INSPECTORATE))
    desk = next((unit for unit in desks if unit), None)
    load = directory.load_of_officers(tx, desk.id, None) if desk else {}
    post = Post(OTHER_TOPIC, frozenset(), frozenset(), is_sealed=False)
    officer = officer_for(desk.id, post, directory=known, load=load, reception_first=True) if desk else None
    reason = "Yêu cầu về dữ liệu cá nhân do bộ phận tiếp công dân của tỉnh trả lời."
    return Decision(
        unit_id=desk.id if desk else None,
        officer_id=officer.id if officer else None,
        coordinating=(),
        to_screening=False,
        screening_unit_id=desk.id if desk else None,
        rule_id=None,
        confidence=1.0,
        reasons=(reason,),
    )


def _end_consent(tx: Transaction, conversation_id: int) -> None:
    at = {"consent_at": None, "restricted_at": tx.now}
    tx.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(**at))


def request_of(snap: Snapshot, case_id: int) -> DataRequest | None:
    """Return the wish that a case is; None for every other case. Its visibility is the caller's to have checked."""
    found = snap.execute(
        select(DataRequestRow.__table__, ConversationRow.display_name, ConversationRow.restricted_at)
        .add_columns(ConversationRow.name_set_at, ConversationRow.address_ends_at, ConversationRow.chat_key)
        .join(ConversationRow, ConversationRow.id == DataRequestRow.conversation_id)
        .where(DataRequestRow.case_id == case_id)
    ).first()
    if found is None:
        return None
    return DataRequest(
        case_id=case_id,
        conversation_id=found.conversation_id,
        asks=found.asks,
        name=found.display_name,
        is_restricted=found.restricted_at is not None,
        is_erased=found.address_ends_at is not None,
        address_waits=found.address_ends_at is not None and not found.chat_key.startswith("erased:"),
    )


# --- what an officer does ---------------------------------------------------------------------------------------------


def in_hand(tx: Transaction, case_id: int, actor: Viewer) -> DataRequest:
    """Return a wish for somebody who may carry it out.

    Raises:
        NotFound: there is no such case within the actor's sight, or it is no such wish.
        Forbidden: the case is not in the actor's hands.
        Conflict: the case has ended.
    """
    wish = request_of(tx, case_id) if may_see_case(tx, actor, case_id) else None
    if wish is None:
        raise NotFound
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id).with_for_update()).one()
    if situation_of(tx, actor, case).relation != "lead":
        raise Forbidden
    if not case.is_open:
        raise Conflict("Yêu cầu này đã kết thúc.")
    return wish


def correct(tx: Transaction, case_id: int, *, actor: Viewer, name: str, reason: str) -> None:
    """Set the name of a citizen as they want it; the channel's own no longer replaces it.

    Raises:
        NotFound, Forbidden, Conflict: as in `in_hand`.
        Invalid: there is no name, or no reason.
    """
    wish = in_hand(tx, case_id, actor)
    tidy = " ".join(name.split())[:_LONGEST_NAME]
    missing = {field: "Xin điền mục này." for field, value in (("name", tidy), ("reason", reason.strip())) if not value}
    if missing:
        raise Invalid("Còn thiếu thông tin.", missing)
    where = ConversationRow.id == wish.conversation_id
    tx.execute(update(ConversationRow).where(where).values(display_name=tidy, name_set_at=tx.now))
    _note(tx, case_id, "data_correct", actor, {"reason": reason.strip()})


def restrict(tx: Transaction, case_id: int, *, actor: Viewer) -> None:
    """Use the data of a chat for nothing further: no lessons, no search, no question, no new matter.

    Open cases are still answered; a new matter needs a new consent.

    Raises:
        NotFound, Forbidden, Conflict: as in `in_hand`.
    """
    wish = in_hand(tx, case_id, actor)
    _end_consent(tx, wish.conversation_id)
    _note(tx, case_id, "data_restrict", actor, {})


def erase(tx: Transaction, settings: Settings, case_id: int, *, actor: Viewer) -> None:
    """Erase what belongs to no case: words, raw messages, files, the name; the address when nothing is to be told.

    Raises:
        NotFound, Forbidden, Conflict: as in `in_hand`.
    """
    wish = in_hand(tx, case_id, actor)
    chat = wish.conversation_id
    forgetting.forget_caseless(tx, settings, chat)
    _end_consent(tx, chat)
    where = ConversationRow.id == chat
    tx.execute(update(ConversationRow).where(where).values(name_set_at=tx.now, address_ends_at=tx.now))
    _note(tx, case_id, "data_erase", actor, {})


def _note(tx: Transaction, case_id: int, what: str, actor: Viewer, data: Mapping[str, Any]) -> None:
    state = tx.execute(select(CaseRow.state).where(CaseRow.id == case_id)).scalar_one()
    by = f"staff:{actor.id}"
    history.add(tx, case_id, what, actor=by, audience="internal", state_from=state, state_to=state, data=dict(data))


def exported(tx: Transaction, case_id: int, *, actor: Viewer) -> None:
    """Note that a copy of the data was made."""
    _note(tx, case_id, "data_export", actor, {})


# --- the address ------------------------------------------------------------------------------------------------------


def end_addresses(tx: Transaction, limit: int = 50) -> int:
    """Erase the addresses of chats whose data were erased, once no case is open and nothing waits to be sent there.

    Returns:
        How many were erased.
    """
    table = ConversationRow.__table__
    still_open = select(CaseRow.id).where(CaseRow.conversation_id == table.c.id, CaseRow.is_open).exists()
    waiting = select(OutboxRow.id).where(OutboxRow.conversation_id == table.c.id, OutboxRow.status.in_(_WAITING))
    linked = select(OfficerChatRow.staff_id).where(OfficerChatRow.conversation_id == table.c.id)  # told there as staff
    due = (
        select(table)
        .where(table.c.address_ends_at.is_not(None), table.c.chat_key.not_like("erased:%"))
        .where(~still_open, ~waiting.exists(), ~linked.exists())
        .order_by(table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = tx.execute(due).all()
    for row in rows:
        _end_address(tx, row.id, (row.channel, row.account, row.chat_key))
    return len(rows)


def _end_address(tx: Transaction, conversation_id: int, key: tuple[str, str, str]) -> None:
    channel, account, chat_key = key
    gone = f"erased:{conversation_id}"
    lanes = (chat_key, inbox.quiet_lane(chat_key))
    raw = (InboxRow.channel == channel, InboxRow.account == account, InboxRow.chat_key.in_(lanes))
    nameless = literal("erased:") + cast(InboxRow.id, Text)  # some platforms' keys of an update name its sender
    tx.execute(update(InboxRow).where(*raw).values(raw="{}", chat_key=gone, dedupe_key=nameless))
    values: dict[str, Any] = {"chat_key": gone, "display_name": "", "state": {}, "step": "idle", "asked_at": None}
    tx.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(**values))

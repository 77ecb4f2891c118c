"""The people of a case: who told it, who told the same and joined it, who follows it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, exists, func, insert, or_, select, union, update

from intake import codes, history
from intake.db import Snapshot, Transaction
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.errors import Conflict, NotFound
from intake.people import circles
from intake.settings import Settings
from intake.tables import CaseParticipantRow, CaseRow
from intake.talk import dialogue_log
from routing.kinds import Kind

TOLD, JOINED, FOLLOWS = "told", "joined", "follows"
ALSO_TOLD, LEFT = "also_told", "untold"  # steps of a case's history that change neither its state nor its hands
COMMON_KINDS = (Kind.FEEDBACK.value, Kind.PETITION.value)
_TABLE = CaseParticipantRow.__table__
SOURCES = (CaseRow.__tablename__, CaseParticipantRow.__tablename__, circles.DRAWN)  # of whose case is whose


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a case. `code` is their own, None for those who share the case's; `text` is what a joiner told."""

    case_id: int
    conversation_id: int
    role: str
    code: str | None
    secret_version: int
    text: str
    at: datetime


def _of_citizen() -> Select[Any]:
    """Return the query for the numbers of all cases of one citizen, from whichever of their chats is asked.

    A sealed case is of the very chat that told it, or has shown its receipt, and of no other.
    """
    chats = circles.chats_of()
    here: BindParameter[int] = bindparam("conversation_id")
    gone = exists().where(_TABLE.c.case_id == CaseRow.id, _TABLE.c.role == TOLD, _TABLE.c.left_at.is_not(None))
    told = select(CaseRow.id).where(
        CaseRow.conversation_id.in_(chats), or_(CaseRow.conversation_id == here, CaseRow.is_sealed.is_(False)), ~gone
    )
    joined = (
        select(_TABLE.c.case_id)
        .join(CaseRow, CaseRow.id == _TABLE.c.case_id)
        .where(
            _TABLE.c.conversation_id.in_(chats),
            _TABLE.c.role != TOLD,
            _TABLE.c.left_at.is_(None),
            or_(_TABLE.c.conversation_id == here, CaseRow.is_sealed.is_(False)),
        )
    )
    return select(union(told, joined).subquery().c.id)


OF_CITIZEN = _of_citizen()
_OWN = Prepared(
    select(_TABLE)
    .where(
        among(_TABLE.c.case_id, "case_ids"),
        _TABLE.c.conversation_id.in_(circles.chats_of()),
        _TABLE.c.left_at.is_(None),
        _TABLE.c.role != TOLD,
    )
    .order_by(_TABLE.c.role)  # who joined has a code of their own, even where another chat of theirs follows
)

_MINE = Prepared(select(CaseRow.id).where(CaseRow.id == bindparam("case_id"), CaseRow.id.in_(OF_CITIZEN)))


def own_of(snap: Snapshot, conversation_id: int, case_ids: Collection[int]) -> dict[int, Participant]:
    """Return by case how a citizen is part of it otherwise than as the one who told it first."""
    return ask_own(snap, conversation_id, case_ids)()


def ask_own(snap: Snapshot, conversation_id: int, case_ids: Collection[int]) -> Callable[[], dict[int, Participant]]:
    """Ask the same together with what is asked next."""
    if not case_ids:
        return dict
    asked = snap.ask(_OWN, {"conversation_id": conversation_id, "case_ids": list(case_ids)})
    return lambda: {row.case_id: _participant(row) for row in asked()}


def is_part(snap: Snapshot, case_id: int, conversation_id: int) -> bool:
    """Tell whether a case is a citizen's, asked from any of their chats."""
    if _name(case_id, conversation_id) in snap.memory:
        return True
    return snap.execute(_MINE, {"conversation_id": conversation_id, "case_id": case_id}).first() is not None


def remember(snap: Snapshot, conversation_id: int, case_ids: Iterable[int]) -> None:
    """Remember of which cases a citizen was found to be part."""
    for case_id in case_ids:
        snap.remember(_name(case_id, conversation_id), case_id, *SOURCES)


def _name(case_id: int, conversation_id: int) -> str:
    return f"part:{case_id}:{conversation_id}"


def part_of(snap: Snapshot, case_id: int, conversation_id: int) -> str | None:
    """Return the part that a citizen has in a case, asked from any of their chats; None where they have none."""
    if not is_part(snap, case_id, conversation_id):
        return None
    own = own_of(snap, conversation_id, [case_id])
    if case_id not in own:
        return TOLD
    chats = snap.execute(circles.chats_of(), {"conversation_id": conversation_id}).scalars().all()
    teller = select(CaseRow.id).where(CaseRow.id == case_id, CaseRow.conversation_id.in_(chats))
    return TOLD if snap.execute(teller).first() and not _has_left(snap, case_id) else own[case_id].role


def _has_left(snap: Snapshot, case_id: int) -> bool:
    gone = (_TABLE.c.case_id == case_id, _TABLE.c.role == TOLD, _TABLE.c.left_at.is_not(None))
    return snap.execute(select(_TABLE.c.id).where(*gone)).first() is not None


def people_of(snap: Snapshot, case_id: int) -> tuple[Participant, ...]:
    """Return everybody who told the matter of a case and has not left it, the first teller first, with their words."""
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    rows = snap.execute(select(_TABLE).where(_TABLE.c.case_id == case_id).order_by(_TABLE.c.id)).all()
    joined = tuple(_participant(row) for row in rows if row.role == JOINED and row.left_at is None)
    if any(row.role == TOLD and row.left_at is not None for row in rows):
        return joined
    first = Participant(
        case_id, case.conversation_id, TOLD, case.code, case.secret_version, case.text, case.registered_at
    )
    return (first, *joined)


def joined_to(snap: Snapshot, case_ids: Collection[int]) -> Mapping[int, int]:
    """Return by case how many people joined it; cases that nobody joined are left out."""
    where = (_TABLE.c.case_id.in_(list(case_ids)), _TABLE.c.role == JOINED, _TABLE.c.left_at.is_(None))
    counted = select(_TABLE.c.case_id, func.count().label("people")).where(*where).group_by(_TABLE.c.case_id)
    return {row.case_id: row.people for row in snap.execute(counted)}


def by_code(snap: Snapshot, code: str) -> Participant | None:
    """Return the further person who holds a code and has not left the case."""
    row = snap.execute(select(_TABLE).where(_TABLE.c.code == code, _TABLE.c.left_at.is_(None))).first()
    return _participant(row) if row else None


def _participant(row: Row[Any]) -> Participant:
    return Participant(row.case_id, row.conversation_id, row.role, row.code, row.secret_version, row.text, row.at)


# --- joining and leaving ------------------------------------------------------------------------------------------


def join(
    tx: Transaction, settings: Settings, case: Row[Any], *, conversation: dialogue_log.Conversation, text: str
) -> Participant:
    """Make a citizen who tells the same matter a further person of a locked case, with a code of their own.

    Who joined before keeps their code.

    Raises:
        Conflict: the case is over, sealed, of a kind that is one person's own, or the citizen's already.
    """
    if not case.is_open or case.is_sealed or case.kind not in COMMON_KINDS:
        raise Conflict("Hồ sơ này không nhận thêm người cùng báo.")
    part = part_of(tx, case.id, conversation.id)
    if part == TOLD:
        raise Conflict("Hồ sơ này do chính Anh/Chị gửi.")
    if part != JOINED:
        code = codes.new_code(settings.code_prefix, tx.today.year)
        _put(tx, case.id, conversation.id, {"role": JOINED, "code": code, "text": text})
        actor = f"citizen:{conversation.id}"
        _note(tx, case, ALSO_TOLD, actor)
    dialogue_log.bind_draft(tx, conversation.id, conversation.draft_no, case.id, is_sealed=False)
    dialogue_log.next_draft(tx, conversation.id)
    return own_of(tx, conversation.id, [case.id])[case.id]


def follow(tx: Transaction, case_id: int, conversation_id: int) -> None:
    """Let a chat that has shown the receipt of a case follow it; nothing changes where it is the citizen's already."""
    if part_of(tx, case_id, conversation_id) is None:
        _put(tx, case_id, conversation_id, {"role": FOLLOWS, "code": None, "text": ""})


def _put(tx: Transaction, case_id: int, conversation_id: int, values: Mapping[str, Any]) -> None:
    known = (_TABLE.c.case_id == case_id, _TABLE.c.conversation_id == conversation_id)
    fresh = {**values, "at": tx.now, "left_at": None}
    row = tx.execute(select(_TABLE.c.id, _TABLE.c.code).where(*known)).first()
    if row is None:
        ids = {"case_id": case_id, "conversation_id": conversation_id, "secret_version": 1}
        tx.execute(insert(CaseParticipantRow).values(**ids, **fresh))
        return
    kept = {"code": row.code} if row.code else {}
    tx.execute(update(CaseParticipantRow).where(CaseParticipantRow.id == row.id).values(**fresh | kept))


def leave(tx: Transaction, case: Row[Any], conversation_id: int) -> bool:
    """Take a citizen out of a locked case that goes on for others; False where it is theirs alone.

    Raises:
        NotFound: the citizen has no part in it.
    """
    part = part_of(tx, case.id, conversation_id)
    if part is None:
        raise NotFound
    if part == TOLD:
        if not case.is_open or not joined_to(tx, [case.id]):
            return False
        _put(tx, case.id, case.conversation_id, {"role": TOLD, "code": None, "text": ""})
        mine = _TABLE.c.conversation_id == case.conversation_id
    else:
        chats = tx.execute(circles.chats_of(), {"conversation_id": conversation_id}).scalars().all()
        mine = and_(_TABLE.c.conversation_id.in_(chats), _TABLE.c.role != TOLD)
    tx.execute(update(CaseParticipantRow).where(_TABLE.c.case_id == case.id, mine).values(left_at=tx.now))
    if part != FOLLOWS:
        _note(tx, case, LEFT, f"citizen:{conversation_id}")
    return True


def hand_over(tx: Transaction, from_id: int, to_id: int) -> None:
    """Let the further people of a case that is merged into another go on with that one."""
    known = select(_TABLE.c.conversation_id).where(_TABLE.c.case_id == to_id)
    movable = (_TABLE.c.case_id == from_id, _TABLE.c.role != TOLD, _TABLE.c.conversation_id.not_in(known))
    tx.execute(update(CaseParticipantRow).where(*movable).values(case_id=to_id))


def _note(tx: Transaction, case: Row[Any], move: str, actor: str) -> None:
    at = {"state_from": case.state, "state_to": case.state}
    people = len(people_of(tx, case.id))
    history.add(tx, case.id, move, actor=actor, audience="internal", data={"people": people}, **at)

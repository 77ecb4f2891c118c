"""What a citizen would be told by a reply that is being written, and what the sender of a sealed case was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import Row, select

from intake import labels
from intake.access import Viewer
from intake.catalogue import sentences
from intake.catalogue.sentences import Wording
from intake.common_answers import TAKEN_FOR_ALL, that_wait
from intake.db import Snapshot
from intake.deadlines import clock_moves, promises
from intake.deadlines.clock_moves import Foreseen
from intake.directory.in_charge import in_charge
from intake.errors import Invalid
from intake.lifecycle import Move
from intake.people import contacts
from intake.replies.joint_answers import as_read_by
from intake.replies.reply_steps import STEP_OF, STEPS, text_field
from intake.sending import outgoing
from intake.tables import CaseRow, ConversationRow
from intake.talk.talk_statements import IS_TO_CHILD

_TOLD = ("to", "doc_no")
_FIRST = "vi"  # as the look-up page, and as officers read


@dataclass(frozen=True, slots=True)
class Foretold:
    """A notice as it would be put in the outbox; `sealed_code` where a chat is told of it only that there is news.

    `others` counts further people and cases that would be told the same; `extension` is the deadline as it is and as it
    would be, of an extension. `is_to_child`: in the chat a child has written.
    """

    notice: str
    fields: Mapping[str, str]
    channel: str
    language: str
    sealed_code: str | None
    others: int
    extension: Foreseen | None = None
    is_to_child: bool = False


class Foreteller(Protocol):
    """The room that speaks, as far as it says beforehand what it would say."""

    def messages(self, told: Foretold, *, own: Wording, today: date, is_full: bool = False) -> Sequence[str]:
        """Return a notice in the parts in which its channel sends it; `is_full` as the look-up page shows it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How a reply will read.

    Attributes:
        channel: where it goes. messages: the parts in which it comes there.
        looked_up: what stands on the look-up page instead, where the chat is told only that there is news.
        others: how many further people and cases are told the same.
        extension: the deadline as it is and as it would be, of an extension.
    """

    channel: str
    messages: tuple[str, ...]
    looked_up: str
    others: int
    extension: Foreseen | None = None


def preview(
    snap: Snapshot,
    foreteller: Foreteller | None,
    case_id: int,
    move: Move,
    fields: Mapping[str, str],
    *,
    actor: Viewer | None = None,
) -> Preview | None:
    """Return how a reply would read; None for a move that tells nothing in words. Sight was asked before.

    Of an `actor` it is known to which of the cases that are answered together it goes at once.

    Raises:
        Invalid: of an extension, that no deadline is chosen, or that the law allows none.
    """
    told = foretold(snap, case_id, move, fields, actor)
    if told is None or foreteller is None:
        return None
    said: dict[str, Any] = {"own": sentences.current(snap), "today": snap.today}
    parts = tuple(foreteller.messages(told, **said))
    full = "\n".join(foreteller.messages(told, **said, is_full=True)) if told.sealed_code else ""
    return Preview(told.channel, parts, full, told.others, told.extension)


@dataclass(frozen=True, slots=True)
class Words:
    """What was told to the sender of a sealed case, and when."""

    at: datetime
    text: str


def told_under_seal(snap: Snapshot, foreteller: Foreteller | None, case_id: int) -> tuple[Words, ...]:
    """Return what the sender of a sealed case reads on the look-up page, newest first; seal and sight were asked.

    No chat holds these words, so no log shows them to those who are cleared for the case.
    """
    if foreteller is None:
        return ()
    said: dict[str, Any] = {"own": sentences.current(snap), "today": snap.today, "is_full": True}
    return tuple(
        Words(one.at, "\n".join(foreteller.messages(Foretold(one.notice, one.fields, "", _FIRST, None, 0), **said)))
        for one in outgoing.told_of_case(snap, case_id)
    )


def foretold(
    snap: Snapshot, case_id: int, move: Move, fields: Mapping[str, str], actor: Viewer | None = None
) -> Foretold | None:
    """Return the notice of a reply with these fields; None for a move that tells nothing in words.

    Raises:
        Invalid: as `preview`.
    """
    if move not in STEP_OF:
        return None
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    people = contacts.contacts_of(snap, [contacts.Case(case.id, case.conversation_id, case.code, case.is_sealed)])[
        case.id
    ]
    first = people[0].conversation_id if people else case.conversation_id
    chat = snap.execute(
        select(ConversationRow.channel, ConversationRow.language, IS_TO_CHILD).where(ConversationRow.id == first)
    ).one()
    table = CaseRow.__table__
    others = (table.c.leader_id == case.id, table.c.is_open.is_(True))
    followers = snap.execute(select(table).where(*others)).all() if move in TAKEN_FOR_ALL else ()
    waiting = that_wait(snap, actor, move, followers) if actor else ()
    longer = _foreseen(snap, case_id, fields) if move is Move.EXTEND else None
    return Foretold(
        STEPS[STEP_OF[move]].notice,
        _fields(snap, case, move, as_read_by(snap, case, fields, followers), longer),
        chat.channel,
        chat.language,
        case.code if case.is_sealed else None,
        max(len(people) - 1, 0) + len(followers) - len(waiting),
        longer,
        is_to_child=bool(chat.is_to_child),
    )


def _fields(
    snap: Snapshot, case: Row[Any], move: Move, typed: Mapping[str, str], longer: Foreseen | None
) -> dict[str, str]:
    name = text_field(move)
    promise = promises.promised(snap, case.id)
    told = {"code": case.code, "due": promise.due_on.isoformat() if promise else "", **in_charge(snap, case.id)}
    told |= {one: typed.get(one, "") for one in (name, *_TOLD)}
    told["outcome"] = labels.OUTCOMES.get(typed.get("outcome", ""), "[chưa chọn kết quả]")
    if longer is not None:
        told["new_due"] = longer.deadline.due_on.isoformat()
    if move is Move.REFUSE:
        ground = labels.REFUSAL_GROUNDS.get(typed.get("ground", ""), "[chưa chọn căn cứ]")
        told["reason"] = f"{ground}. {typed.get(name, '')}"
    return told


def _foreseen(snap: Snapshot, case_id: int, typed: Mapping[str, str]) -> Foreseen:
    stage = typed.get("stage", "")
    if not stage:
        raise Invalid("Xin chọn thời hạn cần gia hạn rồi xem lại.", {"stage": "Xin chọn."})
    return clock_moves.foresee(snap, case_id, stage)

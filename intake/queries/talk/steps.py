"""One step of a conversation from the inside: what was said, seen, changed and answered, and the steps beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from intake.access import Viewer, visible_cases, visible_utterances
from intake.db import Snapshot
from intake.errors import NotFound
from intake.queries.talk.talk import TalkLine, shown_name, talk
from intake.tables import CaseRow, ConversationRow, TurnDetailRow, UtteranceRow
from intake.talk.changes import applied
from intake.talk.replay import StoredTurn

_MOST_REPLIES = 20


@dataclass(frozen=True, slots=True)
class Play:
    """One event that was played: facts of what happened, changes of the state, replies by key, orders with facts."""

    event: str
    facts: Mapping[str, Any]
    changes: Mapping[str, tuple[Any, Any]]
    replies: tuple[str, ...]
    orders: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step as the viewer may see it.

    Attributes:
        line: what began it: a message of the citizen, or the first words of the office.
        plays: what the machine did, in order; empty where the inside is kept no more.
        codes: case number to code, of the cases that the viewer may see.
        before, after: the lines of the steps beside it, None at the ends.
    """

    conversation_id: int
    channel: str
    sender: str | None
    line: TalkLine
    machine: str
    plays: tuple[Play, ...]
    replies: tuple[TalkLine, ...]
    codes: Mapping[int, str]
    before: int | None
    after: int | None
    stored: StoredTurn | None


def step_page(snap: Snapshot, viewer: Viewer, conversation_id: int, utterance_id: int) -> StepPage:
    """Return a step by the line that began it.

    Raises:
        NotFound: there is no such line, it begins no step, or the viewer may not see it.
    """
    of_it = UtteranceRow.conversation_id == conversation_id
    found = talk(snap, viewer, of_it, _begins_step(), UtteranceRow.id == utterance_id, limit=1)
    channel = snap.execute(select(ConversationRow.channel).where(ConversationRow.id == conversation_id)).scalar()
    if not found or channel is None:
        raise NotFound
    line = found[0]
    detail = snap.execute(select(TurnDetailRow.detail).where(TurnDetailRow.utterance_id == line.id)).scalar()
    plays = plays_of(detail) if detail else ()
    mine = (of_it, _begins_step(), visible_utterances(viewer))
    ids = select(UtteranceRow.id)
    return StepPage(
        conversation_id=conversation_id,
        channel=channel,
        sender=shown_name(snap, viewer, conversation_id),
        line=line,
        machine=str(detail["m"]) if detail else "",
        plays=plays,
        replies=_replies(snap, viewer, line),
        codes=_codes(snap, viewer, plays),
        before=snap.execute(ids.where(*mine, UtteranceRow.id < line.id).order_by(UtteranceRow.id.desc())).scalar(),
        after=snap.execute(ids.where(*mine, UtteranceRow.id > line.id).order_by(UtteranceRow.id)).scalar(),
        stored=_stored(snap, line, detail) if detail else None,
    )


def plays_of(detail: Mapping[str, Any]) -> tuple[Play, ...]:
    """Return the plays of a stored turn, each change with its value before and after."""
    state, plays = dict(detail["s"]), []
    for stored in detail["p"]:
        plays.append(play_of(state, stored))
        state = applied(state, stored.get("d", {}))
    return tuple(plays)


def play_of(state: Mapping[str, Any], stored: Mapping[str, Any]) -> Play:
    """Return one stored play over the state before it."""
    changed = stored.get("d", {})
    return Play(
        event=stored["e"],
        facts=stored.get("f", {}),
        changes={name: (_value(state, name), after) for name, after in changed.items()},
        replies=tuple(stored.get("r", ())),
        orders=tuple(stored.get("o", ())),
    )


def _value(state: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - any value of a state
    part, _, inner = name.partition(".")
    value = state.get(part)
    if isinstance(
        value, Mapping
    ):  # a draft or a booking as a whole is there or not; its fields have lines of their own
        return value.get(inner) if inner else True
    return None if inner else value


def _begins_step() -> ColumnElement[bool]:
    """What a citizen said, or what the office said first: its step is kept with the line."""
    return or_(UtteranceRow.author == "citizen", UtteranceRow.step_after.is_not(None))


def _replies(snap: Snapshot, viewer: Viewer, line: TalkLine) -> tuple[TalkLine, ...]:
    """Return what was answered: the machine's lines of the same moment, up to where the next step begins."""
    utterance = UtteranceRow.__table__
    begins = or_(utterance.c.author == "citizen", utterance.c.step_after.is_not(None))
    following = (utterance.c.conversation_id == line.conversation_id, utterance.c.id > line.id)
    end = snap.execute(select(utterance.c.id).where(*following, begins).order_by(utterance.c.id).limit(1)).scalar()
    first = line.id - (line.author == "bot")
    same = and_(UtteranceRow.author == "bot", UtteranceRow.at == line.at)
    where = [UtteranceRow.conversation_id == line.conversation_id, same]
    if end is not None:
        where.append(UtteranceRow.id < end)
    return talk(snap, viewer, *where, after=first, limit=_MOST_REPLIES)


def _codes(snap: Snapshot, viewer: Viewer, plays: tuple[Play, ...]) -> Mapping[int, str]:
    facts = [one for play in plays for one in (play.facts, *play.orders)]
    ids = {one["case_id"] for one in facts if one.get("case_id")}
    ids |= {value for play in plays for value in play.changes.get("case_id", ()) if value}
    rows = snap.execute(select(CaseRow.id, CaseRow.code).where(CaseRow.id.in_(ids), visible_cases(viewer)))
    return {row.id: row.code for row in rows}


def _stored(snap: Snapshot, line: TalkLine, detail: Mapping[str, Any]) -> StoredTurn:
    table = UtteranceRow.__table__
    row = snap.execute(select(table.c.text, table.c.reading, table.c.draft_no).where(table.c.id == line.id)).one()
    of_draft = (
        select(table.c.reading)
        .where(table.c.conversation_id == line.conversation_id, table.c.draft_no == row.draft_no)
        .where(table.c.author == "citizen", table.c.kind != "choice")
        .order_by(table.c.id)
        .limit(10)
    )
    first = next((one for one in snap.execute(of_draft).scalars() if one), None)
    return StoredTurn(detail, row.text, row.reading, first, line.at)

"""What was said, line by line, with what the machine understood, what was attached and whether it was delivered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, or_, select
from sqlalchemy.orm import aliased

from intake.access import Viewer, visible_cases, visible_utterances
from intake.db import Snapshot
from intake.errors import NotFound
from intake.queries.talk.understanding import Understanding, understanding_of
from intake.sending.put_off import PutOff, put_off
from intake.tables import AttachmentRow, CaseRow, ConversationRow, OutboxRow, UtteranceRow

LONGEST = 400
_OF_CASE = aliased(CaseRow)  # the condition of visibility has its own sight of the cases
_LINES = select(UtteranceRow.__table__, _OF_CASE.code.label("case_code")).outerjoin(
    _OF_CASE, _OF_CASE.id == UtteranceRow.case_id
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """An attachment; it can be opened only when its status is `stored`.

    `purpose` is `told` for what the citizen sent, `replaced` where they put another in its place, else that of the move
    it came with: `form`, `decision`, `proof`.
    `heard_text` is what an officer wrote down of a voice message.
    """

    id: int
    kind: str
    name: str
    mime: str
    size: int | None
    status: str
    reason: str | None
    sha256: str | None
    purpose: str
    heard_text: str | None = None

    @property
    def needs_hearing(self) -> bool:
        """Whether it is a voice message of a citizen that nobody has written down yet."""
        return self.kind == "audio" and self.purpose == "told" and self.status == "stored" and not self.heard_text

    @property
    def is_photo(self) -> bool:
        """Whether it can be shown as a picture in the page."""
        return self.status == "stored" and self.mime in {"image/jpeg", "image/png", "image/gif", "image/webp"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a message to the citizen has come (`new sending sent blocked held dead`), with the last failure.

    `arrived_at` and `read_at` where the platform tells. `waits`: for which hour, where it waits for one.
    `folded_at`: when the message that tells it too was sent; None while that waits itself.
    """

    id: int
    status: str
    reason: str | None
    attempts: int
    at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None = None
    read_at: datetime | None = None
    waits: PutOff | None = None
    folded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One thing said. `step_before` and `step_after` are the dialogue's steps around a citizen's message.

    `version_of`: the line that it words anew. `reworded_in`: the line that words it anew, if there is one.
    `ended`: how the question that was open ended with it, as `dialogue_log.Ended` has it; None where it did not.
    """

    id: int
    conversation_id: int
    case_id: int | None
    case_code: str | None
    author: str
    kind: str
    text: str
    choices: tuple[str, ...]
    understood: Understanding | None
    step_before: str | None
    step_after: str | None
    is_sealed: bool
    is_erased: bool
    files: tuple[FileLine, ...]
    delivery: Delivery | None
    at: datetime
    version_of: int | None = None
    reworded_in: int | None = None
    ended: str | None = None


def talk(
    snap: Snapshot, viewer: Viewer, *where: ColumnElement[bool], after: int = 0, limit: int = LONGEST
) -> tuple[TalkLine, ...]:
    """Return visible lines that meet the conditions, oldest first, beginning after a line."""
    found = _visible(viewer, UtteranceRow.id > after, *where)
    return _lines(snap, viewer, snap.execute(found.order_by(UtteranceRow.id).limit(limit)).all())


def latest(
    snap: Snapshot, viewer: Viewer, *where: ColumnElement[bool], before: int | None = None, limit: int
) -> tuple[TalkLine, ...]:
    """Return the latest visible lines that meet the conditions, or the latest before a line; oldest first."""
    earlier = (UtteranceRow.id < before,) if before is not None else ()
    found = _visible(viewer, *earlier, *where).order_by(UtteranceRow.id.desc()).limit(limit)
    return _lines(snap, viewer, snap.execute(found).all()[::-1])


def _visible(viewer: Viewer, *where: ColumnElement[bool]) -> Select[Any]:
    return _LINES.where(visible_utterances(viewer), *where)


def _lines(snap: Snapshot, viewer: Viewer, rows: Sequence[Row[Any]]) -> tuple[TalkLine, ...]:
    ids = [row.id for row in rows]
    files, deliveries = _files_of(snap, ids), _deliveries_of(snap, ids)
    later = _versions_of(snap, viewer, ids)
    return tuple(_line(row, files.get(row.id, ()), deliveries.get(row.id), later.get(row.id)) for row in rows)


def _line(
    row: Any,  # noqa: ANN401 - a row of the table
    files: Iterable[FileLine],
    delivery: Delivery | None,
    reworded_in: int | None,
) -> TalkLine:
    return TalkLine(
        id=row.id,
        conversation_id=row.conversation_id,
        case_id=row.case_id,
        case_code=row.case_code,
        author=row.author,
        kind=row.kind,
        text=row.text,
        choices=tuple(str(choice.get("label", "")) for choice in row.choices or ()),
        understood=understanding_of(row.reading),
        step_before=row.step_before,
        step_after=row.step_after,
        is_sealed=row.is_sealed,
        is_erased=row.erased_at is not None,
        files=tuple(files),
        delivery=delivery,
        at=row.at,
        version_of=row.version_of_id,
        reworded_in=reworded_in,
        ended=row.ending,
    )


def _versions_of(snap: Snapshot, viewer: Viewer, utterance_ids: list[int]) -> Mapping[int, int]:
    """Return by line the line that words it anew, as far as the viewer may see that one."""
    found = select(UtteranceRow.version_of_id, UtteranceRow.id).where(UtteranceRow.version_of_id.in_(utterance_ids))
    rows = snap.execute(found.where(visible_utterances(viewer)).order_by(UtteranceRow.id.desc()))
    return {row.version_of_id: row.id for row in rows}


def _files_of(snap: Snapshot, utterance_ids: list[int]) -> Mapping[int, list[FileLine]]:
    table = AttachmentRow.__table__
    found: dict[int, list[FileLine]] = {}
    for row in snap.execute(select(table).where(table.c.utterance_id.in_(utterance_ids)).order_by(table.c.id)):
        found.setdefault(row.utterance_id, []).append(_file(row))
    return found


def _file(row: Any) -> FileLine:  # noqa: ANN401 - a row of the table
    return FileLine(
        row.id, row.kind, row.name, row.mime, row.size, row.status, row.reason, row.sha256, row.purpose, row.heard_text
    )


def _deliveries_of(snap: Snapshot, utterance_ids: list[int]) -> Mapping[int, Delivery]:
    rows = snap.execute(_PARCELS.where(OutboxRow.utterance_id.in_(utterance_ids)).order_by(OutboxRow.id))
    return {row.utterance_id: _delivery(snap, row) for row in rows}


_LATER = aliased(OutboxRow)
_TOLD_IN = (  # what a folded notice was put into: the next of its case and chat that was not folded itself
    select(_LATER.sent_at)
    .where(_LATER.case_id == OutboxRow.case_id, _LATER.conversation_id == OutboxRow.conversation_id)
    .where(_LATER.purpose == OutboxRow.purpose, _LATER.id > OutboxRow.id, _LATER.status != "folded")
    .order_by(_LATER.id)
    .limit(1)
    .scalar_subquery()
)
_FOLDED_AT = case((OutboxRow.status == "folded", _TOLD_IN)).label("folded_at")
_PARCELS = select(OutboxRow.__table__, CaseRow.is_urgent, CaseRow.due_on, _FOLDED_AT).outerjoin(
    CaseRow, CaseRow.id == OutboxRow.case_id
)


def _delivery(snap: Snapshot, row: Any) -> Delivery:  # noqa: ANN401 - a row of the table
    news = (row.sent_at, row.arrived_at, row.read_at)
    waits = put_off(snap, row, is_urgent=bool(row.is_urgent), due_on=row.due_on)
    return Delivery(row.id, row.status, row.reason, row.attempts, row.at, *news, waits, row.folded_at)


def unspoken(snap: Snapshot, case_id: int, *, before: int | None = None, limit: int = LONGEST) -> tuple[Delivery, ...]:
    """Return the latest notices of a case that have no words yet: they are put into words when they are first sent."""
    where = [OutboxRow.case_id == case_id, OutboxRow.utterance_id.is_(None)]
    if before is not None:
        where.append(OutboxRow.id < before)
    rows = snap.execute(_PARCELS.where(*where).order_by(OutboxRow.id.desc()).limit(limit)).all()
    return tuple(_delivery(snap, row) for row in reversed(rows))


def unreceived(snap: Snapshot, case_id: int) -> tuple[Delivery, ...]:
    """Return what was to be told of a case, tried or not, and waits for its citizen or for somebody who tells them."""
    rows = snap.execute(_PARCELS.where(*_unreceived(case_id)).order_by(OutboxRow.id.desc()).limit(LONGEST)).all()
    return tuple(_delivery(snap, row) for row in reversed(rows))


def phones_not_reached(snap: Snapshot, case_id: int) -> tuple[str, ...]:
    """Return the telephones of those who have not received something of a case; several people may be told of it."""
    chats = select(OutboxRow.conversation_id).where(*_unreceived(case_id))
    phones = select(ConversationRow.contact_phone).where(
        ConversationRow.id.in_(chats), ConversationRow.contact_phone.is_not(None), ConversationRow.contact_phone != ""
    )
    return tuple(snap.execute(phones.distinct().order_by(ConversationRow.contact_phone)).scalars())


def _unreceived(case_id: int) -> tuple[ColumnElement[bool], ...]:
    is_waiting = OutboxRow.status.in_(("held", "blocked", "dead"))
    return OutboxRow.case_id == case_id, OutboxRow.purpose == "notice", is_waiting


def files_of_case(snap: Snapshot, case_id: int) -> tuple[FileLine, ...]:
    """Return what was attached to a case; its visibility is the caller's to have checked."""
    table = AttachmentRow.__table__
    return tuple(
        _file(row) for row in snap.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id))
    )


def attachment(snap: Snapshot, viewer: Viewer, attachment_id: int) -> FileLine:
    """Return a stored attachment of a case or a message that the viewer may see.

    Raises:
        NotFound: there is none, it is not stored, or the viewer may not see it.
    """
    table = AttachmentRow.__table__
    seen = or_(
        select(CaseRow.id).where(CaseRow.id == table.c.case_id, visible_cases(viewer)).exists(),
        table.c.case_id.is_(None)
        & select(UtteranceRow.id).where(UtteranceRow.id == table.c.utterance_id, visible_utterances(viewer)).exists(),
    )
    where = (table.c.id == attachment_id, table.c.status == "stored", table.c.sha256.is_not(None), seen)
    row = snap.execute(select(table).where(*where)).first()
    if row is None:
        raise NotFound
    return _file(row)


def shown_name(snap: Snapshot, viewer: Viewer, conversation_id: int) -> str | None:
    """Return the name under which a citizen writes; None where the viewer sees a sealed word of the same person."""
    return shown_names(snap, viewer, [conversation_id]).get(conversation_id, "")


def shown_names(snap: Snapshot, viewer: Viewer, conversation_ids: Sequence[int]) -> dict[int, str | None]:
    """Return by talk the name under which its citizen writes, as `shown_name`."""
    of_them = UtteranceRow.conversation_id.in_(conversation_ids)
    sealed = select(UtteranceRow.conversation_id).where(
        of_them, UtteranceRow.is_sealed.is_(True), visible_utterances(viewer)
    )
    covered = set(snap.execute(sealed.distinct()).scalars())
    talks = select(ConversationRow.id, ConversationRow.display_name).where(ConversationRow.id.in_(conversation_ids))
    return {row.id: None if row.id in covered else row.display_name for row in snap.execute(talks)}

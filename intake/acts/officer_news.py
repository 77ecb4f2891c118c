"""What an officer may be told on their phone at this moment: code, topic, day, and nothing of any sealed case.

Every question is asked anew when a message is sent, with the rights of that moment: a case that has become a
denunciation, has gone to others, or accuses somebody close to the officer is no longer there, nor counted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, false, func, or_, select

from intake import cases, overdue
from intake.access import Viewer, own_cases, visible_cases
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.lifecycle import Move
from intake.notices import past_reminders
from intake.notices.digest import KIND as DIGEST
from intake.notices.digest import SINGLES_A_DAY
from intake.notices.officer_outlet import GROUPS, wants
from intake.officers import officer_chats
from intake.tables import CaseRow, NoticeRow

MOST = 10
MOVES = (Move.ACCEPT, Move.RETURN)
_UNTAKEN = ("screening", "assigned", "intended")
_BY_THE_LAW = frozenset({"due_soon", "overdue"})  # what is written of these is a rung, a stage and a day
_OPEN_ONLY = frozenset({"new", "assigned", "urgent", "due_soon", "overdue", "task", "approval", "urge", "returned"})


@dataclass(frozen=True, slots=True)
class Card:
    """A case as it may stand on a phone; `due_on` None: no day runs. `moves` are those that may be made there."""

    id: int
    code: str
    topic: str
    due_on: date | None
    state: str
    version: int
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is told: its kind, and the case it is about (None: it is about no single case).

    `text` is what the panel says of a deadline: the rung, the stage and the day, in words of the law.
    """

    kind: str
    card: Card | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The cases that press today, the most pressing first, and how many more there are."""

    cards: tuple[Card, ...]
    more: int = 0


def tellable(snap: Snapshot, viewer: Viewer, notice_ids: Collection[int]) -> tuple[News, ...]:
    """Return what of these notices may and need be told: nothing that was read in the panel or is settled meanwhile."""
    groups, is_stopped = officer_chats.choice_of(snap, viewer.id)
    muted = frozenset(GROUPS) - groups
    where = (NoticeRow.id.in_(notice_ids), NoticeRow.staff_id == viewer.id, NoticeRow.read_at.is_(None))
    rows = snap.execute(
        select(NoticeRow.kind, NoticeRow.case_id, NoticeRow.text, NoticeRow.key).where(*where).order_by(NoticeRow.id)
    ).all()
    past = past_reminders.past(snap, [row.key for row in rows if row.kind in _BY_THE_LAW])
    wanted = [row for row in rows if row.key not in past and wants(row.kind, muted, is_stopped=is_stopped)]
    found = _cases(snap, viewer, {row.case_id for row in wanted if row.case_id is not None})
    told = [one for row in wanted if (one := _news(snap, viewer, row, found))]
    return tuple(dict.fromkeys(told))


def _news(snap: Snapshot, viewer: Viewer, notice: Row[Any], found: Mapping[int, Row[Any]]) -> News | None:
    if notice.case_id is None:
        is_true = notice.kind != DIGEST or _many_press(snap, viewer)
        return News(notice.kind) if is_true else None
    row = found.get(notice.case_id)
    if row is None or _is_settled(viewer, notice.kind, row):
        return None
    return News(notice.kind, _card(snap, row), notice.text if notice.kind in _BY_THE_LAW else "")


def _is_settled(viewer: Viewer, kind: str, row: Row[Any]) -> bool:
    """Whether a notice asks for nothing any more: the case has ended, somebody has it in hand, it went to others."""
    if kind not in {"new", "assigned"}:
        return kind in _OPEN_ONLY and not row.is_open
    is_theirs = row.officer_id == viewer.id or (kind == "new" and row.officer_id is None)
    return not is_theirs or row.state not in _UNTAKEN


def today(snap: Snapshot, viewer: Viewer) -> Today:
    """Return what presses an officer today: overdue, due today, new; to a desk what it sorts, to a head the unit's."""
    where = (_theirs(viewer), CaseRow.is_open, _pressing(snap), _on_phone(viewer))
    ahead = case((CaseRow.due_on <= snap.today, 0), else_=1)
    rows = snap.execute(_CARDS.where(*where).order_by(ahead, CaseRow.due_on.asc().nulls_last(), CaseRow.id).limit(MOST))
    cards = tuple(_card(snap, row) for row in rows)
    if len(cards) < MOST:
        return Today(cards)
    total = snap.execute(select(func.count(CaseRow.id)).where(*where)).scalar_one()
    return Today(cards, int(total) - len(cards))


def card(snap: Snapshot, viewer: Viewer, case_id: int) -> Card | None:
    """Return a case with what this officer may do with it from a phone; None where it is not for one."""
    row = _cases(snap, viewer, [case_id]).get(case_id)
    if row is None:
        return None
    allowed = cases.moves_of(snap, viewer, case_id)
    return _card(snap, row, tuple(move for move in MOVES if move in allowed))


def is_taken(snap: Snapshot, viewer: Viewer, case_id: int) -> bool:
    """Whether this officer has taken a case on that they may be told of on a phone."""
    row = _cases(snap, viewer, [case_id]).get(case_id)
    return row is not None and row.is_open and row.officer_id == viewer.id and row.state not in _UNTAKEN


def _cases(snap: Snapshot, viewer: Viewer, case_ids: Collection[int]) -> Mapping[int, Row[Any]]:
    if not case_ids:
        return {}
    rows = snap.execute(_CARDS.where(CaseRow.id.in_(case_ids), _on_phone(viewer)))
    return {row.id: row for row in rows}


_CARDS = select(
    CaseRow.id, CaseRow.code, CaseRow.topic, CaseRow.due_on, CaseRow.state, CaseRow.version, CaseRow.is_open,
    CaseRow.officer_id,
)  # fmt: skip


def _on_phone(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those of which an officer may hear on a phone at all."""
    return and_(visible_cases(viewer), CaseRow.is_sealed.is_(False), CaseRow.kind != "denunciation")


def _theirs(viewer: Viewer) -> ColumnElement[bool]:
    to_sort = and_(own_cases(viewer), CaseRow.state == "screening") if viewer.role == "reception" else false()
    of_unit = CaseRow.lead_unit_id == viewer.unit_id if viewer.role == "head" else false()
    return or_(CaseRow.officer_id == viewer.id, to_sort, of_unit)


def _pressing(snap: Snapshot) -> ColumnElement[bool]:
    return or_(CaseRow.due_on <= snap.today, CaseRow.state.in_(_UNTAKEN))


def _many_press(snap: Snapshot, viewer: Viewer) -> bool:
    """Whether more deadlines press than are told singly, counted without sealed cases: else the line tells of those."""
    soon = CaseRow.due_on <= overdue.due_soon_until(snap)
    theirs = own_cases(viewer) if viewer.role == "supervisor" else _theirs(viewer)
    where = (theirs, CaseRow.is_open, soon, _on_phone(viewer))
    return int(snap.execute(select(func.count(CaseRow.id)).where(*where)).scalar_one()) > SINGLES_A_DAY


def _card(snap: Snapshot, row: Row[Any], moves: Sequence[Move] = ()) -> Card:
    topic = topic_book.current(snap).topics.get(row.topic)
    due_on = row.due_on if row.is_open else None
    return Card(row.id, row.code, topic.name_vi if topic else "", due_on, row.state, row.version, tuple(moves))

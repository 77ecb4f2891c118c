"""The log of all dialogue: the talks of every channel, the latest first, and one talk a stretch at a time.

Nobody learns from a list, a count or an order that a sealed word exists unless they may read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from intake.access import Viewer, visible_cases, visible_utterances
from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.errors import NotFound
from intake.queries.talk.persons import talks_of
from intake.queries.talk.sight import few_cases, seen_lines
from intake.queries.talk.sought import ALARMS, Sought, closer, of_case, of_line, of_talk, tells_of, unread_by
from intake.queries.talk.talk import TalkLine, latest, shown_name, shown_names, talk
from intake.tables import CaseParticipantRow, CaseRow, ConversationRow, UtteranceRow

PAGE = 40
WINDOWS = (200, 4_000)  # how many talks are looked at for one page: mostly the first few are enough
LINES = 100
_NO_END = 2**62


@dataclass(frozen=True, slots=True)
class TalkSummary:
    """A talk in the log, by what the viewer may see of it.

    `sender` is None where it is sealed; `codes` are those of the cases that it told; `alarm` is the gravest that the
    machine saw in it (`danger`, `hazard`), blank for none.
    """

    id: int
    channel: str
    sender: str | None
    last_text: str
    last_at: datetime
    lines: int
    codes: tuple[str, ...]
    is_unread: bool
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Talks:
    """A page of talks; `after` is the key of what comes next, None at the end.

    `cut_at`: not all was looked through, only talks up to this moment; None where all was.
    """

    rows: tuple[TalkSummary, ...]
    after: int | None
    cut_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a talk is wanted: after a line, before one, or around one; the latest where all are None."""

    after: int | None = None
    before: int | None = None
    around: int | None = None


@dataclass(frozen=True, slots=True)
class TalkPage:
    """A talk, or a stretch of it; `earlier` and `later` tell whether more lies before and behind."""

    id: int
    channel: str
    sender: str | None
    lines: tuple[TalkLine, ...]
    cases: tuple[tuple[int, str], ...]
    earlier: bool
    later: bool


def talks(snap: Snapshot, viewer: Viewer, sought: Sought, after: int | None = None) -> Talks:
    """Return talks of which the viewer may see something, the latest first; `after` as an earlier page gave it.

    Of each page a bounded number of talks is looked at, so that no filter is slow.
    """
    key, before = _key(sought), after or _NO_END
    few = few_cases(snap, viewer)
    where = (*of_talk(sought, snap), *_of_whom(snap, viewer, sought, few))
    found = select(ConversationRow.id, ConversationRow.channel, key.label("place"))
    found = found.where(*where, _seen(snap, sought, seen_lines(viewer, few)), *closer(snap, viewer, sought)).order_by(
        key.desc()
    )
    rows: Sequence[Any] = ()
    for window in WINDOWS:
        oldest, is_all = _reach(snap, (*where, key < before), key, window)
        near = (key < before, key >= oldest)
        theirs = talks_of(snap, viewer, sought.who, *where, *near)
        rows = snap.execute(found.where(*near, *theirs).limit(PAGE + 1)).all()
        if len(rows) > PAGE:
            return Talks(_shown(snap, viewer, rows[:PAGE]), rows[PAGE - 1].place)
        if is_all:
            return Talks(_shown(snap, viewer, rows), None)
    at = snap.execute(select(UtteranceRow.at).where(UtteranceRow.id == oldest)).scalar()
    return Talks(_shown(snap, viewer, rows), oldest, at)


def _reach(snap: Snapshot, where: Sequence[ColumnElement[bool]], key: Any, window: int) -> tuple[int, bool]:  # noqa: ANN401
    """Return how far back the next so many talks go, and whether these are all.

    A stretch of the order itself, never a list of talks: each database walks it from the newest back and stops.
    """
    near = select(key.label("place")).where(*where).order_by(key.desc()).limit(window).subquery()
    seen = snap.execute(select(func.count().label("talks"), func.min(near.c.place).label("oldest"))).one()
    return seen.oldest or 0, seen.talks < window


def _of_whom(
    snap: Snapshot, viewer: Viewer, sought: Sought, few: Sequence[int] | None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on talks of a case, of sealed words, or of whoever sees few cases: those alone."""
    line, talk_row = UtteranceRow, ConversationRow
    if sought.sealed:
        sealed = select(CaseRow.id).where(visible_cases(viewer), CaseRow.is_sealed.is_(True))
        yield talk_row.id.in_(select(line.conversation_id).where(line.case_id.in_(sealed)))
    elif sought.code:
        yield talk_row.id.in_(select(line.conversation_id).where(*of_case(sought, snap)))
    elif few is not None:
        theirs = select(line.conversation_id).where(one_of(line.case_id, few)).distinct()
        yield one_of(talk_row.id, snap.execute(theirs).scalars().all())


def _key(sought: Sought) -> Any:  # noqa: ANN401 - a column
    """A talk of sealed words alone stands nowhere in the order of the open ones."""
    return ConversationRow.id if sought.sealed or sought.code else ConversationRow.last_open_id


def _seen(snap: Snapshot, sought: Sought, seen: ColumnElement[bool]) -> ColumnElement[bool]:
    of_it = UtteranceRow.conversation_id == ConversationRow.id
    sealed = [UtteranceRow.is_sealed.is_(True)] if sought.sealed else []
    line = select(UtteranceRow.id).where(of_it, seen, *of_line(sought), *of_case(sought, snap), *sealed)
    return line.correlate(ConversationRow).exists()


def _shown(snap: Snapshot, viewer: Viewer, rows: Sequence[Any]) -> tuple[TalkSummary, ...]:
    ids = [row.id for row in rows]
    said, names = _said(snap, viewer, ids), shown_names(snap, viewer, ids)
    cases, unread, alarms = _codes(snap, viewer, ids), _unread(snap, viewer, ids), _alarms(snap, viewer, ids)
    return tuple(
        TalkSummary(
            row.id,
            row.channel,
            names[row.id],
            *said[row.id],
            cases.get(row.id, ()),
            row.id in unread,
            alarms.get(row.id, ""),
        )
        for row in rows
    )


def _said(snap: Snapshot, viewer: Viewer, ids: Sequence[int]) -> Mapping[int, tuple[str, datetime, int]]:
    """Return by talk what the citizen told last, when they last wrote, and how many lines there are."""
    line = UtteranceRow
    telling = and_(line.author == "citizen", line.kind != "choice", line.text != "")
    newest_of = select(line.conversation_id, func.max(line.id).label("last"), func.count(line.id).label("lines"))
    heard = func.max(case((line.author == "citizen", line.id)))
    newest_of = newest_of.add_columns(func.max(case((telling, line.id))).label("told"), heard.label("heard"))
    newest_of = newest_of.where(line.conversation_id.in_(ids), visible_utterances(viewer))
    found = snap.execute(newest_of.group_by(line.conversation_id)).all()
    wanted = {number for row in found for number in (row.last, row.told, row.heard) if number}
    said = {row.id: row for row in snap.execute(select(line.id, line.text, line.at).where(line.id.in_(wanted)))}
    return {
        row.conversation_id: (said[row.told or row.last].text, said[row.heard or row.last].at, int(row.lines))
        for row in found
    }


def _codes(snap: Snapshot, viewer: Viewer, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    where = (CaseRow.conversation_id.in_(ids), visible_cases(viewer))
    for row in snap.execute(select(CaseRow.conversation_id, CaseRow.code).where(*where).order_by(CaseRow.id)):
        found[row.conversation_id] = (*found.get(row.conversation_id, ()), row.code)
    return found


def _alarms(snap: Snapshot, viewer: Viewer, ids: Sequence[int]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    line = UtteranceRow
    for alarm in reversed(ALARMS):
        where = (line.conversation_id.in_(ids), tells_of(snap, alarm), visible_utterances(viewer))
        found |= dict.fromkeys(snap.execute(select(line.conversation_id).where(*where).distinct()).scalars(), alarm)
    return found


def _unread(snap: Snapshot, viewer: Viewer, ids: Sequence[int]) -> frozenset[int]:
    where = (ConversationRow.id.in_(ids), unread_by(snap, viewer))
    return frozenset(snap.execute(select(ConversationRow.id).where(*where)).scalars())


def one_talk(snap: Snapshot, viewer: Viewer, conversation_id: int, stretch: Stretch = Stretch()) -> TalkPage:
    """Return what the viewer may see of a talk, about `LINES` lines of it.

    Raises:
        NotFound: there is none, or nothing of it may be seen.
    """
    of_it = UtteranceRow.conversation_id == conversation_id
    lines, earlier, later = _stretch(snap, viewer, of_it, stretch)
    channel = snap.execute(select(ConversationRow.channel).where(ConversationRow.id == conversation_id)).scalar()
    if not lines or channel is None:
        raise NotFound
    return TalkPage(
        id=conversation_id,
        channel=channel,
        sender=shown_name(snap, viewer, conversation_id),
        lines=lines,
        cases=_cases(snap, viewer, conversation_id),
        earlier=earlier,
        later=later,
    )


def _stretch(
    snap: Snapshot, viewer: Viewer, of_it: ColumnElement[bool], wanted: Stretch
) -> tuple[tuple[TalkLine, ...], bool, bool]:
    """Return lines, and whether more lies before and behind them."""
    if wanted.after is not None:
        lines = talk(snap, viewer, of_it, after=wanted.after, limit=LINES + 1)
        return lines[:LINES], wanted.after > 0, len(lines) > LINES
    if wanted.around is not None:
        half = LINES // 2
        before = latest(snap, viewer, of_it, before=wanted.around, limit=half + 1)
        behind = talk(snap, viewer, of_it, after=wanted.around - 1, limit=half + 1)
        return (*before[-half:], *behind[:half]), len(before) > half, len(behind) > half
    lines = latest(snap, viewer, of_it, before=wanted.before, limit=LINES + 1)
    return lines[-LINES:], len(lines) > LINES, wanted.before is not None


def new_lines(snap: Snapshot, viewer: Viewer, conversation_id: int, after: int) -> tuple[TalkLine, ...]:
    """Return what came to a talk after a line, as far as the viewer may see it."""
    return talk(snap, viewer, UtteranceRow.conversation_id == conversation_id, after=after, limit=LINES)


def _cases(snap: Snapshot, viewer: Viewer, conversation_id: int) -> tuple[tuple[int, str], ...]:
    joined = select(CaseParticipantRow.case_id).where(CaseParticipantRow.conversation_id == conversation_id)
    told = select(CaseRow.id).where(CaseRow.conversation_id == conversation_id)
    of_it = CaseRow.id.in_(told.union(joined))  # each by an index of its own; an "or" of both would read all cases
    rows = snap.execute(select(CaseRow.id, CaseRow.code).where(of_it, visible_cases(viewer)).order_by(CaseRow.id))
    return tuple((row.id, row.code) for row in rows)

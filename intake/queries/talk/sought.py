"""What the log of dialogue is narrowed to, as conditions on talks: those of an index, and those that look closer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.sql.elements import TextClause

from intake.access import Viewer, visible_cases, visible_utterances
from intake.clock import start_of
from intake.db import Snapshot
from intake.files.attachments import BY_CITIZEN
from intake.people.named_cases import ids_named
from intake.tables import AttachmentRow, CaseParticipantRow, CaseRow, ConversationRow, TalkReadRow, UtteranceRow
from intake.tables.talk import IN_DANGER, IN_HAZARD

FRESH = timedelta(days=7)
HIDDEN_STEPS = frozenset({"denounce"})
# the graver first: a life in danger now, and what may take one today
ALARMS = ("danger", "hazard")
ANY_ALARM = "any"
_ONE_DAY = timedelta(days=1)
_TOLD = {"danger": IN_DANGER, "hazard": IN_HAZARD}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the log is narrowed to; blank or False means any.

    Attributes:
        query: as people type it, see `routing.searching.query_of`.
        code: a case code.
        who: a name, or some digits of a number that was left; `chat`: one talk.
        since, until: days, both counted.
        became: `case` or `none`, by what the viewer may see.
        kind: of a case, or what the machine took the words for where no case came of them.
        step: where the dialogue stands now.
        by_citizen: of a search, only what citizens said themselves.
        by_officer, with_files: the office spoke itself; files were sent.
        alarm: what the machine saw: one of `ALARMS`, or `any` of them.
        unread: the citizen wrote within `FRESH` and the viewer has not looked since.
        sealed: only talks with sealed words that the viewer may see.
    """

    query: str = ""
    channel: str = ""
    code: str = ""
    who: str = ""
    chat: int | None = None
    since: date | None = None
    until: date | None = None
    became: str = ""
    kind: str = ""
    step: str = ""
    by_citizen: bool = False
    by_officer: bool = False
    alarm: str = ""
    with_files: bool = False
    unread: bool = False
    sealed: bool = False


def of_talk(sought: Sought, snap: Snapshot) -> list[ColumnElement[bool]]:
    """Return the conditions on `conversations` that an index of them can answer."""
    talk, where = ConversationRow, []
    if sought.chat:
        where.append(talk.id == sought.chat)
    if sought.channel:
        where.append(talk.channel == sought.channel)
    if sought.step:
        where.append(talk.step == sought.step if sought.step not in HIDDEN_STEPS else talk.id.is_(None))
    if sought.since:
        where.append(talk.last_in_at >= start_of(sought.since))
    if sought.until:
        where.append(talk.started_at < start_of(sought.until + _ONE_DAY))
    if sought.unread:
        where.append(talk.last_in_at >= snap.now - FRESH)
    return where


def closer(snap: Snapshot, viewer: Viewer, sought: Sought) -> list[ColumnElement[bool]]:
    """Return the conditions on `conversations` for which their lines, files and cases are looked at."""
    where: list[ColumnElement[bool]] = []
    if sought.became:
        case = _case_of_talk(viewer)
        where.append(case if sought.became == "case" else ~case)
    if sought.kind:
        where.append(or_(_case_of_talk(viewer, CaseRow.kind == sought.kind), _read_as(snap, viewer, sought.kind)))
    if sought.step:
        where.append(_stands_in_the_open())
    if sought.by_officer:
        where.append(_line(viewer, UtteranceRow.author == "officer"))
    if sought.alarm:
        wanted = ALARMS if sought.alarm == ANY_ALARM else (sought.alarm,)
        where.append(or_(*(_line(viewer, tells_of(snap, one)) for one in wanted)))
    if sought.with_files:
        where.append(_with_files(viewer))
    if sought.unread:
        where.append(unread_by(snap, viewer))
    return where


def of_line(sought: Sought) -> list[ColumnElement[bool]]:
    """Return the conditions on lines for those said in the days, by whom it is asked."""
    where: list[ColumnElement[bool]] = []
    if sought.since:
        where.append(UtteranceRow.at >= start_of(sought.since))
    if sought.until:
        where.append(UtteranceRow.at < start_of(sought.until + _ONE_DAY))
    if sought.by_citizen:
        where.append(UtteranceRow.author == "citizen")
    return where


def of_case(sought: Sought, snap: Snapshot) -> list[ColumnElement[bool]]:
    """Return the conditions on lines for those that belong to the case."""
    if not sought.code.strip():
        return []
    return [UtteranceRow.case_id.in_(ids_named(snap, sought.code))]


def unread_by(snap: Snapshot, viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `conversations` that a citizen wrote lately and the viewer has not looked since."""
    read = select(func.coalesce(func.max(TalkReadRow.line_id), 0)).where(
        TalkReadRow.staff_id == viewer.id, TalkReadRow.conversation_id == ConversationRow.id
    )
    last_read = read.correlate(ConversationRow).scalar_subquery()
    lately = (UtteranceRow.author == "citizen", UtteranceRow.at >= snap.now - FRESH)
    return _line(viewer, *lately, UtteranceRow.id > last_read)


def tells_of(snap: Snapshot, alarm: str) -> TextClause:
    """Return the condition on lines that the machine saw an alarm in them, as an index of the database has it."""
    return text(_TOLD[alarm]["sqlite" if snap.is_sqlite else "postgresql"])


def _line(viewer: Viewer, *where: ColumnElement[bool] | TextClause) -> ColumnElement[bool]:
    """Return the condition on `conversations` that the viewer sees such a line in it."""
    of_it = UtteranceRow.conversation_id == ConversationRow.id
    return select(UtteranceRow.id).where(of_it, *where, visible_utterances(viewer)).correlate(ConversationRow).exists()


def _case_of_talk(viewer: Viewer, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    here = select(CaseParticipantRow.case_id).where(CaseParticipantRow.conversation_id == ConversationRow.id)
    told = (
        select(CaseRow.id)
        .where(CaseRow.conversation_id == ConversationRow.id, visible_cases(viewer), *where)
        .correlate(ConversationRow)
    )
    joined = (
        select(CaseRow.id)
        .where(CaseRow.id.in_(here.correlate(ConversationRow)), visible_cases(viewer), *where)
        .correlate(ConversationRow)
    )
    return or_(told.exists(), joined.exists())


def _read_as(snap: Snapshot, viewer: Viewer, kind: str) -> ColumnElement[bool]:
    read: ColumnElement[Any] = func.json_extract(UtteranceRow.reading, "$.kind")
    if not snap.is_sqlite:
        read = UtteranceRow.reading.op("->>")("kind")
    return and_(~_case_of_talk(viewer), _line(viewer, UtteranceRow.case_id.is_(None), read == kind))


def _stands_in_the_open() -> ColumnElement[bool]:
    """Return the condition on `conversations` that the last line is not sealed: its step would tell of that line."""
    line = UtteranceRow.__table__.alias()
    later = select(line.c.id).where(line.c.conversation_id == ConversationRow.id, line.c.is_sealed.is_(True))
    return ~later.where(line.c.id > ConversationRow.last_open_id).correlate(ConversationRow).exists()


def _with_files(viewer: Viewer) -> ColumnElement[bool]:
    file = AttachmentRow
    sent = (
        select(file.id)
        .join(UtteranceRow, UtteranceRow.id == file.utterance_id)
        .where(file.conversation_id == ConversationRow.id, file.purpose.in_(BY_CITIZEN), visible_utterances(viewer))
    )
    return sent.correlate(ConversationRow).exists()

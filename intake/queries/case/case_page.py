"""All that decides a case on one page: facts, clocks, history, the whole talk, files, and what may be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from intake.access import Viewer, visible_cases
from intake.channels.delivery_reasons import OF_THE_WINDOW
from intake.db import Snapshot
from intake.deadlines import clock_moves
from intake.deadlines.clock_moves import Extension
from intake.directory import directory
from intake.errors import Invalid, NotFound
from intake.law.competence import Competence, competence_for
from intake.lifecycle import Move, moves_for
from intake.notices import tasks
from intake.people import contacts, ratings
from intake.people.privacy import DataRequest, request_of
from intake.people.ratings import Rating
from intake.people.situations import has_it_whole, is_accepted, may_correct, situation_of
from intake.queries.case.case_clocks import ClockLine, clocks_of
from intake.queries.case.case_parts import (
    Asked,
    Draft,
    Elsewhere,
    Linked,
    Task,
    asked_of,
    draft_of,
    linked_to,
    proposed_to_help,
    referral_of,
    tasks_of,
)
from intake.queries.case.colleagues import Colleague, colleagues
from intake.queries.case.history import EventLine, history_of
from intake.queries.case.others import OtherCase, others_of
from intake.queries.case.similar import Similar, similar_to
from intake.queries.case.story import LINES
from intake.queries.case_lines import CaseLine, lines_of, select_lines
from intake.queries.talk.talk import (
    Delivery,
    FileLine,
    TalkLine,
    files_of_case,
    latest,
    phones_not_reached,
    shown_name,
    unreceived,
    unspoken,
)
from intake.queries.talk.understanding import Understanding, understanding_of
from intake.sealed import vault
from intake.sending import windows
from intake.sending.windows import Window
from intake.tables import CaseRow, ConversationRow, UtteranceRow


@dataclass(frozen=True, slots=True)
class Legal:
    """How a case stands before the law. `decider` is None where nobody is named yet: before a signed form."""

    standing: str
    instance: int
    respondent: str
    people: int
    is_remote: bool
    decider: Competence | None
    needs_approval: bool
    needs_proof: bool
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its handlers see it. `sender` is None, `phone` blank where the sender's identity is sealed.

    `events` and `talk` are the latest of a long life, see `intake.queries.case.story` for the whole. `windows` are of
    the chats in which its people are told of it, where a platform sets a limit; `shut` names the channels of those of
    these chats in which nothing reaches them, for they have blocked us there or follow us no more; `is_out_of_reach`:
    nothing reaches them in any. `told_by` are the channels of all of these chats.

    `unreceived` was to be told and waits for its citizen, or for somebody who tells them; theirs are
    the `phones_not_reached`.

    `help_by` is the last day by which help may be asked for, None where nothing limits it.
    `in_vault` names what is kept encrypted, for those who are cleared to open it.
    """

    line: CaseLine
    text: str
    answer: str | None
    place_text: str
    lat: float | None
    lon: float | None
    confidence: float
    understood: Understanding | None
    reasons: tuple[str, ...]
    version: int
    lead_unit_id: int | None
    officer_id: int | None
    commune_code: str | None
    first_reply_at: datetime | None
    closed_at: datetime | None
    conversation_id: int | None
    sender: str | None
    phone: str
    clocks: tuple[ClockLine, ...]
    events: tuple[EventLine, ...]
    talk: tuple[TalkLine, ...]
    files: tuple[FileLine, ...]
    unspoken: tuple[Delivery, ...]
    unreceived: tuple[Delivery, ...]
    phones_not_reached: tuple[str, ...]
    moves: tuple[Move, ...]
    legal: Legal
    tasks: tuple[Task, ...]
    help_by: date | None
    linked: tuple[Linked, ...]
    draft: Draft | None
    asked: tuple[Asked, ...]
    extensions: tuple[Extension, ...]
    similar: tuple[Similar, ...]
    proposed_to_help: tuple[int, ...]
    elsewhere: Elsewhere | None
    ratings: tuple[Rating, ...]
    data_request: DataRequest | None
    in_vault: tuple[str, ...]
    windows: tuple[Window, ...]
    shut: tuple[str, ...]
    is_out_of_reach: bool
    told_by: tuple[str, ...]
    others: tuple[OtherCase, ...]
    colleagues: tuple[Colleague, ...]
    can_correct: bool
    can_hand_over: bool

    @property
    def is_window_told(self) -> bool:
        """Whether what has not been received says already that the platform's window is closed."""
        closed = bool(self.windows) and self.windows[0].is_closed and self.line.is_open
        return closed and bool(self.unreceived) and (self.unreceived[-1].reason or "") in OF_THE_WINDOW


def case_page(snap: Snapshot, viewer: Viewer, case_id: int) -> CasePage:
    """Return the page of a case.

    Raises:
        NotFound: there is no such case within the viewer's sight.
    """
    more = row_of(snap, viewer, case_id)
    now = situation_of(snap, viewer, more)
    chats = _chats(snap, more)
    return CasePage(
        line=line_of(snap, viewer, case_id),
        text=more.text,
        answer=more.answer,
        place_text=more.place_text,
        lat=more.lat,
        lon=more.lon,
        confidence=more.confidence,
        understood=understanding_of(more.reading),
        reasons=tuple((more.decision or {}).get("reasons", ())),
        version=more.version,
        lead_unit_id=more.lead_unit_id,
        officer_id=more.officer_id,
        commune_code=more.commune_code,
        first_reply_at=more.first_reply_at,
        closed_at=more.closed_at,
        conversation_id=None if more.is_sealed else more.conversation_id,
        sender=None if more.is_sealed else shown_name(snap, viewer, more.conversation_id),
        phone="" if more.is_sealed else _phone(snap, more.conversation_id),
        clocks=clocks_of(snap, case_id),
        events=history_of(snap, viewer, case_id, limit=LINES),
        talk=latest(snap, viewer, UtteranceRow.case_id == case_id, limit=LINES),
        files=files_of_case(snap, case_id),
        unspoken=unspoken(snap, case_id),
        unreceived=unreceived(snap, case_id),
        phones_not_reached=() if more.is_sealed else phones_not_reached(snap, case_id),
        moves=moves_for(now),
        legal=legal_of(snap, more),
        tasks=tasks_of(snap, case_id),
        help_by=tasks.latest_day(snap, case_id),
        linked=linked_to(snap, viewer, more),
        draft=draft_of(snap, viewer, more),
        asked=asked_of(snap, more),
        extensions=clock_moves.extensions(snap, case_id),
        similar=similar_to(snap, viewer, more),
        proposed_to_help=proposed_to_help(snap, more),
        elsewhere=referral_of(more),
        ratings=ratings.of_case(snap, case_id),
        data_request=request_of(snap, case_id),
        in_vault=tuple(one.field for one in vault.kept(snap, case_id)) if viewer.has_clearance else (),
        windows=windows.windows_of(snap, chats),
        shut=windows.shut_of(snap, chats),
        is_out_of_reach=windows.is_out_of_reach(snap, chats),
        told_by=windows.channels_of(snap, chats),
        others=others_of(snap, viewer, more),
        colleagues=colleagues(snap, viewer, case_id),
        can_correct=may_correct(now),
        can_hand_over=has_it_whole(now),
    )


def row_of(snap: Snapshot, viewer: Viewer, case_id: int) -> Row[Any]:
    """Return the row of a case.

    Raises:
        NotFound: there is no such case within the viewer's sight.
    """
    found = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id, visible_cases(viewer))).first()
    if found is None:
        raise NotFound
    return found


def line_of(snap: Snapshot, viewer: Viewer, case_id: int) -> CaseLine:
    """Return a case as one line, for pages that show a part of it.

    Raises:
        NotFound: there is no such case within the viewer's sight.
    """
    found = lines_of(snap, snap.execute(select_lines().where(CaseRow.id == case_id, visible_cases(viewer))))
    if not found:
        raise NotFound
    return found[0]


def _chats(snap: Snapshot, case: Row[Any]) -> list[int]:
    """Return the chats in which people are told of a case."""
    whole = contacts.Case(case.id, case.conversation_id, case.code, is_sealed=case.is_sealed)
    told = contacts.contacts_of(snap, [whole])[case.id]
    return [contact.conversation_id for contact in told]


def _phone(snap: Snapshot, conversation_id: int) -> str:
    return (
        snap.execute(select(ConversationRow.contact_phone).where(ConversationRow.id == conversation_id)).scalar() or ""
    )


def legal_of(snap: Snapshot, case: Row[Any]) -> Legal:
    """Return how a row of `cases` stands before the law."""
    unit = directory.snapshot(snap).units.get(case.lead_unit_id or 0)
    return Legal(
        standing=case.standing,
        instance=case.instance,
        respondent=case.respondent or "",
        people=case.people,
        is_remote=case.is_remote,
        decider=_decider(case) if case.standing == "signed" and case.respondent else None,
        needs_approval=bool(unit and unit.wants_approval(case.kind)),
        needs_proof=bool(unit and unit.needs_proof),
        is_accepted=is_accepted(snap, case),
    )


def _decider(case: Row[Any]) -> Competence | None:
    try:
        return competence_for(case.kind, case.instance, case.respondent)
    except Invalid:  # recorded under a table of competence that has changed since
        return None

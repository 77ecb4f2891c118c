"""All that decides a case on one page: facts, clocks, history, the whole talk, files, and what may be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.errors import NotFound
from intake.lifecycle import Move, moves_for
from intake.queries.case_lines import CaseLine, lines_of, select_lines
from intake.queries.history import EventLine, history_of
from intake.queries.talk import Delivery, FileLine, TalkLine, files_of_case, shown_name, talk, unspoken
from intake.queries.understanding import Understanding, understanding_of
from intake.situations import situation_of
from intake.tables import CaseRow, ClockRow, UtteranceRow

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A deadline as it was promised; `share` of its time gone in percent, `late` in calendar days."""

    id: int
    stage: str
    basis: str
    is_local: bool
    amount: int
    unit: str
    start_on: date
    due_on: date
    due_if_unconfirmed: date | None
    status: str
    ended_on: date | None
    share: int
    late: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its handlers see it. `sender` is None where the sender's identity is sealed."""

    line: CaseLine
    text: str
    answer: str | None
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
    clocks: tuple[ClockLine, ...]
    events: tuple[EventLine, ...]
    talk: tuple[TalkLine, ...]
    files: tuple[FileLine, ...]
    unspoken: tuple[Delivery, ...]
    moves: tuple[Move, ...]


def case_page(snap: Snapshot, viewer: Viewer, case_id: int) -> CasePage:
    """Return the page of a case.

    Raises:
        NotFound: there is no such case within the viewer's sight.
    """
    where = (CaseRow.id == case_id, visible_cases(viewer))
    more = snap.execute(select(CaseRow.__table__).where(*where)).first()
    if more is None:
        raise NotFound
    return CasePage(
        line=lines_of(snap, snap.execute(select_lines().where(*where)))[0],
        text=more.text,
        answer=more.answer,
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
        clocks=_clocks(snap, case_id),
        events=history_of(snap, case_id),
        talk=talk(snap, viewer, UtteranceRow.case_id == case_id),
        files=files_of_case(snap, case_id),
        unspoken=unspoken(snap, case_id),
        moves=moves_for(situation_of(snap, viewer, more)),
    )


def _clocks(snap: Snapshot, case_id: int) -> tuple[ClockLine, ...]:
    table = ClockRow.__table__
    rows = snap.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.due_on, table.c.id))
    return tuple(_clock(snap, row) for row in rows)


def _clock(snap: Snapshot, row: Any) -> ClockLine:  # noqa: ANN401 - a row of the table
    until = row.ended_on or snap.today
    whole, gone = (row.due_on - row.start_on).days, (until - row.start_on).days
    return ClockLine(
        id=row.id,
        stage=row.stage,
        basis=row.basis,
        is_local=row.is_local,
        amount=row.amount,
        unit=row.unit,
        start_on=row.start_on,
        due_on=row.due_on,
        due_if_unconfirmed=row.due_if_unconfirmed,
        status=row.status,
        ended_on=row.ended_on,
        share=min(_WHOLE, max(0, _WHOLE * gone // whole)) if whole > 0 else _WHOLE,
        late=max((until - row.due_on).days, 0),
    )

"""A case as one line of a list, with its deadline weighed against today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select

from intake.db import Snapshot
from intake.deadlines import calendars
from intake.directory import directory
from intake.engine.long_lists import one_of
from intake.law.workdays import Calendar
from intake.overdue import DUE_SOON_WORKING_DAYS
from intake.queries.crowds import crowds_of
from intake.queries.flags import flags_of
from intake.registration.nameless import heading
from intake.registration.voices import unheard
from intake.tables import CaseRow, ClockRow, StaffRow
from routing.directory import Directory, full_unit_name
from routing.places import load_gazetteer

WORKING = "working"
Rows = Select[*tuple[Any, ...]]

_COLUMNS = (
    CaseRow.id,
    CaseRow.code,
    CaseRow.kind,
    CaseRow.standing,
    CaseRow.topic,
    CaseRow.state,
    CaseRow.is_open,
    CaseRow.outcome,
    CaseRow.summary,
    CaseRow.place_text,
    CaseRow.commune_code,
    CaseRow.due_on,
    CaseRow.due_stage,
    CaseRow.channel,
    CaseRow.is_urgent,
    CaseRow.is_sealed,
    CaseRow.lead_unit_id,
    CaseRow.screening_unit_id,
    CaseRow.officer_id,
    CaseRow.registered_at,
    CaseRow.answered_at,
    CaseRow.suspicion,
    CaseRow.decision["hazard"].as_string().label("hazard"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as it stands today: `left` in days of its `unit` until it, `late` in calendar days after it."""

    on: date
    stage: str
    left: int
    late: int
    mood: str
    unit: str = WORKING


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One row of a list of cases; `unit` and `officer` are names, empty where nobody is in charge yet.

    `crowd` is how many people told the same matter where they are known to be many, else 0. `suspicion` says why it is
    held as an advertisement; `unheard` is how many of its voice messages nobody has heard yet. `flags` are those of
    `intake.queries.flags`; urgency and crowds have fields of their own. `is_hazard`: it was urgent because of a hazard.
    """

    id: int
    code: str
    kind: str
    topic: str
    state: str
    is_open: bool
    outcome: str | None
    summary: str
    place: str
    due: Due | None
    channel: str
    is_urgent: bool
    is_sealed: bool
    unit: str
    officer: str
    registered_at: datetime
    answered_at: datetime | None
    standing: str
    crowd: int = 0
    suspicion: str | None = None
    unheard: int = 0
    flags: tuple[str, ...] = ()
    is_hazard: bool = False


def due_of(calendar: Calendar, today: date, due_on: date | None, stage: str | None, unit: str = WORKING) -> Due | None:
    """Weigh a due date against today; its mood is `late`, `soon` or `calm`. What is left is told as it is counted."""
    if due_on is None:
        return None
    working, ahead = calendar.working_days_between(today, due_on), (due_on - today).days
    mood = "late" if ahead < 0 else "soon" if working <= DUE_SOON_WORKING_DAYS else "calm"
    left = working if unit == WORKING else ahead
    return Due(due_on, stage or "", max(left, 0), max(-ahead, 0), mood, unit)


def _units(snap: Snapshot, rows: Sequence[Any]) -> dict[tuple[int, str], str]:
    """Return in which days the running limits of these cases are counted, by case and stage."""
    asked = (one_of(ClockRow.case_id, [row.id for row in rows]), ClockRow.status == "running")
    found = select(ClockRow.case_id, ClockRow.stage, ClockRow.unit).where(*asked)
    return {(row.case_id, row.stage): row.unit for row in snap.execute(found)} if rows else {}


def select_lines() -> Rows:
    """Return the columns of a line; conditions and order are the caller's."""
    return select(*_COLUMNS, StaffRow.name.label("officer_name")).outerjoin(StaffRow, StaffRow.id == CaseRow.officer_id)


def lines_of(snap: Snapshot, rows: Iterable[Any]) -> tuple[CaseLine, ...]:
    """Return the rows of `select_lines` as lines."""
    units, calendar, found = directory.snapshot(snap), calendars.current(snap), list(rows)
    ids = [row.id for row in found]
    counted = _units(snap, [row for row in found if row.is_open and row.due_on])
    crowds, voices, flagged = crowds_of(snap, ids), unheard(snap, ids), flags_of(snap, ids)
    return tuple(
        _line(
            row,
            units,
            due_of(
                calendar,
                snap.today,
                row.due_on if row.is_open else None,
                row.due_stage,
                counted.get((row.id, row.due_stage or ""), WORKING),
            ),
            crowd=crowds.get(row.id, 0),
            voices=voices.get(row.id, 0),
            flagged=flagged.get(row.id, ()),
        )
        for row in found
    )


def _line(
    row: Row[Any], units: Directory, due: Due | None, *, crowd: int, voices: int, flagged: tuple[str, ...]
) -> CaseLine:
    return CaseLine(
        id=row.id,
        code=row.code,
        kind=row.kind,
        topic=row.topic,
        state=row.state,
        is_open=row.is_open,
        outcome=row.outcome,
        summary=heading(row.summary, row.standing),
        place=place_name(row.place_text, row.commune_code),
        due=due,
        channel=row.channel,
        is_urgent=row.is_urgent,
        is_sealed=row.is_sealed,
        unit=unit_name(units, row.screening_unit_id if row.state == "screening" else row.lead_unit_id),
        officer=row.officer_name or "",
        registered_at=row.registered_at,
        answered_at=row.answered_at,
        standing=row.standing,
        crowd=crowd,
        suspicion=row.suspicion,
        unheard=voices,
        flags=flagged,
        is_hazard=bool(row.hazard),
    )


def place_name(text: str, commune_code: str | None) -> str:
    """Return the citizen's words for the place with the name of its commune, which is not repeated."""
    commune = load_gazetteer().communes.get(commune_code or "")
    if commune is None:
        return text
    if not text or commune.name.lower() in text.lower():
        return text or commune.name
    return f"{text}, {commune.name}"


def unit_name(units: Directory, unit_id: int | None) -> str:
    """Return a unit's name with the place it serves; empty for none."""
    return full_unit_name(units, unit_id) if unit_id is not None and unit_id in units.units else ""

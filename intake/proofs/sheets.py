"""Proof sheets of the deadlines of a case, made of recorded changes, rules and calendars, and of nothing else."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select

from intake import labels
from intake.clock import start_of
from intake.db import Snapshot
from intake.deadlines import ledgers, rulebook
from intake.deadlines.ledgers import Standing
from intake.errors import Invalid, NotFound
from intake.law.sheet import ProofSheet, only_days, sheet_of
from intake.law.statutes import Statute, Statutes
from intake.law.workdays import ONE_DAY
from intake.proofs.turns import notes_of, turns_of
from intake.tables import CaseRow, ClockRow

_CASE = select(CaseRow.code, CaseRow.kind, CaseRow.standing, CaseRow.is_sealed).where(
    CaseRow.id == bindparam("case_id")
)
_CLOCKS = (
    select(ClockRow.id, ClockRow.stage, ClockRow.status, ClockRow.paused_from, ClockRow.is_local, ClockRow.due_on)
    .where(ClockRow.case_id == bindparam("case_id"))
    .order_by(ClockRow.id)
)
_UNTOLD = frozenset({"alarm_45"})  # a warning among offices
_SEALED_TITLE, _SEALED_WHY = "Thời hạn của hồ sơ", "thời gian không tính vào thời hạn"
_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Moment:
    """The time of which a sheet tells: `until` None for now, else the last instant of a past day."""

    day: date
    until: datetime | None

    def has_seen(self, at: datetime | None) -> bool:
        """Say whether something had happened by then."""
        return at is not None and (self.until is None or at <= self.until)


def proof_sheet(snap: Snapshot, clock_id: int, *, until: date | None = None, for_citizen: bool = False) -> ProofSheet:
    """Return the proof sheet of a deadline as it stands, or as it stood at the end of a past day.

    A citizen's sheet names no officer and no reason that the citizen was not told; that of a sealed case holds days
    only. Who may see the case is the caller's to have checked.

    Raises:
        NotFound: there is no such clock, it had not begun by then, or a version it was counted by is lost.
        Invalid: the day lies ahead.
    """
    clock = ledgers.clock_row(snap, clock_id)
    case = snap.execute(_CASE, {"case_id": clock.case_id}).one()
    moment = _moment(snap, until)
    changes = [row for row in ledgers.changes_of(snap, clock_id) if moment.has_seen(row.at)]
    standing = ledgers.standing_of(changes, rulebook.current(snap))
    is_hidden = for_citizen and case.is_sealed
    if is_hidden:
        standing = replace(standing, pauses=tuple(replace(one, why=_SEALED_WHY) for one in standing.pauses))
    statutes = rulebook.statutes_of(snap, standing.statutes_version)
    row = ledgers.rule_of(statutes, standing.rule_id)
    found = ledgers.count(snap, clock.start_on, standing, with_days=True)
    turns = turns_of(snap, changes, statutes, for_citizen=for_citizen, is_sealed=case.is_sealed)
    sheet = sheet_of(
        _title(case, clock.stage, statutes, row),
        row,
        found,
        notes=notes_of(changes, turns),
        code=case.code,
        promised_on=changes[-1].due_after,
        turns=tuple(turns),
        **_state(snap, clock, standing, statutes, moment, found.due_on),
    )
    return only_days(sheet, _SEALED_TITLE) if is_hidden else sheet


def _moment(snap: Snapshot, until: date | None) -> _Moment:
    if until is None or until == snap.today:
        return _Moment(snap.today, None)
    if until > snap.today:
        raise Invalid("Chỉ xem lại được những ngày đã qua.", {"ngay": "Ngày này chưa đến."})
    return _Moment(until, start_of(until + ONE_DAY) - _JUST_BEFORE)


def _title(case: Row[Any], stage: str, statutes: Statutes, row: Statute) -> str:
    kind = case.kind if case.kind in row.kinds else min(row.kinds)
    name = labels.kind_label(kind, case.standing) if kind == "denunciation" else statutes.kinds[kind]
    return f"{statutes.stages.get(stage, stage)} ({name[:1].lower()}{name[1:]})"


def _state(  # noqa: PLR0917 - the pieces of one deadline
    snap: Snapshot, clock: Row[Any], standing: Standing, statutes: Statutes, moment: _Moment, due_on: date
) -> dict[str, Any]:
    if moment.has_seen(clock.ended_at):
        late = max((clock.ended_on - due_on).days, 0) if clock.status == "met" else 0
        return {"as_of": moment.day, "status": clock.status, "ended_on": clock.ended_on, "late": late}
    if standing.open_from is None:
        return {"as_of": moment.day, "late": max((moment.day - due_on).days, 0)}
    resumed = ledgers.count(snap, clock.start_on, standing, resumed_on=moment.day)
    cause = standing.open_cause or ""
    why = statutes.pauses.get(cause, cause)
    paused = {"paused_from": standing.open_from, "pause_why": why, "if_resumed": resumed.due_on}
    return {"as_of": moment.day, "status": "paused", **paused}


def sheets_of_case(snap: Snapshot, case_id: int, *, for_citizen: bool = False) -> tuple[ProofSheet, ...]:
    """Return the proof sheets of a case: what is told to the citizen first, then what stands still, what ended."""
    rows = sorted(snap.execute(_CLOCKS, {"case_id": case_id}).all(), key=_rank)
    shown = [row.id for row in rows if not (for_citizen and row.stage in _UNTOLD)]
    return tuple(proof_sheet(snap, clock_id, for_citizen=for_citizen) for clock_id in shown)


def _rank(row: Row[Any]) -> tuple[int, bool, date, int]:
    order = 2 if row.status != "running" else 1 if row.paused_from else 0
    return order, row.is_local, row.due_on, row.id


def case_of_code(snap: Snapshot, code: str) -> int:
    """Return the case with a code.

    Raises:
        NotFound: there is none.
    """
    found = snap.execute(select(CaseRow.id).where(CaseRow.code == code)).scalar()
    if found is None:
        raise NotFound(f"Không có hồ sơ {code}.")
    return int(found)


def require_of_case(snap: Snapshot, case_id: int, clock_id: int) -> None:
    """Refuse a deadline of another case.

    Raises:
        NotFound: the case has no such deadline.
    """
    if ledgers.clock_row(snap, clock_id).case_id != case_id:
        raise NotFound

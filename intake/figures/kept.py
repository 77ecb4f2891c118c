"""Sums that are kept of what happened, so that a year of a province is read in a moment.

Whatever changes a case adds to the audit chain in the same transaction, and the chain is written one transaction after
the other; so whoever follows it misses nothing. Each entry marks the days of its case, and a marked day is counted
anew as a whole: the sums are never mended, and are what counting everything again would give (`rebuild`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import meta
from intake.clock import local_day
from intake.db import Database, Snapshot, Transaction
from intake.figures.facts import ALL, CASE_READS, KEPT, Tallies, tallies
from intake.figures.periods import Period, month_of
from intake.figures.tally import Tally
from intake.figures.written import keep, tally_of
from intake.tables import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    ClockChangeRow,
    ClockRow,
    FigureDayRow,
    FigureRow,
    RatingRow,
)

PARTS = ("open", "sealed")
_STATE = "figures"
_ENTRIES = 2_000
_CASE = "case:"
_CHANGE = "case."
_IDS = 500
_LIGHT = 12  # cases told on the fullest day, up to which a page itself counts anew what has changed
_FEW = 2_000  # cases of a book, up to which a page makes its first sums itself
_ROUND = 60  # days that one sweep counts, so that a worker is not kept from its other work
_LOCK = 7_340_023  # any constant: one process at a time counts on PostgreSQL


@dataclass(frozen=True, slots=True)
class State:
    """How far the sums go: up to which entry of the chain, since when, how full the fullest day is.

    `is_ready` is false as long as the days of the first making are not all counted. `version` names the sums: it is
    another one after each change of any of them.
    """

    cursor: int
    at: datetime
    fullest: int = 0
    is_ready: bool = False
    version: str = ""

    @property
    def is_light(self) -> bool:
        """Whether a page counts at once what has changed; else the worker does, in its next round."""
        return self.fullest <= _LIGHT


def state(snap: Snapshot) -> State | None:
    """Return how far the sums go; None where none have been made yet."""
    told = meta.get(snap, _STATE)
    return State(**{**told, "at": datetime.fromisoformat(told["at"])}) if told else None


def part_is(part: str) -> ColumnElement[bool]:
    """Return the condition on `cases` for a part of the sums; what is held as an advertisement is in none."""
    return and_(CaseRow.is_sealed.is_(part == "sealed"), CaseRow.suspicion.is_(None))


# --- keeping ------------------------------------------------------------------------------------------------------


def sweep(db: Database, days: int = _ROUND) -> int:
    """Count anew days on which something has changed, at most so many; return how many it were."""
    is_more = True
    while is_more:
        with db.transaction() as tx:
            _alone(tx)
            is_more = _follow(tx)
    return _count_marked(db, days)


def rebuild(db: Database) -> int:
    """Forget all sums and count everything anew; return how many days there were."""
    with db.transaction() as tx:
        _alone(tx)
        tx.execute(delete(FigureRow))
        _begin(tx)
    counted = 0
    while days := _newest_marked(db):
        with db.transaction() as tx:
            _alone(tx)
            counted += _count_days(tx, days)
    _be_ready(db)
    return counted


def _newest_marked(db: Database) -> Period | None:
    """Return the month of the newest marked day."""
    with db.read() as snap:
        day = snap.execute(select(func.max(FigureDayRow.day))).scalar()
    return month_of(day) if day else None


def _count_days(tx: Transaction, month: Period) -> int:
    """Count a whole month at once, its days and their sum; return how many of its days were marked."""
    marked = tx.execute(delete(FigureDayRow).where(FigureDayRow.day.between(month.since, month.until))).rowcount
    told: Counter[date] = Counter()
    for part in PARTS:
        found = tallies(tx, part_is(part), month, KEPT)
        by_day: dict[date, Tallies] = {}
        whole: Tallies = {}
        for (day, dimension, key), tally in found.items():
            by_day.setdefault(day, {})[day, dimension, key] = tally
            whole.setdefault((month.since, dimension, key), Tally()).plus(tally)
        for day, of_day in sorted(by_day.items()):
            told[day] += of_day.get((day, ALL, ""), Tally())["told"]
            keep(tx, part, "day", day, of_day)
        keep(tx, part, "month", month.since, whole)
    _note_change(tx, max(told.values(), default=0))
    return int(marked)


def catch_up(db: Database) -> None:
    """Bring the sums of an office with light days up to this moment; those of a busy one are left to the worker."""
    with db.read() as snap:
        now = state(snap)
        if _is_for_worker(snap) if now is None else not now.is_light or not _is_behind(snap, now):
            return
    sweep(db)


def _is_for_worker(snap: Snapshot) -> bool:
    """Tell whether the first sums take too long for a page."""
    some = select(CaseRow.id).limit(_FEW + 1).subquery()
    return int(snap.execute(select(func.count()).select_from(some)).scalar_one()) > _FEW


def _is_behind(snap: Snapshot, now: State) -> bool:
    if snap.execute(select(FigureDayRow.day).limit(1)).first():
        return True
    newer = select(AuditRow.action, AuditRow.subject).where(AuditRow.id > now.cursor).order_by(AuditRow.id)
    return any(_is_change(one.action, one.subject) for one in snap.execute(newer.limit(_ENTRIES)))


def _alone(tx: Transaction) -> None:
    if not tx.is_sqlite:
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _begin(tx: Transaction) -> None:
    """Mark every day since the first case, and follow the chain from here on."""
    first = tx.execute(select(func.min(CaseRow.registered_at))).scalar()
    last = int(tx.execute(select(func.max(AuditRow.id))).scalar() or 0)
    if first is not None:
        _mark(tx, Period(local_day(first), tx.today).days())
    _note(tx, State(last, tx.now))


def _follow(tx: Transaction) -> bool:
    """Mark the days of the cases that the next entries of the chain are about; tell whether there may be more."""
    now = state(tx)
    if now is None:
        _begin(tx)
        return False
    newer = select(AuditRow.id, AuditRow.action, AuditRow.subject).where(AuditRow.id > now.cursor)
    entries = tx.execute(newer.order_by(AuditRow.id).limit(_ENTRIES)).all()
    changed = _changed(entries)
    for start in range(0, len(changed), _IDS):
        _mark(tx, _days_of(tx, changed[start : start + _IDS]))
    if entries:
        _note(tx, replace(now, cursor=entries[-1].id))
    return len(entries) == _ENTRIES


def _changed(entries: Iterable[Any]) -> list[int]:
    return sorted({int(one.subject.removeprefix(_CASE)) for one in entries if _is_change(one.action, one.subject)})


def _is_change(action: str, subject: str) -> bool:
    """Tell whether an entry is about a change of a case; that somebody has read one changes nothing."""
    is_of_case = subject.startswith(_CASE) and subject.removeprefix(_CASE).isdigit()
    return is_of_case and action.startswith(_CHANGE) and action not in CASE_READS


def _days_of(snap: Snapshot, case_ids: Sequence[int]) -> set[date]:
    """Return every day on which anything was counted of these cases, or was before they changed."""
    of = CaseRow.id.in_(case_ids)
    moments = select(CaseRow.registered_at, CaseRow.first_reply_at, CaseRow.answered_at, CaseRow.closed_at).where(of)
    days = {local_day(at) for row in snap.execute(moments) for at in row if at is not None}
    for column, owner in ((CaseEventRow.at, CaseEventRow.case_id), (RatingRow.at, RatingRow.case_id)):
        days |= {local_day(at) for at in snap.execute(select(column).where(owner.in_(case_ids))).scalars()}
    for day, owner in ((ClockRow.ended_on, ClockRow.case_id), (ClockChangeRow.on_day, ClockChangeRow.case_id)):
        days |= {one for one in snap.execute(select(day).where(owner.in_(case_ids))).scalars() if one is not None}
    return days


def _mark(tx: Transaction, days: Iterable[date]) -> None:
    rows = [{"day": day} for day in sorted(days)]
    if rows:
        dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
        tx.execute(dialect_insert(FigureDayRow).on_conflict_do_nothing(index_elements=["day"]), rows)


def _note(tx: Transaction, now: State) -> None:
    meta.put(tx, _STATE, {**asdict(now), "at": tx.now.isoformat()})


def _note_change(tx: Transaction, told: int = 0) -> None:
    now = state(tx)
    if now is not None:
        _note(tx, replace(now, fullest=max(now.fullest, told), version=uuid4().hex))


def _count_marked(db: Database, most: int | None) -> int:
    """Count marked days, one a transaction, the newest first: so nobody waits long for the writer."""
    counted, months = 0, set()
    while most is None or counted < most:
        with db.transaction() as tx:
            _alone(tx)
            day = tx.execute(select(func.max(FigureDayRow.day))).scalar()
            if day is None:
                break
            _count_day(tx, day)
            months.add(day.replace(day=1))
            counted += 1
    for month in sorted(months):
        with db.transaction() as tx:
            _alone(tx)
            _count_month(tx, month)
    if counted:
        _be_ready(db)
    return counted


def waiting(snap: Snapshot) -> set[date]:
    """Return the days whose sums are not yet what the book says: marked, or of cases that have changed since."""
    days = set(snap.execute(select(FigureDayRow.day)).scalars())
    now = state(snap)
    if now is None:
        return days
    newer = select(AuditRow.action, AuditRow.subject).where(AuditRow.id > now.cursor)
    changed = _changed(snap.execute(newer))
    return days.union(*(_days_of(snap, changed[start : start + _IDS]) for start in range(0, len(changed), _IDS)))


def _be_ready(db: Database) -> None:
    with db.transaction() as tx:
        now = state(tx)
        if now is not None and not now.is_ready and tx.execute(select(FigureDayRow.day).limit(1)).first() is None:
            _note(tx, replace(now, is_ready=True))


def _count_day(tx: Transaction, day: date) -> None:
    tx.execute(delete(FigureDayRow).where(FigureDayRow.day == day))
    told = 0
    for part in PARTS:
        found = tallies(tx, part_is(part), Period(day, day), KEPT)
        told += found.get((day, ALL, ""), Tally())["told"]
        keep(tx, part, "day", day, found)
    _note_change(tx, told)


def _count_month(tx: Transaction, month: date) -> None:
    """Sum up the days of a month; the sum is read only when the whole month is asked for."""
    days = FigureRow.day.between(month, month_of(month).until)
    for part in PARTS:
        rows = tx.execute(select(FigureRow.__table__).where(FigureRow.part == part, FigureRow.level == "day", days))
        found: Tallies = {}
        for row in rows:
            found.setdefault((month, row.dimension, row.key), Tally()).plus(tally_of(row))
        keep(tx, part, "month", month, found)
    _note_change(tx)

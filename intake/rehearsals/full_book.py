"""A book of years: cases of a province in every state, with what was said, done and promised, to try pages on."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import create_engine, delete, func, insert, select

from intake import meta
from intake.board import funnel_sums
from intake.db import Database, Snapshot, Transaction
from intake.deadlines import calendars
from intake.directory.directory import snapshot
from intake.figures import kept
from intake.law.deadlines import compute
from intake.law.statutes import load_statutes
from intake.rehearsals.full_book_copies import Progress, multiply
from intake.rehearsals.full_book_extras import ROOM, Office, Row
from intake.rehearsals.full_book_rows import STAGE, rows_of
from intake.tables import CaseRow, ClockRow, FunnelWeekRow, MeetingRow, StaffRow, UnitRow
from routing.directory import Directory, Officer, Unit

_BASE = 10_000
_CHUNK = 2_000
_MADE = "full_book"
_OF_RULE = ("rule_id", "statutes_version", "calendar_version", "basis", "is_local", "amount", "unit")


def fill(db: Database, *, cases: int, progress: Progress | None = None) -> None:
    """Bring a book with a directory to about so many cases; nobody else may be at work in it.

    The first ten thousand are made one by one, a tenth of them open; what more is asked for are copies of them.
    `progress` is called with (cases so far, cases).
    """
    have = count(db)
    if not have:
        have = min(cases, _BASE)
        _make(db, have, progress)
    if cases > have:
        with db.read() as snap:
            today = snap.today
        multiply(db, base=min(have, _BASE), more=cases - have, today=today, progress=progress)
    look_over(db)
    with db.transaction() as tx:
        tx.execute(delete(FunnelWeekRow))
    funnel_sums.make_all(db)
    kept.rebuild(db)  # cases that were put in as rows are in no chain that the sums could follow
    with db.transaction() as tx:
        meta.put(tx, _MADE, {"cases": cases})


def count(db: Database) -> int:
    """Return how many cases a book holds."""
    with db.read() as snap:
        return int(snap.execute(select(func.count(CaseRow.id))).scalar_one())


def made(db: Database) -> int:
    """Return to how many cases this has filled a book; 0 for a book of somebody else."""
    with db.read() as snap:
        told = meta.get(snap, _MADE)
    return int(told["cases"]) if told else 0


def busiest(snap: Snapshot) -> dict[str, int]:
    """Return of each role that reads cases the member of staff with the most open cases in their unit."""
    load = (
        select(CaseRow.lead_unit_id.label("unit_id"), func.count().label("most"))
        .where(CaseRow.is_open.is_(True))
        .group_by(CaseRow.lead_unit_id)
        .subquery()
    )
    ranked = (
        select(StaffRow.role, StaffRow.id)
        .outerjoin(load, load.c.unit_id == StaffRow.unit_id)
        .where(StaffRow.is_active.is_(True), StaffRow.login.is_not(None))
        .order_by(func.coalesce(load.c.most, 0), StaffRow.id.desc())
    )
    return {row.role: row.id for row in snap.execute(ranked)}


def known(snap: Snapshot, most: int) -> dict[str, list[int]]:
    """Return numbers of what has a page of its own, at most so many of each, the cases scattered over the book.

    Of cases only open ones that are not sealed, and beside them their talks (`talks`) and clocks (`clocks`).
    """
    open_cases = select(CaseRow.id, CaseRow.conversation_id).where(
        CaseRow.is_open.is_(True), CaseRow.is_sealed.is_(False)
    )
    rows = snap.execute(open_cases.order_by(CaseRow.id % 97, CaseRow.id).limit(most)).all()
    cases = [row.id for row in rows]
    of_cases = select(ClockRow.case_id, ClockRow.id).where(ClockRow.case_id.in_(cases))
    clocks = {row.case_id: row.id for row in snap.execute(of_cases)}
    found = {"cases": cases, "talks": [row.conversation_id for row in rows], "clocks": [clocks[one] for one in cases]}
    for name, table in (("units", UnitRow), ("staff", StaffRow), ("meetings", MeetingRow)):
        found[name] = list(snap.execute(select(table.id).order_by(table.id.desc()).limit(4)).scalars())
    return found


def _make(db: Database, cases: int, progress: Progress | None) -> None:
    with db.read() as snap:
        office, rule = _office(snapshot(snap)), _rule(snap)
    for start in range(1, cases + 1, _CHUNK):
        numbers = range(start, min(start + _CHUNK, cases + 1))
        with db.transaction() as tx:
            _insert(tx, [rows_of(office, number, cases, tx.now, rule) for number in numbers])
        if progress:
            progress(numbers[-1], cases)


def _insert(tx: Transaction, made: Iterable[dict[Any, list[Row]]]) -> None:
    listed = list(made)
    for table in ROOM:
        rows = [row for case in listed for row in case[table]]
        if rows:
            tx.execute(insert(table.__table__), rows)  # type: ignore[arg-type]
        if not tx.is_sqlite and "id" in table.__table__.columns:
            highest = select(func.max(table.__table__.c.id)).scalar_subquery()
            tx.execute(select(func.setval(func.pg_get_serial_sequence(table.__tablename__, "id"), highest)))


def look_over(db: Database) -> None:
    """Let the database look at what is new, as it does by itself in time: its plans for an empty book are poor."""
    engine = create_engine(db.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as book:
        for words in ("ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)") if db.is_sqlite else ("VACUUM (ANALYZE)",):
            book.exec_driver_sql(words)
    engine.dispose()


def _rule(snap: Snapshot) -> Row:
    """Return what a clock keeps of the rule that set it."""
    statutes = load_statutes()
    row = statutes.find("feedback", STAGE, snap.today)
    deadline = compute(row, snap.today, calendars.current(snap), statutes.version, with_days=False)
    return {"stage": STAGE, **{name: getattr(deadline, name) for name in _OF_RULE}}


def _office(directory: Directory) -> Office:
    officers: dict[int, list[Officer]] = {}
    for officer in directory.officers.values():
        officers.setdefault(officer.unit_id, []).append(officer)
    by_commune: dict[str, list[Unit]] = {}
    for unit in directory.units.values():
        if unit.commune_code and unit.id in officers:
            by_commune.setdefault(unit.commune_code, []).append(unit)
    communes = [
        (code, next((one for one in units if "Văn phòng" in one.function), units[0]), units)
        for code, units in sorted(by_commune.items())
    ]
    province = [one for one in directory.units.values() if one.level == "province" and one.id in officers]
    return Office(communes, province, officers)

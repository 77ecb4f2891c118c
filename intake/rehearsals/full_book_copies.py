"""Multiplies a made-up book inside the database: every case again and again, on other days, with all that is its own.

A province that has heard a million cases has not a tenth of them open: of the open ones every copy takes two of five.
Copies of one range stand in the order of their time, as they would have come in. Indexes, the indexes of words and the
triggers that keep them are put away meanwhile and made again in one go.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, create_engine, func, select, text

from intake.clock import start_of
from intake.db import Database
from intake.rehearsals.full_book_extras import ROOM, YEARS
from intake.tables import Base, CaseEventRow, CaseRow, ClockRow, ConversationRow, Instant, MeetingRow, UtteranceRow

_CHUNK = 200  # cases that are copied in one statement of each table
_OPEN_OF_FIVE = 2
_STEP = 389  # days between a copy and the next, round the years: prime, so that all days are met
_MARGIN = 21  # days after which a closed case is surely closed
_OWNED = {
    "case_id": ROOM[CaseRow],
    "clock_id": ROOM[ClockRow],
    "meeting_id": ROOM[MeetingRow],
    "conversation_id": ROOM[ConversationRow],
    "event_id": ROOM[CaseEventRow],
    "last_open_id": ROOM[UtteranceRow],
}
_KEYS = {"code": ("TR-26-", 8), "chat_key": ("try-", 10), "key": ("try-", 10), "form_key": ("try-", 10)}
_FTS = (
    "INSERT INTO cases_fts(rowid, folded) SELECT id, folded FROM cases WHERE id >= :case AND NOT is_sealed",
    "INSERT INTO utterances_fts(rowid, folded) SELECT id, folded FROM utterances WHERE id >= :line AND NOT is_sealed",
)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Copying:
    """What a range of copies is made of: cases up to number `base`, each so many times, from number `first` on."""

    base: int
    copies: int
    first: int
    is_sqlite: bool


def multiply(db: Database, *, base: int, more: int, today: date, progress: Progress | None = None) -> None:
    """Add about so many cases more as copies of those up to number `base`; nobody else may be at work in the book."""
    with _workshop(db) as book:
        whole = text("SELECT sum(CASE WHEN is_open THEN :open ELSE 1 END) AS weight FROM cases WHERE id <= :base")
        weight = float(book.execute(whole, {"base": base, "open": _OPEN_OF_FIVE / 5}).scalar_one())
        how = _Copying(base, max(round(more / weight), 1), _highest(book) + 1, db.is_sqlite)
        _write_days(book, how, today)
        with _put_away(book, how):
            for first in range(1, base + 1, _CHUNK):
                last = min(first + _CHUNK - 1, base)
                for table in ROOM:
                    book.execute(text(_statement(table, how)), {"first": first, "last": last})
                book.commit()
                if progress:
                    progress(last * more // base, more)


@contextmanager
def _workshop(db: Database) -> Iterator[Connection]:
    """Open a connection on which nothing is checked or waited for: a made-up book may be made again."""
    engine = create_engine(db.url)
    try:
        with closing(engine.connect()) as book:
            settings = (
                ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-500000", "PRAGMA threads=2")
                if db.is_sqlite
                else ("SET synchronous_commit = off", "SET maintenance_work_mem = '512MB'", "SET work_mem = '128MB'")
            )
            for setting in settings:
                book.exec_driver_sql(setting)
            if not db.is_sqlite and book.exec_driver_sql("SHOW is_superuser").scalar() == "on":
                book.exec_driver_sql("SET session_replication_role = replica")  # no triggers, no foreign keys
            book.commit()
            yield book
            book.commit()
    finally:
        engine.dispose()


def _highest(book: Connection) -> int:
    """Return the highest number of a case whose room any row takes; what was tried in the book has rows beyond it."""
    numbered = [(table, room) for table, room in ROOM.items() if "id" in table.__table__.columns]
    return max(
        (book.execute(select(func.max(table.__table__.c.id))).scalar_one() or 0) // room for table, room in numbered
    )


# --- days ---------------------------------------------------------------------------------------------------------


def _write_days(book: Connection, how: _Copying, today: date) -> None:
    """Write down by how many days each copy is moved: closed cases round the years, open ones by less than a month."""
    book.exec_driver_sql("CREATE TEMP TABLE copies (k integer, near integer, back integer, forth integer, border text)")
    rows, around = [], YEARS.days - _MARGIN
    for k in range(how.copies):
        back = (k + 1) * _STEP % around
        border = start_of(today - YEARS + YEARS * back / YEARS.days).replace(tzinfo=None)
        rows.append({"k": k, "near": -(k * 7 % 28), "back": -back, "forth": around - back, "border": f"{border}"})
    book.execute(text("INSERT INTO copies VALUES (:k, :near, :back, :forth, :border)"), rows)
    if not how.is_sqlite:
        book.exec_driver_sql("ALTER TABLE copies ALTER border TYPE timestamptz USING (border || '+00')::timestamptz")
    book.commit()


_SHIFT = "CASE WHEN b.is_open THEN c.near WHEN b.registered_at < c.border THEN c.forth ELSE c.back END"


def _statement(table: type[Base], how: _Copying) -> str:
    """Return the statement that copies a table's rows of the cases from `:first` to `:last`."""
    room, columns = ROOM[table], list(table.__table__.columns)
    own = "id" if "id" in table.__table__.columns else "case_id"
    taken = ", ".join(_copied(column, own, room, how) for column in columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    return (
        f"INSERT INTO {table.__tablename__} ({names}) SELECT {taken} FROM {table.__tablename__} t"  # noqa: S608 - our own tables
        f" CROSS JOIN cases b CROSS JOIN copies c WHERE b.id = t.{own} / {room}"
        f" AND t.{own} >= :first * {room} AND t.{own} < (:last + 1) * {room}{_is_its_own(table)}"
        f" AND (NOT b.is_open OR (b.id + c.k) % 5 < {_OPEN_OF_FIVE}) ORDER BY 1"
    )


def _is_its_own(table: type[Base]) -> str:
    """Return the condition that a row belongs to the case in whose room it stands: what was tried in a book may not."""
    return " AND (t.case_id IS NULL OR t.case_id = b.id)" if "case_id" in table.__table__.columns else ""


def _copied(column: Any, own: str, room: int, how: _Copying) -> str:  # noqa: ANN401 - a column of a table
    """Return what a copy has in a column."""
    name = f't."{column.name}"'
    if column.name == "id" or column.name in _OWNED:
        return _numbered(name, room if column.name == "id" else _OWNED[column.name], how)
    if column.name in _KEYS:
        start, width = _KEYS[column.name]
        number = _numbered(f"t.{own}", room, how)
        padded = f"printf('%0{width}d', {number})" if how.is_sqlite else f"lpad(({number})::text, {width}, '0')"
        return f"'{start}' || {padded}"
    if isinstance(column.type, Instant):
        moved = f"strftime('%Y-%m-%d %H:%M:%f000', {name}, ({_SHIFT}) || ' days')"
        return moved if how.is_sqlite else f"{name} + make_interval(days => {_SHIFT})"
    if isinstance(column.type, Date):
        return f"date({name}, ({_SHIFT}) || ' days')" if how.is_sqlite else f"{name} + ({_SHIFT})"
    return name


def _numbered(name: str, room: int, how: _Copying) -> str:
    """Return the number of a copy: the copies of one case follow each other, as does all that belongs to them."""
    case = f"(({name} / {room} - 1) * {how.copies} + c.k + {how.first})"
    return case if room == 1 else f"{case} * {room} + {name} % {room}"


# --- what is made anew at the end ---------------------------------------------------------------------------------


@contextmanager
def _put_away(book: Connection, how: _Copying) -> Iterator[None]:
    """Drop what would be kept up row by row, and make it again."""
    names = ", ".join(f"'{table.__tablename__}'" for table in ROOM)
    found = _ON_SQLITE if how.is_sqlite else _ON_POSTGRESQL
    kept = list(book.exec_driver_sql(found.format(names=names)).all())
    for kind, name, _words in kept:
        book.exec_driver_sql(f"DROP {kind} {name}")
    book.commit()
    yield
    for _kind, _name, words in kept:
        book.exec_driver_sql(words)
        book.commit()
    if how.is_sqlite:
        for statement in _FTS:
            book.execute(text(statement), {"case": how.first, "line": how.first * ROOM[UtteranceRow]})
            book.commit()
        return
    for table in ROOM:
        if "id" in table.__table__.columns:
            name = table.__tablename__
            book.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")  # noqa: S608 - our own tables
    book.commit()


_ON_SQLITE = (
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    " AND tbl_name IN ({names}) ORDER BY tbl_name, name"
)
_ON_POSTGRESQL = (
    "SELECT 'INDEX', i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = current_schema()"
    " AND i.tablename IN ({names}) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"
    " ORDER BY i.tablename, i.indexname"
)

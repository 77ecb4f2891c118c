"""Views of the board that people have saved under a name, and the word in each new week to those who want it.

A view is nothing but the address of the board: whoever opens it sees what they may see on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, insert, or_, select, update

from intake import audit
from intake.db import Database, Snapshot, Transaction
from intake.deadlines import office_hours
from intake.errors import Invalid, NotFound
from intake.figures.facts import DIMENSIONS
from intake.notices import notices
from intake.notices.notices import Notice
from intake.officers import letters
from intake.tables import BoardViewRow, StaffRow

MOST = 20
WEEKLY = "board_weekly"
_LONGEST_NAME = 60
_KEPT = ("days", "since", "until", "by")
_LONGEST_VALUE = 20


@dataclass(frozen=True, slots=True)
class View:
    """A saved view; `query` is the address of the board after the question mark.

    `is_weekly`: told each week in the panel; `is_mailed`: by a letter too.
    """

    id: int
    name: str
    query: str
    is_weekly: bool
    is_mailed: bool = False


def of(snap: Snapshot, staff_id: int) -> tuple[View, ...]:
    """Return somebody's views, by name."""
    rows = select(BoardViewRow.__table__).where(BoardViewRow.staff_id == staff_id).order_by(BoardViewRow.name)
    return tuple(_view(row) for row in snap.execute(rows))


def _view(row: Any) -> View:  # noqa: ANN401 - a row of the table
    return View(row.id, row.name, row.query, row.is_weekly, row.is_mailed)


def one(snap: Snapshot, staff_id: int, view_id: int) -> View:
    """Return a view of somebody's own.

    Raises:
        NotFound: this person has no such view.
    """
    found = next((view for view in of(snap, staff_id) if view.id == view_id), None)
    if found is None:
        raise NotFound
    return found


def save(tx: Transaction, staff_id: int, name: str, query: str, *, is_weekly: bool, is_mailed: bool = False) -> None:
    """Save a view under a name; the same name again takes the place of the one before. What is mailed is told too.

    Raises:
        Invalid: there is no name, or it is too long, or there are too many views already.
    """
    tidy = " ".join(name.replace("\x00", "").split())
    if not tidy or len(tidy) > _LONGEST_NAME:
        raise Invalid("Chưa lưu được.", {"name": f"Xin đặt tên từ 1 đến {_LONGEST_NAME} chữ."})
    views = of(tx, staff_id)
    if len(views) >= MOST and tidy not in {view.name for view in views}:
        raise Invalid("Chưa lưu được.", {"name": f"Đã có {MOST} bảng. Xin xóa bớt một bảng rồi lưu lại."})
    mine = (BoardViewRow.staff_id == staff_id, BoardViewRow.name == tidy)
    tx.execute(delete(BoardViewRow).where(*mine))
    values = {"staff_id": staff_id, "name": tidy, "query": clean(query)}
    values |= {"is_weekly": is_weekly or is_mailed, "is_mailed": is_mailed}
    tx.execute(insert(BoardViewRow).values(**values, told_on=tx.today, at=tx.now))
    detail = {"weekly": is_weekly or is_mailed, "mailed": is_mailed}
    audit.record(tx, f"staff:{staff_id}", "board_view.save", f"staff:{staff_id}", detail)


def remove(tx: Transaction, staff_id: int, view_id: int) -> None:
    """Forget a view.

    Raises:
        NotFound: this person has no such view.
    """
    mine = (BoardViewRow.staff_id == staff_id, BoardViewRow.id == view_id)
    if not tx.execute(delete(BoardViewRow).where(*mine)).rowcount:
        raise NotFound
    audit.record(tx, f"staff:{staff_id}", "board_view.remove", f"staff:{staff_id}", {"view": view_id})


def due(snap: Snapshot) -> tuple[tuple[int, View], ...]:
    """Return the views of which somebody is to be told now, with whose they are; none outside of office hours."""
    monday = monday_of(snap.today)
    waits = or_(BoardViewRow.told_on.is_(None), BoardViewRow.told_on < monday)
    statement = (
        select(BoardViewRow.__table__)
        .join(StaffRow, StaffRow.id == BoardViewRow.staff_id)
        .where(BoardViewRow.is_weekly.is_(True), waits, StaffRow.is_active.is_(True))
        .order_by(BoardViewRow.id)
    )
    if not office_hours.is_open(snap):
        return ()
    return tuple((row.staff_id, _view(row)) for row in snap.execute(statement))


def tell(tx: Transaction, told: Iterable[tuple[int, View]]) -> None:
    """Put the word of the week into the panel, and a letter in where one is wanted, once a view and week."""
    views, monday = list(told), monday_of(tx.today)
    words = [
        Notice(
            staff_id, None, f"{WEEKLY}:{view.id}:{monday}", WEEKLY, f"Số liệu tuần của bảng “{view.name}” đã sẵn sàng."
        )
        for staff_id, view in views
    ]
    notices.tell_many(tx, words)
    for staff_id, view in views:
        if view.is_mailed:
            letters.put(tx, key=f"board:{view.id}:{monday}", kind="board", staff_id=staff_id, view_id=view.id)
    ids = [view.id for _staff_id, view in views]
    tx.execute(update(BoardViewRow).where(BoardViewRow.id.in_(ids)).values(told_on=tx.today))


def sweep(db: Database) -> int:
    """Tell of every view whose week has begun; return how many there were."""
    with db.read() as snap:
        found = due(snap)
    if found:
        with db.transaction() as tx:
            tell(tx, found)
    return len(found)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def clean(query: str) -> str:
    """Return the address without anything that is not the board's own."""
    said = {name: value for name, value in parse_qsl(query[:500]) if name in _KEPT and len(value) <= _LONGEST_VALUE}
    if said.get("by") not in DIMENSIONS:
        said.pop("by", None)
    return urlencode(said)

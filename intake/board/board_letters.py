"""What the weekly letter of a saved view says: figures of its period in the reader's own sight, and where they stand.

There is nothing personal in it: no case, no citizen, and of officers no table by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qsl

from sqlalchemy import select

from intake.access import Viewer
from intake.board.board_periods import period_of
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.figures import names
from intake.figures.periods import Period
from intake.officers.staff import viewer_for
from intake.queries.figures.board import Board, Line, Side, board
from intake.tables import BoardViewRow, StaffRow
from routing.topics import Catalogue

WATCHERS = frozenset({"head", "supervisor", "administrator", "observer"})
LINES = 15
_NOW: tuple[tuple[str, str], ...] = (("Đang mở", "open"), ("Quá hạn", "overdue"))
_COUNTED: tuple[tuple[str, str], ...] = (("Tiếp nhận", "told"), ("Đã kết thúc", "closed"))
_SHARES: tuple[tuple[str, str], ...] = (("Đúng hạn theo luật", "law"), ("Đúng hạn theo quy chế", "local"))
_TIMES: tuple[tuple[str, str], ...] = (
    ("Trả lời lần đầu", "replied"),
    ("Nhận xử lý", "accepted"),
    ("Trả lời kết quả", "answered"),
)
_LAST: tuple[tuple[str, str], ...] = (
    ("Mở lại", "reopened"),
    ("Không thụ lý", "refused"),
    ("Chuyển đơn vị", "transferred"),
)
HEAD = ("Đang mở", "Quá hạn", "Tiếp nhận", "Đúng hạn theo luật")


@dataclass(frozen=True, slots=True)
class BoardLetter:
    """A letter: rows of (what, this period, the one before), then the first lines of a dimension, blank for none.

    `path` is the address of the view below the installation's own.
    """

    name: str
    period: Period
    before: Period
    rows: tuple[tuple[str, str, str], ...]
    dimension: str
    lines: tuple[tuple[str, ...], ...]
    more: int
    is_covered: bool
    path: str


def board_letter(snap: Snapshot, staff_id: int, view_id: int | None) -> BoardLetter | None:
    """Return what to write; None where the account is shut or sees no board, or the view is gone or mailed no more."""
    view = snap.execute(
        select(BoardViewRow.__table__)
        .join(StaffRow, StaffRow.id == BoardViewRow.staff_id)
        .where(BoardViewRow.id == view_id, BoardViewRow.staff_id == staff_id, BoardViewRow.is_mailed.is_(True))
        .where(StaffRow.is_active.is_(True))
    ).first()
    if view is None:
        return None
    viewer = viewer_for(snap, staff_id)
    return _letter(snap, viewer, view.name, view.query) if viewer.role in WATCHERS else None


def _letter(snap: Snapshot, viewer: Viewer, name: str, query: str) -> BoardLetter:
    given = dict(parse_qsl(query))
    period = _until_yesterday(period_of(given, viewer, snap.today), snap)
    found = board(snap, viewer, period, given.get("by", "unit"), size=LINES)
    has_names, topics = found.dimension == "officer", topic_book.current(snap)
    return BoardLetter(
        name=name,
        period=period,
        before=period.before,
        rows=tuple(_rows(found)),
        dimension="" if has_names else names.DIMENSIONS[found.dimension],
        lines=() if has_names else tuple(_line(found.dimension, one, topics) for one in found.lines),
        more=0 if has_names else max(found.size - LINES, 0),
        is_covered=found.is_covered,
        path=f"/admin/board?{query}",
    )


def _until_yesterday(period: Period, snap: Snapshot) -> Period:
    """Return a period that ends today moved back by a day: on Monday morning the week that is over is told."""
    day = timedelta(days=1)
    return Period(period.since - day, period.until - day) if period.until == snap.today else period


def _rows(found: Board) -> Iterator[tuple[str, str, str]]:
    now, before = found.total, found.before
    for label, fact in _NOW:
        yield label, names.count(now.cells[fact]), ""
    for label, fact in _COUNTED:
        yield label, names.count(now.cells[fact]), names.count(before.cells[fact])
    for label, source in _SHARES:
        yield label, _share(now, source), _share(before, source)
    for label, fact in _TIMES:
        yield f"{label} (trung vị · 90%)", _times(now, fact), _times(before, fact)
    yield "Hài lòng về kết quả (1–5)", names.mark(now.mean("rated")), names.mark(before.mean("rated"))
    for label, fact in _LAST:
        yield label, names.count(now.cells[fact]), names.count(before.cells[fact])


def _share(side: Side, source: str) -> str:
    return names.share(side.cells[f"{source}_met"], side.cells[f"{source}_all"])


def _times(side: Side, fact: str) -> str:
    one = side.spreads[fact]
    return f"{names.span(one.median)} · {names.span(one.p90)}" if one.count else "–"


def _line(dimension: str, one: Line, topics: Catalogue) -> tuple[str, ...]:
    name = one.name or names.key_name(dimension, one.key, partial(names.topic_name, topics))
    return (name, *(names.count(one.cells[fact]) for fact in ("open", "overdue", "told")), _share(one, "law"))

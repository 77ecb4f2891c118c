"""The report of bent clocks: figures by unit and officer, the cases behind each number, and a file of the figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from admin import tables
from admin.board.board_words import FEW
from admin.deps import Book, require
from admin.forms.typed import number
from admin.pages.figures.board import DEFAULT_DAYS, PERIODS
from admin.shown_refs import place_meant, place_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.db import Snapshot
from intake.errors import NotFound
from intake.figures import kept
from intake.queries.figures.board import Period
from intake.queries.figures.gaming import Report, occurrences, report
from intake.queries.figures.signs import SIGNS

router = APIRouter()
SIZE = 25  # lines of a ranking on one page; all are in the file
Watcher = Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))]
Reader = Annotated[Viewer, Depends(require("head", "supervisor"))]


class Asked(BaseModel):
    """What the address of the report may say; whatever is none of the known values is read as any."""

    days: str = ""
    unit: str = ""
    officer: str = ""
    note: str = ""
    after: str = ""
    units: str = ""
    officers: str = ""

    def starts(self) -> dict[str, int]:
        """Return the first unit and the first officer that the rankings show."""
        return {name: number(getattr(self, name)) or 0 for name in ("units", "officers")}

    @property
    def chosen(self) -> int:
        """How many days the period has."""
        return int(self.days) if self.days in {str(one) for one in PERIODS} else DEFAULT_DAYS

    def period(self, snap: Snapshot) -> Period:
        """Return the days until today."""
        return Period(snap.today - timedelta(days=self.chosen - 1), snap.today)


@router.get("/board/clocks")
def show(request: Request, viewer: Watcher, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show every sign in the period."""
    kept.catch_up(db)
    with db.read() as snap:
        found = report(snap, viewer, asked.period(snap))
    link, starts = _Link(asked.chosen), asked.starts()
    return render(
        request, "gaming.html", report=found, chosen=asked.chosen, periods=PERIODS, link=link, starts=starts, size=SIZE
    )


@router.get("/board/clocks.csv")
def download(viewer: Watcher, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Give the figures as a table; that they left the house is written down."""
    with db.transaction() as tx:
        found = report(tx, viewer, asked.period(tx))
        audit.record(tx, f"staff:{viewer.id}", "report.export", "report:gaming", {"days": asked.chosen})
    since, until = found.period.since, found.period.until
    return tables.csv_file(f"dong-ho-{since:%Y%m%d}-{until:%Y%m%d}.csv", _HEAD, _rows(found))


@router.get("/board/clocks/{code}")
def show_cases(request: Request, code: str, viewer: Reader, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show the cases behind one number."""
    sign = SIGNS.get(code)
    if sign is None:
        raise NotFound
    narrowed = {"unit_id": number(asked.unit), "officer_id": number(asked.officer), "before": place_meant(asked.after)}
    note = asked.note if asked.note in sign.notes else ""
    with db.read() as snap:
        period = asked.period(snap)
        page = occurrences(snap, viewer, sign, period, note=note, **narrowed)
    more = {"unit": narrowed["unit_id"], "officer": narrowed["officer_id"], "note": note}
    link = _Link(asked.chosen)
    first, following = link(code, **more), link(code, **more, after=place_ref(page.after)) if page.after else ""
    context: dict[str, Any] = {
        "sign": sign,
        "period": period,
        "page": page,
        "chosen": asked.chosen,
        "narrowed": any(more.values()),
    }
    return render(request, "gaming_cases.html", **context, first=first if asked.after else "", following=following)


@dataclass(frozen=True, slots=True)
class _Link:
    """Makes the address of the cases behind a number."""

    days: int

    def __call__(self, code: str, **given: object) -> str:
        asked = {"days": self.days, **{name: value for name, value in given.items() if value}}
        return f"/admin/board/clocks/{code}?{urlencode(asked)}"

    def ranking(self, starts: Mapping[str, int], key: str, start: int) -> str:
        """Return the address of the page on which a ranking (`units`, `officers`) begins elsewhere."""
        moved = {name: first for name, first in {**starts, key: start}.items() if first}
        return f"/admin/board/clocks?{urlencode({'days': self.days, **moved})}#{key}"


_HEAD = ("Theo", "Đơn vị", "Cán bộ", "Dấu hiệu", "Số lượt", "Trong số", "Số ngày", "Cách đếm")


def _rows(found: Report) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for seen in found.signs:
        sign = seen.sign
        lines = [("Tất cả", "", "", seen.total)]
        lines += [("Đơn vị", one.name, "", seen.units[one.id]) for one in found.units if one.id in seen.units]
        lines += [
            ("Cán bộ", one.unit, one.name, seen.officers[one.id]) for one in found.officers if one.id in seen.officers
        ]
        for level, unit, officer, tally in lines:
            of, days = tally.of if sign.is_share else "", tally.days if sign.has_days else ""
            seen_often = (FEW, "", "") if tally.is_few else (tally.count, of, days)
            rows.append((level, unit, officer, sign.title, *seen_often, sign.counts))
    return rows

"""A form filled for a period: its rows, with the total first; what the book does not hold stays blank."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, true

from intake import meta
from intake.access import Viewer
from intake.db import Snapshot
from intake.directory import directory
from intake.figures import names
from intake.figures.memory import of_book, of_sums
from intake.figures.periods import Period
from intake.figures.reader import sight
from intake.figures.small import covered
from intake.files.workbooks import Sheet
from intake.queries.case_lines import unit_name
from intake.receptions.visits import seen_visits
from intake.reports.filings import count_filings
from intake.reports.forms import Form
from intake.reports.receptions import count_receptions
from intake.reports.resolutions import count_resolutions
from intake.tables import CaseRow, VisitRow

TOTAL = "Tổng số"
Cells = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: by row its name and its numbers by column; `is_covered`: None also stands for a small number."""

    form: Form
    period: Period
    rows: tuple[tuple[str, Cells], ...]
    is_covered: bool

    @property
    def total(self) -> Cells:
        """The numbers of the first row."""
        return self.rows[0][1]

    def said(self, cells: Cells, no: int) -> str:
        """Return what stands in a cell; blank where the book holds nothing."""
        column = next(one for one in self.form.columns if one.no == no)
        value = cells.get(no)
        return names.count(value) if column.value else ""

    def sheet(self) -> Sheet:
        """Return the form as a sheet of a workbook."""
        head = [
            "Đơn vị",
            *(f"({one.no}) {one.group + ': ' if one.group else ''}{one.label}" for one in self.form.columns),
        ]
        rows = [[name, *(self._cell(cells, one.no) for one in self.form.columns)] for name, cells in self.rows]
        days = f"Từ {self.period.since:%d/%m/%Y} đến {self.period.until:%d/%m/%Y}"
        return Sheet(self.form.code, head, rows, (f"{self.form.code}. {self.form.title}", days, *self.form.notes))

    def _cell(self, cells: Cells, no: int) -> object:
        said = self.said(cells, no)
        return int(said) if said.isdigit() else said or None


def fill(snap: Snapshot, viewer: Viewer | None, form: Form, period: Period) -> Filled:
    """Fill a form with what the viewer may see; None: with everything that is no advertisement, for the operator.

    What pages show is as of the last count of the sums of the board; what is written into a file is of this moment.
    """
    what = ("form", viewer, form.code, period, meta.version(snap, "directory"))
    remembered = of_book if form.counts == "receptions" else of_sums  # a visit without a case moves no sum of cases
    return remembered(snap, what, lambda: _fill(snap, viewer, form, period))


def _fill(snap: Snapshot, viewer: Viewer | None, form: Form, period: Period) -> Filled:
    seen = sight(viewer) if viewer is not None else CaseRow.suspicion.is_(None)
    is_covered = viewer is not None and not viewer.sees_cases
    if form.counts == "receptions":
        units = viewer.scope if viewer is not None and viewer.sees_cases else None
        brief = seen_visits(viewer) if viewer is not None and viewer.sees_cases else true()
        by_unit = count_receptions(snap, seen, units, period, brief=brief)
        tree = directory.snapshot(snap)
        named = sorted((unit_name(tree, unit_id), counts) for unit_id, counts in by_unit.items() if counts)
        total: Counter[str] = sum((counts for _name, counts in named), Counter())
        rows = [(TOTAL, total), *named]
    else:
        rows = [(TOTAL, _COUNTED[form.counts](snap, seen, form.kinds, period))]
    numbers = [_numbers(form, counts) for _name, counts in rows]
    shown = [*covered(numbers[:1]), *covered(numbers[1:])] if is_covered else numbers
    cells: list[Cells] = [{no: value for no, value in row.items() if value is not None} for row in shown]
    return Filled(form, period, tuple((name, row) for (name, _), row in zip(rows, cells, strict=True)), is_covered)


def _of_visits(snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period) -> Counter[str]:
    """Return what came over the counter, by kind: `complaint.all`, `light.own` and so on."""
    brought = select(VisitRow.case_id).where(VisitRow.how == "counter")
    counts: Counter[str] = Counter()
    for kind in kinds:
        group = kind if kind in {"complaint", "denunciation"} else "light"
        for name, count in count_filings(snap, and_(seen, CaseRow.id.in_(brought)), (kind,), period).items():
            counts[f"{group}.{name}"] += count
    return counts


_COUNTED = {"filings": count_filings, "resolutions": count_resolutions, "visits": _of_visits}


def _numbers(form: Form, counts: Counter[str]) -> dict[int, int | None]:
    return {column.no: counts[column.value] for column in form.columns if column.value}

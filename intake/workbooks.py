"""Tables as a workbook for Excel: text stays text, so that no cell is taken for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter

_TITLE = 31  # the most letters that Excel takes for the name of a sheet
_WIDEST = 60
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its head and its rows; `notes` stand above the head, a line each."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[str] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; numbers and days stay such, None is an empty cell, anything else is written as text."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title.translate(_FORBIDDEN)[:_TITLE])
            for at, note in enumerate(sheet.notes):
                page.write_string(at, 0, note)
            top = len(sheet.notes) + (1 if sheet.notes else 0)
            page.write_row(top, 0, sheet.head, bold)
            for at, row in enumerate(sheet.rows, top + 1):
                for column, value in enumerate(row):
                    _write(page, at, column, value, day)
            page.freeze_panes(top + 1, 1)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            for column, width in enumerate(_widths(sheet)):
                page.set_column(column, column, width)
    return content.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, at: int, column: int, value: object, day: object) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        page.write_string(at, column, str(value))
    elif isinstance(value, date):
        page.write_datetime(at, column, value, day)
    else:
        page.write_number(at, column, value)


def _widths(sheet: Sheet) -> list[int]:
    """Return how wide each column is: as its longest text, its head broken into lines."""
    widths = [max((len(word) for word in name.split()), default=0) for name in sheet.head]
    for row in sheet.rows:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], len(str(value if value is not None else "")))
    return [min(width + 2, _WIDEST) for width in widths]

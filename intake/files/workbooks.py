"""Tables as a workbook for Excel: text stays text, so that no cell is taken for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter

_TITLE = 31  # the most letters that Excel takes for the name of a sheet
_WIDEST = 60
_LONGEST = 32_000  # signs that a cell holds
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WRAPPED = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its head and its rows; `notes` stand above the head, a line each.

    Attributes:
        widths: of the columns, in letters, for cells that break into lines; blank: each as wide as its longest text.
        is_form: a book of the law: framed, under the head the numbers of the columns, the head on every printed page.
        can_filter: the head offers Excel's filter.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[str] = ()
    widths: Sequence[int] = ()
    is_form: bool = False
    can_filter: bool = False


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; numbers and days stay such, None is an empty cell, anything else is written as text."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        for sheet in sheets:
            _draw(book, sheet)
    return content.getvalue()


def _draw(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.title.translate(_FORBIDDEN)[:_TITLE])
    frame = {"border": 1} if sheet.is_form else {}
    bold = book.add_format({**_WRAPPED, "bold": True, "bottom": 1, **frame})
    text = book.add_format({**(_WRAPPED if sheet.widths else {}), **frame})
    day = book.add_format({"num_format": "dd/mm/yyyy", **frame})
    for at, note in enumerate(sheet.notes):
        page.write_string(at, 0, note)
    head = len(sheet.notes) + (1 if sheet.notes else 0)
    page.write_row(head, 0, sheet.head, bold)
    top = head + 1
    if sheet.is_form:
        page.write_row(top, 0, [f"({at})" for at in range(1, len(sheet.head) + 1)], text)
        page.repeat_rows(head, top)
        top += 1
    for at, row in enumerate(sheet.rows, top):
        for column, value in enumerate(row):
            _write(page, at, column, value, text=text, day=day)
    if sheet.can_filter:
        page.autofilter(head, 0, max(top + len(sheet.rows) - 1, top), len(sheet.head) - 1)
    _lay_out(page, sheet, top)


def _lay_out(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, top: int) -> None:
    page.freeze_panes(top, 2 if sheet.is_form else 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for column, width in enumerate(sheet.widths or _widths(sheet)):
        page.set_column(column, column, width)


def _write(
    page: xlsxwriter.worksheet.Worksheet, at: int, column: int, value: object, *, text: object, day: object
) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        page.write_string(at, column, str(value)[:_LONGEST], text)
    elif isinstance(value, date):
        page.write_datetime(at, column, value, day)
    else:
        page.write_number(at, column, value, text)


def _widths(sheet: Sheet) -> list[int]:
    """Return how wide each column is: as its longest text, its head broken into lines."""
    widths = [max((len(word) for word in name.split()), default=0) for name in sheet.head]
    for row in sheet.rows:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], len(str(value if value is not None else "")))
    return [min(width + 2, _WIDEST) for width in widths]

"""Tables as files that a spreadsheet opens: Vietnamese letters stay whole, and no cell is taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from starlette.responses import Response

from intake.errors import NotFound
from intake.files.workbooks import Sheet, workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a download as UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return download(name, "\ufeff" + text.getvalue(), "text/csv; charset=utf-8")


def file_of(sheets: Mapping[str, Sheet], name: str, *, form: str, table: str = "") -> Response:
    """Return tables of a page as a download.

    Args:
        sheets: all of its tables, the first one the main.
        name: what the file is called, without an ending.
        form: `csv`, which holds one table, or `xlsx`.
        table: which; blank for the main one, in a workbook for all.

    Raises:
        NotFound: the page has no such table.
    """
    if table and table not in sheets:
        raise NotFound
    named = f"{name}-{table}" if table else name
    if form == "xlsx":
        return xlsx_file(f"{named}.xlsx", workbook([sheets[table]] if table else sheets.values()))
    sheet = sheets[table or next(iter(sheets))]
    return csv_file(f"{named}.csv", sheet.head, sheet.rows)


def xlsx_file(name: str, content: bytes) -> Response:
    """Return a workbook as a download."""
    return download(name, content, _XLSX)


def download(name: str, content: bytes | str, media_type: str) -> Response:
    """Return a file to be kept by its reader and by no cache; its name carries no name of a person."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

"""The reception book as a spreadsheet: what somebody typed is text there, never a formula."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from intake.meta import Office
from intake.reception_book.lines import COLUMNS, BookLine, Period

_WIDTHS = (6, 12, 28, 16, 48, 12, 9, 20, 10, 24, 24, 26, 24)
_A4 = 9
_HEAD = 4  # rows above the first line
_LONGEST = 32_000  # signs that a cell holds


def book_sheet(found: Sequence[BookLine], period: Period, office: Office, unit: str) -> bytes:
    """Return the book as an XLSX file, set up to be printed across A4."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sổ tiếp công dân")
    bold, head = book.add_format({"bold": True, "font_size": 13}), book.add_format(_framed(bold=True))
    text, middle = book.add_format(_framed()), book.add_format(_framed() | {"align": "center"})
    sheet.write_string(0, 0, f"SỔ TIẾP CÔNG DÂN (Mẫu 03/TCD) · {unit or office.name}", bold)
    sheet.write_string(1, 0, f"Từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}: {len(found)} lượt")
    for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD - 2, at, name, head)
        sheet.write_string(_HEAD - 1, at, f"({at + 1})", middle)
    for row, one in enumerate(found, _HEAD):
        for at, cell in enumerate(one.cells):
            sheet.write_string(row, at, cell[:_LONGEST], text)
    sheet.freeze_panes(_HEAD, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD - 2, _HEAD - 1)
    book.close()
    return buffer.getvalue()


def _framed(*, bold: bool = False) -> dict[str, object]:
    return {"border": 1, "text_wrap": True, "valign": "top", "bold": bold}

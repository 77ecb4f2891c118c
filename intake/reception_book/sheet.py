"""The reception book as a spreadsheet: what somebody typed is text there, never a formula."""

from collections.abc import Sequence

from intake.files.workbooks import Sheet, workbook
from intake.meta import Office
from intake.reception_book.lines import COLUMNS, BookLine, Period

_WIDTHS = (6, 12, 28, 16, 48, 12, 9, 20, 10, 24, 24, 26, 24)


def book_sheet(found: Sequence[BookLine], period: Period, office: Office, unit: str) -> bytes:
    """Return the book as an XLSX file, set up to be printed across A4."""
    notes = (
        f"SỔ TIẾP CÔNG DÂN (Mẫu 03/TCD) · {unit or office.name}",
        f"Từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}: {len(found)} lượt",
    )
    rows = [one.cells for one in found]
    return workbook([Sheet("Sổ tiếp công dân", COLUMNS, rows, notes, widths=_WIDTHS, is_form=True)])

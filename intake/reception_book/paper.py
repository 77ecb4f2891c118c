"""The reception book on paper: A4 across, thirteen columns, the head of the table on every page."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable

from intake.files.house_font import PLAIN
from intake.files.house_paper import blank_paper
from intake.meta import Office
from intake.proofs.paper import BAND, LINE, SOFT, pads, paragraph
from intake.reception_book.lines import COLUMNS, BookLine, Period

FORM = "Mẫu 03/TCD (Nghị định 154/2026/NĐ-CP)"
_PAGE = landscape(A4)
_EDGE = 10 * mm
_WIDTHS = (8, 17, 29, 23, 46, 15, 11, 18, 13, 23, 25, 26, 31)  # parts of the width, as much as the columns need
_SIZE = 7


def book_paper(found: Sequence[BookLine], period: Period, office: Office, unit: str) -> bytes:
    """Return the book as PDF."""
    buffer = BytesIO()
    edges = (_EDGE, _EDGE, _EDGE, 14 * mm)
    document = blank_paper(
        buffer,
        title=f"Sổ tiếp công dân {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}",
        author=office.name,
        edges=edges,
        pagesize=_PAGE,
    )

    def dress(canvas: Any, page: Any) -> None:  # noqa: ANN401 - the library has no types
        canvas.saveState()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(_EDGE, 8 * mm, FORM)
        canvas.drawRightString(_PAGE[0] - _EDGE, 8 * mm, f"Trang {page.page}")
        canvas.restoreState()

    document.build(list(_story(found, period, office, unit)), onFirstPage=dress, onLaterPages=dress)
    return buffer.getvalue()


def _story(found: Sequence[BookLine], period: Period, office: Office, unit: str) -> Iterator[Flowable]:
    yield paragraph(f"{office.name.upper()}{f' · {unit}' if unit else ''}", 9, bold=True)
    yield paragraph("SỔ TIẾP CÔNG DÂN", 14, bold=True, align=TA_CENTER, before=2, after=1)
    when = f"Từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}: {len(found)} lượt"
    yield paragraph(when, 9, align=TA_CENTER, after=3)
    yield _table(found)


def _table(found: Sequence[BookLine]) -> LongTable:
    whole = (_PAGE[0] - 2 * _EDGE - 12) / sum(_WIDTHS)
    head = [paragraph(name, _SIZE, bold=True, align=TA_CENTER) for name in COLUMNS]
    numbers = [paragraph(f"({at})", _SIZE, soft=True, align=TA_CENTER) for at in range(1, len(COLUMNS) + 1)]
    rows = [[paragraph(cell, _SIZE) for cell in one.cells] for one in found]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.4, LINE),
        ("BACKGROUND", (0, 0), (-1, 1), BAND),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), 2.5) for side in ("LEFT", "RIGHT")),
        *pads(2),
    ]
    widths = [part * whole for part in _WIDTHS]
    return LongTable([head, numbers, *rows], colWidths=widths, style=style, repeatRows=2)

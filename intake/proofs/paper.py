"""Proof sheets as paper: an A4 PDF that reads well in black and white; the same sheets make the same bytes."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from intake.files.house_font import BOLD, PLAIN
from intake.files.house_paper import blank_paper
from intake.law.sheet import ProofSheet, Turn, move_words
from intake.law.wording import Line, long_day
from intake.meta import Office

_TITLE = "BẢNG TÍNH THỜI HẠN"
_FOOT = (
    "Bảng này do hệ thống lập từ sổ theo dõi hồ sơ; ai cũng có thể đếm lại theo từng dòng. "
    "Bảng không thay cho văn bản có chữ ký và con dấu."
)
INK, SOFT, LINE, BAND = (colors.HexColor(one) for one in ("#111111", "#4d4d4d", "#9a9a9a", "#ececec"))
_MARGIN, _TOP, _BOTTOM = 16 * mm, 26 * mm, 22 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_FRAME_PAD = 6  # the library's frame keeps this many points free at each side


def paper_of(sheets: Sequence[ProofSheet], office: Office | None = None) -> bytes:
    """Return proof sheets as a PDF, each beginning on a page of its own."""
    pages, _ = _built(sheets, office, total=0)
    return _built(sheets, office, total=pages)[1]


def _built(sheets: Sequence[ProofSheet], office: Office | None, *, total: int) -> tuple[int, bytes]:
    buffer = BytesIO()
    code = sheets[0].code
    edges = (_MARGIN - _FRAME_PAD, _MARGIN - _FRAME_PAD, _TOP, _BOTTOM)
    document = blank_paper(
        buffer, title=f"Bảng tính thời hạn {code}".strip(), author=office.name if office else "Nghe Dân", edges=edges
    )

    def dress(canvas: Any, page: Any) -> None:  # noqa: ANN401 - the library has no types
        _frame(canvas, page.page, total, office, code)

    document.build(list(_story(sheets)), onFirstPage=dress, onLaterPages=dress)
    return document.page, buffer.getvalue()


def _frame(canvas: Any, page: int, total: int, office: Office | None, code: str) -> None:  # noqa: ANN401 - as above
    """Put office and code at the head of every page, its number and what the paper is at the foot."""
    right, head, foot = A4[0] - _MARGIN, A4[1] - 13 * mm, 14 * mm
    canvas.saveState()
    canvas.setFillColor(INK)
    canvas.setStrokeColor(INK)
    canvas.setFont(BOLD, 10)
    canvas.drawString(_MARGIN, head, office.name.upper() if office else "NGHE DÂN")
    canvas.drawRightString(right, head, code)
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(SOFT)
    canvas.drawString(_MARGIN, head - 4.5 * mm, f"Điện thoại {office.phone}" if office and office.phone else "")
    canvas.drawRightString(right, head - 4.5 * mm, "Mã hồ sơ" if code else "")
    canvas.setLineWidth(0.8)
    canvas.line(_MARGIN, head - 7.5 * mm, right, head - 7.5 * mm)
    canvas.setLineWidth(0.4)
    canvas.line(_MARGIN, foot + 3.5 * mm, right, foot + 3.5 * mm)
    canvas.setFont(PLAIN, 7)
    canvas.drawString(_MARGIN, foot, _FOOT)
    canvas.setFont(PLAIN, 8)
    canvas.drawRightString(right, foot - 4 * mm, f"Trang {page}/{total or page}")
    canvas.restoreState()


def _story(sheets: Iterable[ProofSheet]) -> Iterator[Flowable]:
    for number, sheet in enumerate(sheets):
        if number:
            yield PageBreak()
        yield from _sheet(sheet)


def _sheet(sheet: ProofSheet) -> Iterator[Flowable]:
    yield paragraph(_TITLE, 15, bold=True, align=TA_CENTER, after=1)
    yield paragraph(sheet.title, 11, align=TA_CENTER, after=1)
    if sheet.as_of is not None:
        yield paragraph(f"Tình trạng đến hết {long_day(sheet.as_of)}", 8.5, soft=True, align=TA_CENTER, after=3)
    yield _due(sheet)
    yield Spacer(0, 3 * mm)
    yield _facts(sheet)
    for one in sheet.warnings:
        yield _warning(one)
    for one in sheet.remarks:
        yield paragraph(one, 8.5, soft=True, before=1.5)
    yield paragraph("Cách tính từng ngày", 11, bold=True, before=5, after=1.5)
    yield _ledger(sheet.lines)
    if sheet.turns:
        title = paragraph("Lịch sử của hạn", 11, bold=True, before=5, after=1.5)
        yield KeepTogether([title, _turns(sheet.turns)])


def paragraph(
    words: str,
    size: float = 9,
    *,
    bold: bool = False,
    soft: bool = False,
    align: int = 0,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """Return a paragraph; `before` and `after` in millimetres."""
    style = ParagraphStyle(
        "text",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.4,
        textColor=SOFT if soft else INK,
        alignment=align,
        spaceBefore=before * mm,
        spaceAfter=after * mm,
    )
    return Paragraph(escape(unicodedata.normalize("NFC", words)), style)


def _due(sheet: ProofSheet) -> Table:
    """Return the day itself in a frame, with how it stands."""
    day = paragraph(f"Hạn: hết {long_day(sheet.due_on)}", 13, bold=True)
    state = paragraph(sheet.state, 9.5, align=TA_RIGHT)
    style = [("BOX", (0, 0), (-1, -1), 1.2, INK), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    pads = [
        (f"{side}PADDING", (0, 0), (-1, -1), size)
        for side, size in (("TOP", 5), ("BOTTOM", 8), ("LEFT", 9), ("RIGHT", 9))
    ]
    return Table([[day, state]], colWidths=[_WIDTH * 0.56, _WIDTH * 0.44], style=[*style, *pads])


def _facts(sheet: ProofSheet) -> Table:
    framed = {"Hạn", "Tình trạng"}
    rows = [
        [paragraph(label, 8.5, soft=True), paragraph(value, 9)] for label, value in sheet.facts if label not in framed
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        *pads(2.2),
    ]
    return Table(rows, colWidths=[28 * mm, _WIDTH - 28 * mm], style=style)


def pads(size: float) -> list[tuple[Any, ...]]:
    """Return the style of a table whose cells keep this many points free above and below."""
    return [(name, (0, 0), (-1, -1), size) for name in ("TOPPADDING", "BOTTOMPADDING")]


def _warning(words: str) -> Table:
    style = [("LINEBEFORE", (0, 0), (0, -1), 2.4, INK), ("LEFTPADDING", (0, 0), (-1, -1), 7), *pads(2.5)]
    return Table([[paragraph(words, 9, bold=True)]], colWidths=[_WIDTH], style=style, spaceBefore=2 * mm)


def _ledger(lines: Sequence[Line]) -> Table:
    """Return the days; one that does not count is shaded and says so, the last line is the due date."""
    head = [paragraph(name, 8, bold=True) for name in ("Ngày thứ", "Ngày", "Tính", "Vì sao")]
    rows = [_row(line, is_last=line is lines[-1]) for line in lines]
    skipped = [("BACKGROUND", (0, at), (-1, at), BAND) for at, line in enumerate(lines, 1) if line.number is None]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, LINE),
        ("BOX", (0, len(lines)), (-1, len(lines)), 1, INK),
        *skipped,
        *((f"{side}PADDING", (0, 0), (-1, -1), 4) for side in ("LEFT", "RIGHT")),
        *pads(1.5),
    ]
    widths = [17 * mm, 38 * mm, 21 * mm]
    return Table([head, *rows], colWidths=[*widths, _WIDTH - sum(widths)], style=style, repeatRows=1)


def _row(line: Line, *, is_last: bool) -> list[Flowable]:
    number = "–" if line.number is None else str(line.number)
    counted = "không tính" if line.number is None else "tính"
    why = [paragraph(f"{line.why}{' · ngày hạn' if is_last else ''}", 9, bold=is_last)]
    why += [paragraph(f"• {note}", 9, bold=True) for note in line.notes]
    cells = (number, long_day(line.day), counted)
    return [*(paragraph(words, 9, bold=is_last, soft=line.number is None) for words in cells), why]


def _turns(turns: Iterable[Turn]) -> Table:
    head = [paragraph(name, 8, bold=True) for name in ("Lúc", "Việc", "Vì sao, ai ghi")]
    rows = [
        [
            paragraph(f"{turn.at:%d/%m/%Y %H:%M}", 9),
            [paragraph(turn.what, 9, bold=True), paragraph(move_words(turn), 9)],
            paragraph("; ".join(filter(None, (turn.why, turn.by))), 9),
        ]
        for turn in turns
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, LINE),
        *pads(2),
    ]
    return Table([head, *rows], colWidths=[32 * mm, 55 * mm, _WIDTH - 87 * mm], style=style, repeatRows=1)

"""A poster as paper: an A4 or A5 PDF that is read from three steps away, in colour or in grey; the same every time."""

import unicodedata
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import segno
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from intake.errors import Invalid
from intake.files.house_font import BOLD, PLAIN, register_fonts
from intake.posters.words import Poster

PAPERS = {"A4": A4, "A5": A5}
_WIDTH, _HEIGHT = A4
_EDGE = 15 * mm
_ACROSS = _WIDTH - 2 * _EDGE
_BRAND, _INK, _SOFT, _LINE, _BAND = (
    colors.HexColor(one) for one in ("#8f1d21", "#14213d", "#3c4658", "#c3cad8", "#f4f6fa")
)
_QUIET = 4  # modules that stay white around a code (ISO/IEC 18004)
_CODE = 104 * mm
_NUMBERS = (("113", "Công an"), ("114", "Chữa cháy"), ("115", "Cấp cứu"))
_LEAST_SIZE = 9.0


def poster_paper(poster: Poster, paper: str = "A4") -> bytes:
    """Return a poster as a PDF of one page; A5 is the same picture, smaller.

    Raises:
        Invalid: there is no such paper.
    """
    if paper not in PAPERS:
        raise Invalid("Khổ giấy chỉ có A4 hoặc A5.")
    register_fonts()
    buffer = BytesIO()
    size = PAPERS[paper]
    canvas = Canvas(buffer, pagesize=size, invariant=1, lang="vi-VN")
    canvas.setTitle(f"Áp phích {poster.way.label}: {poster.name}")
    canvas.setAuthor(poster.name)
    canvas.scale(size[0] / _WIDTH, size[1] / _HEIGHT)
    _head(canvas, poster)
    _code(canvas, poster)
    _steps(canvas, poster)
    _calls(canvas, poster)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Any, poster: Poster) -> None:  # noqa: ANN401 - the library has no types
    """Draw whose poster it is on a band of colour, and what it is for."""
    band = 36 * mm
    canvas.setFillColor(_BRAND)
    canvas.rect(0, _HEIGHT - band, _WIDTH, band, stroke=0, fill=1)
    name = poster.name.upper()
    _words(canvas, name, 24, (_EDGE, _HEIGHT - band / 2), height=26 * mm, face=BOLD, colour=colors.white)
    _words(canvas, "Có việc cần phản ánh?", 36, (_EDGE, _HEIGHT - 50 * mm), height=16 * mm, face=BOLD)
    asks = {"web": "Quét mã, nói với chúng tôi"}.get(poster.way.key, f"Quét mã, nhắn qua {poster.way.label}")
    _words(canvas, asks, 21, (_EDGE, _HEIGHT - 63 * mm), height=10 * mm, colour=_SOFT)


def _code(canvas: Any, poster: Poster) -> None:  # noqa: ANN401 - as above
    """Draw the code as large as the page allows, and below it the address for those who cannot scan."""
    left, bottom = (_WIDTH - _CODE) / 2, _HEIGHT - 72 * mm - _CODE
    matrix = segno.make(poster.way.address, micro=False, error="m", boost_error=True).matrix
    module = _CODE / (len(matrix) + 2 * _QUIET)
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(1.6)
    canvas.roundRect(left, bottom, _CODE, _CODE, 6, stroke=1, fill=0)
    canvas.setFillColor(colors.black)
    outline = canvas.beginPath()  # one path: no hairlines between modules
    for row, line in enumerate(matrix):
        for column, is_dark in enumerate(line):
            if is_dark:
                x, y = left + (column + _QUIET) * module, bottom + _CODE - (row + _QUIET + 1) * module
                outline.rect(x, y, module, module)
    canvas.drawPath(outline, stroke=0, fill=1)
    middle = bottom - 9 * mm
    _words(canvas, f"hoặc mở: {poster.way.shown}", 19, (_EDGE, middle), height=9 * mm, face=BOLD)


def _steps(canvas: Any, poster: Poster) -> None:  # noqa: ANN401 - as above
    """Draw the three steps side by side, each under its number."""
    gap, top = 6 * mm, _HEIGHT - 197 * mm
    width = (_ACROSS - 2 * gap) / 3
    for number, step in enumerate(poster.way.steps):
        left = _EDGE + number * (width + gap)
        canvas.setFillColor(_BRAND)
        canvas.circle(left + 6 * mm, top - 6 * mm, 6 * mm, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.setFont(BOLD, 18)
        canvas.drawCentredString(left + 6 * mm, top - 8.3 * mm, str(number + 1))
        _words(canvas, step, 14, (left, top - 41 * mm), width=width, height=27 * mm, align=TA_LEFT, anchor="top")


def _calls(canvas: Any, poster: Poster) -> None:  # noqa: ANN401 - as above
    """Draw whom to call: in danger, and at the office for those without such a telephone."""
    top, bottom = _HEIGHT - 240 * mm, 16 * mm
    canvas.setFillColor(_BAND)
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.8)
    canvas.roundRect(_EDGE, bottom, _ACROSS, top - bottom, 6, stroke=1, fill=1)
    half = _ACROSS * 0.5
    canvas.line(_EDGE + half, bottom + 5 * mm, _EDGE + half, top - 5 * mm)
    left, line = _EDGE + 6 * mm, top - 8 * mm
    _words(canvas, "Đang nguy hiểm: gọi ngay", 13, (left, line), width=half - 12 * mm, height=7 * mm, face=BOLD,
           align=TA_LEFT)  # fmt: skip
    column = (half - 12 * mm) / len(_NUMBERS)
    for at, (number, who) in enumerate(_NUMBERS):
        spot = left + at * column
        _words(canvas, number, 30, (spot, top - 20 * mm), width=column, height=13 * mm, face=BOLD, colour=_BRAND,
               align=TA_LEFT)  # fmt: skip
        _words(canvas, who, 11, (spot, top - 29 * mm), width=column, height=6 * mm, align=TA_LEFT)
    _office(canvas, poster, (_EDGE + half + 6 * mm, half - 12 * mm), top)
    foot = "Đây là trợ lý tự động; cán bộ là người quyết định."
    _words(canvas, foot, 9.5, (_EDGE, 10 * mm), height=5 * mm, colour=_SOFT)


def _office(canvas: Any, poster: Poster, where: tuple[float, float], top: float) -> None:  # noqa: ANN401 - as above
    left, width = where
    title = "Không quét được mã? Gọi, hoặc đến" if poster.phone else "Không quét được mã? Mời đến"
    _words(canvas, title, 13, (left, top - 8 * mm), width=width, height=7 * mm, face=BOLD, align=TA_LEFT)
    if poster.phone:
        _words(canvas, poster.phone, 22, (left, top - 18.5 * mm), width=width, height=10 * mm, face=BOLD,
               align=TA_LEFT)  # fmt: skip
    where_to = poster.address or ("" if poster.phone else poster.name)
    lines = ". ".join(filter(None, (where_to, poster.hours)))
    first = top - (34.5 if poster.phone else 26) * mm
    _words(canvas, lines, 10.5, (left, first), width=width, height=11 * mm, align=TA_LEFT, anchor="top")


def _words(
    canvas: Any,  # noqa: ANN401 - as above
    words: str,
    size: float,
    spot: tuple[float, float],
    *,
    width: float = _ACROSS,
    height: float,
    face: str = PLAIN,
    colour: colors.Color = _INK,
    align: int = TA_CENTER,
    anchor: str = "middle",
) -> None:
    """Write words into a box, smaller until they fit; `spot` is its left edge, and its middle (or lower) line.

    With the anchor `top` the words begin at the box's upper edge, `height` above the spot.
    """
    if not words:
        return
    while True:
        style = ParagraphStyle(
            "words",
            fontName=face,
            fontSize=size,
            leading=size * 1.3,
            textColor=colour,
            alignment=align,
            splitLongWords=1,
        )
        text = Paragraph(escape(unicodedata.normalize("NFC", words)), style)
        _, needed = text.wrap(width, height)
        if needed <= height or size <= _LEAST_SIZE:
            break
        size -= 0.5
    left, line = spot
    text.drawOn(canvas, left, line + height - needed if anchor == "top" else line - needed / 2)

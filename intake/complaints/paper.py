"""The complaint form as paper: an A4 PDF to be printed and signed; the same form makes the same bytes."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, Spacer, Table

from intake.complaints.forms import Filled
from intake.complaints.sheet import FormSheet, Part, sheet_of
from intake.files.house_font import BOLD, ITALIC, PLAIN
from intake.files.house_paper import blank_paper

_LEFT, _RIGHT, _EDGE = 28 * mm, 15 * mm, 18 * mm
_INK = colors.HexColor("#111111")
_PRINTED_FROM = 32


def paper_of(filled: Filled) -> bytes:
    """Return the form as PDF."""
    sheet = sheet_of(filled)
    buffer = BytesIO()
    edges = (_LEFT, _RIGHT, _EDGE, _EDGE + 6 * mm)
    document = blank_paper(buffer, title=f"Đơn khiếu nại {filled.code}", author="", edges=edges)

    def dress(canvas: Any, page: Any) -> None:  # noqa: ANN401 - the library has no types
        del page
        _foot(canvas, sheet.foot)

    document.build(list(_story(sheet)), onFirstPage=dress, onLaterPages=dress)
    return buffer.getvalue()


def _foot(canvas: Any, words: str) -> None:  # noqa: ANN401 - as above
    canvas.saveState()
    text = _text(words, 7, face=ITALIC)
    text.wrap(A4[0] - _LEFT - _RIGHT, 20 * mm)
    text.drawOn(canvas, _LEFT, 10 * mm)
    canvas.restoreState()


def _story(sheet: FormSheet) -> Iterator[Flowable]:
    form = sheet.form
    yield _text(form.country, 11.5, face=BOLD, align=TA_CENTER)
    yield _text(form.motto, 12, face=BOLD, align=TA_CENTER)
    yield HRFlowable(width=52 * mm, thickness=0.8, color=_INK, spaceBefore=1.5 * mm, spaceAfter=5 * mm)
    yield _text(form.place_and_day, 10.5, face=ITALIC, align=TA_RIGHT, after=6)
    yield _text(form.title, 15, face=BOLD, align=TA_CENTER, after=4)
    yield _text(f"{form.to} {sheet.to}", 11.5, align=TA_CENTER, after=4)
    for part in sheet.parts:
        yield from _part(part)
    yield KeepTogether(_signature(sheet))


def _part(part: Part) -> Iterator[Flowable]:
    lines: list[Flowable] = []
    for one in part.lines:
        align = TA_LEFT if one.is_blank else TA_JUSTIFY
        first, *others = one.value.split("\n")
        lines += [_text(f"{one.words}: {first}", align=align), *(_text(other, align=align) for other in others)]
    yield KeepTogether([_text(part.title, face=BOLD, before=2.5), lines[0]])
    yield from lines[1:]


def _signature(sheet: FormSheet) -> Flowable:
    said = [
        _text(sheet.form.signer, face=BOLD, align=TA_CENTER),
        _text(sheet.form.sign_here, 9.5, face=ITALIC, align=TA_CENTER),
        Spacer(0, 28 * mm),
    ]
    width = (A4[0] - _LEFT - _RIGHT) / 2
    return Table([["", said]], colWidths=[width, width], style=[("VALIGN", (0, 0), (-1, -1), "TOP")], spaceBefore=12)


def _text(
    words: str, size: float = 10.5, *, face: str = PLAIN, align: int = TA_LEFT, before: float = 0, after: float = 0.8
) -> Paragraph:
    """Return a paragraph; `before` and `after` in millimetres."""
    style = ParagraphStyle(
        "text",
        fontName=face,
        fontSize=size,
        leading=size * 1.5,
        textColor=_INK,
        alignment=align,
        spaceBefore=before * mm,
        spaceAfter=after * mm,
    )
    printable = "".join(one for one in words if ord(one) >= _PRINTED_FROM)
    return Paragraph(escape(unicodedata.normalize("NFC", printable)), style)

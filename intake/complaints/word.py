"""The complaint form as a Word file, laid out as administrative papers are, to be changed by hand and signed."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from intake.complaints.forms import Filled
from intake.complaints.sheet import FormSheet, Part, sheet_of

_FACE = "Times New Roman"
_SIZE, _SMALL = 13, 9


def word_of(filled: Filled) -> bytes:
    """Return the form as DOCX."""
    sheet = sheet_of(filled)
    document = Document()
    _set_up(document, sheet, filled.code)
    _head(document, sheet)
    for part in sheet.parts:
        _part(document, part)
    _signature(document, sheet)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: DocumentType, sheet: FormSheet, code: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(_SIZE)
    style.paragraph_format.space_after = Pt(4)
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.language = f"Đơn khiếu nại {code}", "", "", "vi-VN"
    foot = page.footer.paragraphs[0]
    _say(foot, sheet.foot, size=_SMALL, italic=True)


def _head(document: DocumentType, sheet: FormSheet) -> None:
    form = sheet.form
    _say(_line(document, ALIGN.CENTER, after=0), form.country, bold=True)
    motto = _line(document, ALIGN.CENTER, after=0)
    _say(motto, form.motto, bold=True, size=_SIZE + 1)
    _say(_line(document, ALIGN.CENTER), "―" * 14)
    _say(_line(document, ALIGN.RIGHT, after=12), form.place_and_day, italic=True)
    _say(_line(document, ALIGN.CENTER, after=8), form.title, bold=True, size=_SIZE + 3)
    to = _line(document, ALIGN.CENTER, after=10)
    _say(to, f"{form.to} ")
    _say(to, sheet.to, bold=True)


def _part(document: DocumentType, part: Part) -> None:
    title = _line(document, ALIGN.LEFT)
    title.paragraph_format.keep_with_next = True
    _say(title, part.title, bold=True)
    for one in part.lines:
        first, *others = one.value.split("\n")
        line = _line(document, ALIGN.LEFT if one.is_blank else ALIGN.JUSTIFY)
        _say(line, f"{one.words}: {first}")
        for other in others:
            _say(_line(document, ALIGN.LEFT if one.is_blank else ALIGN.JUSTIFY), other)


def _signature(document: DocumentType, sheet: FormSheet) -> None:
    table = document.add_table(rows=1, cols=2)
    cell = table.rows[0].cells[1]
    name = cell.paragraphs[0]
    name.alignment, name.paragraph_format.space_before = ALIGN.CENTER, Pt(14)
    _say(name, sheet.form.signer, bold=True)
    hint = cell.add_paragraph()
    hint.alignment, hint.paragraph_format.space_after = ALIGN.CENTER, Pt(72)
    _say(hint, sheet.form.sign_here, italic=True)


def _line(document: DocumentType, align: ALIGN, *, after: int = 4) -> Paragraph:
    line = document.add_paragraph()
    line.alignment = align
    line.paragraph_format.space_after = Pt(after)
    return line


def _say(line: Paragraph, words: str, *, bold: bool = False, italic: bool = False, size: int = _SIZE) -> Run:
    run = line.add_run(_printable(words))
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FACE, Pt(size)
    return run


def _printable(words: str) -> str:
    """Return words without the signs that no XML file may hold."""
    return "".join(one for one in words if one in "\t\n" or (ord(one) >= ord(" ") and not _is_lone(one)))


def _is_lone(one: str) -> bool:
    return "\ud800" <= one <= "\udfff" or one in "\ufffe\uffff"

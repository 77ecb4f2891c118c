"""The file of a case as paper: an A4 PDF that reads well in grey, with a number on every page and the look-up code."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import segno
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, Paragraph, Table

from intake.casefile.content import PRINTED, CaseFile
from intake.clock import ZONE
from intake.files.house_font import BOLD, PLAIN
from intake.files.house_paper import blank_paper
from intake.proofs.paper import INK, LINE, SOFT, pads, paragraph

_MARGIN = 18 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_CODE = 30 * mm
_SEAL = "HỒ SƠ GIỮ KÍN: chỉ người có thẩm quyền được xem (Luật Tố cáo)"


def paper_of(file: CaseFile) -> bytes:
    """Return the file of a case as a PDF; the same file makes the same bytes."""
    buffer = BytesIO()
    edges = (_MARGIN, _MARGIN, 22 * mm, 20 * mm)
    document = blank_paper(buffer, title=f"Hồ sơ {file.code}", author=file.office.name, edges=edges)
    document.build(list(_story(file)), canvasmaker=_pages_of(file))
    return buffer.getvalue()


def _pages_of(file: CaseFile) -> type[Canvas]:
    """Return a canvas that knows how many pages there are before it writes their numbers."""

    class Pages(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as above
            super().__init__(*args, **options)
            self._drawn: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - the library's name
            self._drawn.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._drawn, 1):
                self.__dict__.update(page)
                _frame(self, file, number, len(self._drawn))
                super().showPage()
            super().save()

    return Pages


def _frame(canvas: Any, file: CaseFile, number: int, total: int) -> None:  # noqa: ANN401 - the library has no types
    right, head, foot = A4[0] - _MARGIN, A4[1] - 13 * mm, 12 * mm
    canvas.setFillColor(INK)
    canvas.setStrokeColor(INK)
    canvas.setFont(BOLD, 9)
    canvas.drawString(_MARGIN, head, unicodedata.normalize("NFC", file.office.name).upper())
    canvas.drawRightString(right, head, file.code)
    canvas.setLineWidth(0.6)
    canvas.line(_MARGIN, head - 3 * mm, right, head - 3 * mm)
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(SOFT)
    made = f"{file.made_by} in lúc {file.made_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
    canvas.drawString(_MARGIN, foot, unicodedata.normalize("NFC", made))
    canvas.drawRightString(right, foot, f"Trang {number}/{total}")


def _story(file: CaseFile) -> Iterator[Flowable]:
    yield paragraph("HỒ SƠ VỤ VIỆC", 17, bold=True, align=TA_CENTER, after=1)
    yield paragraph(file.code, 12, bold=True, align=TA_CENTER, after=3)
    if file.is_sealed:
        yield _framed(_SEAL)
    yield _cover(file)
    yield _title("1. Nội dung người dân trình bày")
    yield _words(file.text)
    yield _title("2. Thời hạn")
    yield _table(("Việc", "Hạn", "Tình trạng", "Cách tính, căn cứ"), file.clocks, (38, 24, 32), "Chưa có thời hạn nào.")
    yield _title("3. Kết quả và trả lời")
    yield from _rows(file.answer) if file.answer else [_none("Chưa trả lời.")]
    yield _title("4. Đơn vị phối hợp")
    yield _table(("Đơn vị", "Việc được giao", "Hạn", "Kết quả"), file.tasks, (42, 52, 22), "Không có.")
    yield _title("5. Diễn biến")
    yield from _latest(file.steps, "Chưa có bước nào.", is_cut=False)
    yield _title("6. Trao đổi với người dân")
    yield from _latest(file.talk, "Chưa có tin nhắn nào.", is_cut=file.is_cut)
    yield _title("7. Danh mục tệp kèm theo")
    names = tuple((str(one.number), f"{one.name} ({one.kind})", one.purpose, _kept(one.sha256)) for one in file.files)
    yield _table(("Số", "Tệp", "Nguồn", "Dấu vết (SHA-256)"), names, (10, 62, 34), "Không có tệp.")


def _cover(file: CaseFile) -> Table:
    """Return the facts beside the code that opens the look-up page."""
    picture = BytesIO()
    segno.make(file.look_up, micro=False, error="m").save(picture, kind="png", scale=6, border=2)
    picture.seek(0)
    code = [Image(picture, width=_CODE, height=_CODE), paragraph("Trang tra cứu", 7.5, soft=True, align=TA_CENTER)]
    left = _WIDTH - _CODE - 6 * mm
    facts = [_table_of(file.facts, left - 12)]
    style = [("BOX", (0, 0), (-1, -1), 1, INK), ("VALIGN", (0, 0), (-1, -1), "TOP"), *pads(4)]
    return Table([[facts, code]], colWidths=[left, _CODE + 6 * mm], style=style)


def _table_of(rows: Iterable[tuple[str, str]], width: float) -> Table:
    cells = [[paragraph(label, 8.5, soft=True), paragraph(value, 9.5)] for label, value in rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2), *pads(1.4)]
    return Table(cells, colWidths=[30 * mm, width - 30 * mm], style=style)


def _framed(words: str) -> Table:
    style = [("BOX", (0, 0), (-1, -1), 1.2, INK), *pads(4)]
    return Table([[paragraph(words, 10, bold=True, align=TA_CENTER)]], colWidths=[_WIDTH], style=style, spaceAfter=8)


def _title(words: str) -> Paragraph:
    return _styled(_bold(words), 11, before=5, after=1.5, keep=True)


def _words(words: str) -> Paragraph:
    return _styled(_safe(words), 9.5)


def _none(words: str) -> Paragraph:
    return paragraph(words, 9, soft=True)


def _rows(rows: Sequence[tuple[str, str]]) -> list[Flowable]:
    return [_styled(f"{_bold(label)}: {_safe(value)}", 9.5, after=1) for label, value in rows]


def _latest(rows: Sequence[tuple[str, str, str]], empty: str, *, is_cut: bool) -> Iterator[Flowable]:
    if is_cut or len(rows) > PRINTED:
        yield _none(
            f"Phần này dài nên chỉ in {PRINTED} mục mới nhất. Bản xuất để bàn giao có đủ, trong tệp chữ đi kèm."
        )
    yield from _lines(rows[-PRINTED:], empty)


def _lines(rows: Sequence[tuple[str, str, str]], empty: str) -> Iterator[Flowable]:
    """Yield what was done or said, a paragraph each: long words run over pages."""
    if not rows:
        yield _none(empty)
    for at, who, words in rows:
        rest = f"<br/>{_safe(words)}" if words else ""
        yield _styled(f'<font color="#4d4d4d" size="8">{at}</font> {_bold(who)}{rest}', 9, after=1.3)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], empty: str) -> Flowable:
    """Return a table; `widths` in millimetres of all columns but the last."""
    if not rows:
        return _none(empty)
    cells = [[paragraph(word, 8.5, bold=not at) for word in row] for at, row in enumerate((head, *rows))]
    columns = [one * mm for one in widths]
    style = [("LINEBELOW", (0, 0), (-1, 0), 0.8, INK), ("LINEBELOW", (0, 1), (-1, -1), 0.25, LINE),
             ("VALIGN", (0, 0), (-1, -1), "TOP"), *pads(1.8)]  # fmt: skip
    return Table(cells, colWidths=[*columns, _WIDTH - sum(columns)], style=style, repeatRows=1, splitInRow=1)


def _kept(sha256: str | None) -> str:
    return f"{sha256[:16]}…" if sha256 else "không còn trong kho"


def _bold(words: str) -> str:
    return f'<font name="{BOLD}">{_safe(words)}</font>'


def _safe(words: str) -> str:
    return escape(unicodedata.normalize("NFC", words)).replace("\n", "<br/>")


def _styled(markup: str, size: float, *, before: float = 0, after: float = 0, keep: bool = False) -> Paragraph:
    """Return a paragraph of our own markup; `before` and `after` in millimetres."""
    style = ParagraphStyle(
        "file", fontName=PLAIN, fontSize=size, leading=size * 1.4, textColor=INK, spaceBefore=before * mm,
        spaceAfter=after * mm, keepWithNext=int(keep), splitLongWords=1,
    )  # fmt: skip
    return Paragraph(markup, style)

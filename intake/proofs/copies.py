"""A copy of a citizen's data as paper: an A4 PDF with a part for each kind of thing that is kept."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from intake.clock import ZONE
from intake.files.house_font import BOLD, PLAIN
from intake.files.house_paper import blank_paper
from intake.meta import Office
from intake.people.data_copy import DataCopy

_TITLE = "BẢN SAO DỮ LIỆU CÁ NHÂN ĐANG LƯU"
_NOTE = (
    "Lập theo yêu cầu của người gửi (Luật 91/2025/QH15, Điều 4). Phần được niêm kín theo Luật Tố cáo, nếu có, do người "
    "có thẩm quyền cấp riêng."
)


def paper_of_copy(copy: DataCopy, office: Office) -> bytes:
    """Return a copy as a PDF; the same copy makes the same bytes."""
    buffer = BytesIO()
    margin = 18 * mm
    edges = (margin, margin, margin, margin)
    document = blank_paper(buffer, title=f"Bản sao dữ liệu {copy.code}", author=office.name, edges=edges)
    document.build(list(_story(copy, office)))
    return buffer.getvalue()


def _story(copy: DataCopy, office: Office) -> Iterator[Flowable]:
    yield _words(office.name.upper(), 10, bold=True)
    yield _words(_TITLE, 15, bold=True, before=4)
    yield _words(f"Hồ sơ {copy.code}, lập lúc {copy.made_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}", 9)
    yield _words(_NOTE, 9, before=2)
    for part in copy.parts:
        yield _words(part.title, 12, bold=True, before=5)
        for what, value in part.rows:
            yield _words(what, 8, bold=True, before=1.5)
            yield _words(value, 9.5)


def _words(words: str, size: float, *, bold: bool = False, before: float = 0) -> Paragraph:
    """Return a paragraph; `before` in millimetres."""
    style = ParagraphStyle(
        "words", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.4, spaceBefore=before * mm
    )
    return Paragraph(escape(unicodedata.normalize("NFC", words)).replace("\n", "<br/>"), style)

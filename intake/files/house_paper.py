"""A blank paper of the house: its typeface and edges, and what the file says of itself."""

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from intake.files.house_font import register_fonts


def blank_paper(
    buffer: BytesIO,
    *,
    title: str,
    author: str,
    edges: tuple[float, float, float, float],
    pagesize: Any = A4,  # noqa: ANN401 - the library has no types
) -> SimpleDocTemplate:
    """Return a document to be built into a buffer; the same content makes the same bytes.

    Args:
        buffer: where the PDF is written.
        title: what the file is called inside.
        author: the office.
        edges: left, right, top, bottom, in points.
        pagesize: width and height, in points.
    """
    register_fonts()
    left, right, top, bottom = edges
    return SimpleDocTemplate(
        buffer,
        pagesize=pagesize,
        leftMargin=left,
        rightMargin=right,
        topMargin=top,
        bottomMargin=bottom,
        title=title,
        author=author,
        lang="vi-VN",
        invariant=1,
    )

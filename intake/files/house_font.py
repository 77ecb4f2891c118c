"""The typeface of the house's own papers, known to the drawing library under two names."""

from functools import cache

import fontpkg_be_vietnam_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, ITALIC = "BeVietnam", "BeVietnam-Bold", "BeVietnam-Italic"
_FACES = {
    PLAIN: "BeVietnamPro-Regular.ttf",
    BOLD: "BeVietnamPro-SemiBold.ttf",
    ITALIC: "BeVietnamPro-Italic.ttf",
}


@cache
def register_fonts() -> None:
    """Make the faces known, once in a process."""
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, fontpkg_be_vietnam_pro.ROOT / "files" / file))

"""Draws pictures anew: upright, no larger than asked, and without anything that their camera or maker wrote into them.

One at a time in a process: some kilobytes may unfold to many million dots, and many people post at once.
"""

from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import Image, ImageOps

from intake.errors import Invalid

_MOST_DOTS, _OF_PHOTOS = 25_000_000, 60_000_000  # a JPEG is made smaller while it is read, all others are read whole
_ALONE = Lock()


def require_fit(picture: Image.Image) -> None:
    """See that a picture, opened and not yet read, has no more dots than its kind may have.

    Raises:
        Invalid: it has.
    """
    most = _OF_PHOTOS if picture.format == "JPEG" else _MOST_DOTS
    if picture.width * picture.height > most:
        raise Invalid("Ảnh có kích thước quá lớn. Anh/Chị gửi ảnh nhỏ hơn giúp ạ.")


def drawn_anew(source: Path | BytesIO, *, side: int, quality: int) -> bytes:
    """Return a picture as JPEG of at most `side` dots in width and height; `quality` is that of JPEG.

    Nothing but the dots is carried over: no notes, no small copy inside, nothing behind its end.

    Raises:
        Invalid: it has too many dots.
        OSError, SyntaxError, ValueError, Image.DecompressionBombError: it is no picture, or a damaged one.
    """
    with _ALONE, Image.open(source) as picture:
        require_fit(picture)
        picture.draft("RGB", (side, side))  # a large JPEG is never unfolded whole
        drawn = picture if picture.mode == "RGB" else picture.convert("RGB")
        drawn.thumbnail((side, side))
        ImageOps.exif_transpose(drawn, in_place=True)
        clean = Image.new("RGB", drawn.size)
        clean.paste(drawn)
    buffer = BytesIO()
    clean.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()

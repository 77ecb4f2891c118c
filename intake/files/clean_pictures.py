"""Pictures without anything that tells where, when, by whom and with what they were taken."""

from io import BytesIO

from PIL import Image

from intake.errors import Invalid
from intake.files.attachments import keep
from intake.files.drawn_pictures import drawn_anew
from intake.settings import Settings

__all__ = ["keep_clean"]

_SIDE = 4096  # dots: as much as a telephone's camera gives, and any paper can be read
_QUALITY = 90
_NOT_A_PICTURE = "Tệp này không phải ảnh, hoặc ảnh bị hỏng. Giấy tờ thì Anh/Chị chụp ảnh từng trang giúp."


def keep_clean(settings: Settings, data: bytes) -> tuple[str, int, str]:
    """Keep only what is seen in a picture; return (sha256, size in bytes, type).

    The picture is drawn anew, upright, so that no metadata, no thumbnail and nothing hidden behind its end comes along.

    Raises:
        Invalid: it is no picture, a damaged one, or larger than may be taken.
    """
    kept = keep(settings, _clean(data), kind="photo")
    return kept.sha256, kept.size, kept.mime


def _clean(data: bytes) -> bytes:
    try:
        return drawn_anew(BytesIO(data), side=_SIDE, quality=_QUALITY)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_NOT_A_PICTURE) from error

"""Pictures without anything that tells where, when, by whom and with what they were taken."""

from io import BytesIO

from PIL import Image, ImageOps

from intake.attachments import keep
from intake.errors import Invalid
from intake.settings import Settings

__all__ = ["keep_clean"]

_MAX_PIXELS = 60_000_000
_QUALITY = 90
_NOT_A_PICTURE = "Tệp này không phải ảnh, hoặc ảnh bị hỏng. Giấy tờ thì Anh/Chị chụp ảnh từng trang giúp."


def keep_clean(settings: Settings, data: bytes) -> tuple[str, int, str]:
    """Keep only what is seen in a picture; return (sha256, size in bytes, type).

    The picture is drawn anew, upright, so that no metadata, no thumbnail and nothing hidden behind its end comes along.

    Raises:
        Invalid: it is no picture, a damaged one, or larger than may be taken.
    """
    kept = keep(settings, _drawn_anew(data), kind="photo")
    return kept.sha256, kept.size, kept.mime


def _drawn_anew(data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                raise Invalid("Ảnh có kích thước quá lớn. Anh/Chị gửi ảnh nhỏ hơn giúp ạ.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_NOT_A_PICTURE) from error
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    buffer = BytesIO()
    clean.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()

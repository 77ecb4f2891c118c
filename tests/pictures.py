"""Pictures made here, so that no photo of anybody lies in the repository."""

from io import BytesIO

from PIL import Image


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), color: str = "gray", exif: Image.Exif | None = None
) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, kind, exif=exif or Image.Exif())
    return buffer.getvalue()


JPEG = picture()
PNG = picture("PNG")

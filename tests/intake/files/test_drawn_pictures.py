"""A picture drawn anew shows what it showed, upright and not larger than asked, and tells nothing else."""

from io import BytesIO

import pytest
from PIL import ExifTags, Image

from intake.errors import Invalid
from intake.files import drawn_pictures
from intake.files.drawn_pictures import drawn_anew

_TURNED = 6  # to be turned by a quarter to the right


def told(kind: str, mode: str, size: tuple[int, int] = (400, 200)) -> bytes:
    """Return a picture with a green left half, and notes of whoever made it."""
    picture = Image.new("RGB", size, "teal")
    picture.paste("green", (0, 0, size[0] // 2, size[1]))
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = _TURNED
    notes[ExifTags.Base.ImageDescription] = "Nhà bà Tư, số 12"
    buffer = BytesIO()
    picture.convert(mode).save(buffer, kind, exif=notes, comment=b"so 12")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("WEBP", "RGB")],
)
def test_it_stands_upright_and_keeps_no_notes(kind, mode):
    anew = drawn_anew(BytesIO(told(kind, mode)), side=1600, quality=90)
    with Image.open(BytesIO(anew)) as seen:
        assert (seen.format, seen.size, seen.mode) == ("JPEG", (200, 400), "RGB")
        assert not seen.getexif()
        above, below = seen.convert("L").getpixel((100, 50)), seen.convert("L").getpixel((100, 350))
    assert below - above > 10  # the left half, which is darker, is the upper one now
    assert b"so 12" not in anew


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_one_is_drawn_as_small_as_asked(kind):
    anew = drawn_anew(BytesIO(told(kind, "RGB", (5000, 1000))), side=500, quality=80)
    with Image.open(BytesIO(anew)) as seen:
        assert seen.size == (100, 500)


def test_what_would_unfold_to_too_much_is_refused_before_it_does(monkeypatch):
    monkeypatch.setattr(drawn_pictures, "_MOST_DOTS", 400 * 200 - 1)
    with pytest.raises(Invalid, match="quá lớn"):
        drawn_anew(BytesIO(told("PNG", "RGB")), side=1600, quality=90)


def test_half_a_picture_is_an_error():
    whole = told("PNG", "RGB", (300, 300))
    with pytest.raises((OSError, SyntaxError, ValueError)):
        drawn_anew(BytesIO(whole[: len(whole) // 2]), side=1600, quality=90)

from io import BytesIO

import pytest
from PIL import Image

from intake.errors import Invalid
from intake.files import attachments


def photo(size=(800, 600)) -> bytes:
    picture = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010E] = "Nhà bà Tư, số 12"
    exif[0x0112] = 6
    buffer = BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_a_photo_is_kept_once_under_its_hash(settings):
    kept = attachments.keep(settings, photo(), kind="photo")
    assert kept == attachments.keep(settings, photo(), kind="photo")
    assert attachments.path_of(settings, kept.sha256).read_bytes() == photo()
    assert kept.mime == "image/jpeg"


def test_the_shown_copy_is_upright_small_and_tells_nothing_about_its_maker(settings):
    kept = attachments.keep(settings, photo((4000, 2000)), kind="photo")
    with Image.open(attachments.shown_copy(settings, kept.sha256)) as shown:
        assert shown.size == (800, 1600)
        assert not shown.getexif()


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\x00" * 200,  # a program, whatever its name
        b"\x7fELF" + b"\x00" * 200,
        b"<script>alert(1)</script>",
        b"PK\x03\x04" + b"\x00" * 50,  # a bare archive
        b"",
        photo()[:200],  # half a picture
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(settings, data):
    with pytest.raises(Invalid) as refused:
        attachments.keep(settings, data, kind="photo")
    assert "Anh/Chị" in refused.value.sentence
    assert not list(settings.data_dir.glob("attachments/*/*"))


def test_a_25_mb_photo_is_refused_with_the_limit_in_words(settings):
    with pytest.raises(Invalid, match="10 MB"):
        attachments.keep(settings, b"\xff\xd8\xff" + b"\x00" * 25_000_000, kind="photo")


def test_a_document_is_told_by_its_content(settings):
    assert attachments.keep(settings, b"%PDF-1.7 ...").mime == "application/pdf"
    with pytest.raises(Invalid):
        attachments.keep(settings, b"%PDF-1.7 ...", kind="photo")

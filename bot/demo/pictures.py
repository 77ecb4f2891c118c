"""Small invented photographs, drawn when they are needed, so that no real picture is kept in the source."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (800, 600)
_HORIZON = 220
Pen = ImageDraw.ImageDraw


def picture(topic: str, rng: Random) -> bytes:
    """Return a JPEG that stands for a matter of a topic."""
    sky = rng.choice(((176, 196, 214), (205, 210, 205), (120, 140, 170)))
    image = Image.new("RGB", _SIZE, sky)
    pen = ImageDraw.Draw(image)
    _street(pen, rng)
    _SCENES.get(topic, _hole)(pen, rng)
    buffer = BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.4)).save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def _street(pen: Pen, rng: Random) -> None:
    width, height = _SIZE
    pen.rectangle((0, _HORIZON, width, height), fill=(118, 132, 92))
    for left in range(0, width, 130):
        top = _HORIZON - rng.randint(60, 170)
        shade = rng.randint(150, 225)
        pen.rectangle((left, top, left + rng.randint(80, 120), _HORIZON), fill=(shade, shade - 12, shade - 30))
    pen.polygon([(330, _HORIZON), (470, _HORIZON), (760, height), (40, height)], fill=(92, 92, 96))


def _hole(pen: Pen, rng: Random) -> None:
    for _ in range(rng.randint(2, 4)):
        x, y, size = rng.randint(240, 520), rng.randint(360, 540), rng.randint(50, 120)
        pen.ellipse((x, y, x + size, y + size // 3), fill=(48, 44, 42))
        pen.ellipse((x + size // 5, y + size // 12, x + size * 4 // 5, y + size // 4), fill=(88, 96, 110))


def _rubbish(pen: Pen, rng: Random) -> None:
    colours = ((235, 235, 240), (40, 40, 48), (190, 60, 50), (60, 110, 180), (205, 180, 90))
    for _ in range(70):
        x, size = rng.randint(60, 420), rng.randint(14, 52)
        y = 520 - rng.randint(0, max(20, 170 - abs(x - 240) // 2))
        pen.ellipse((x, y, x + size, y + size * 2 // 3), fill=rng.choice(colours))


def _water(pen: Pen, rng: Random) -> None:
    pen.polygon([(250, 330), (600, 330), (800, 600), (0, 600)], fill=(110, 104, 82))
    for _ in range(30):
        x, y = rng.randint(60, 680), rng.randint(345, 580)
        pen.line((x, y, x + rng.randint(20, 90), y), fill=(150, 146, 126), width=3)


def _lamp(pen: Pen, rng: Random) -> None:
    pen.rectangle((0, 0, *_SIZE), fill=(16, 18, 30))
    pen.polygon([(330, _HORIZON), (470, _HORIZON), (760, 600), (40, 600)], fill=(26, 26, 32))
    for left in range(120, 700, 190):
        pen.line((left, 520, left, 140 + rng.randint(0, 30)), fill=(70, 70, 80), width=8)


_SCENES: dict[str, Callable[[Pen, Random], None]] = {
    "moi_truong": _rubbish,
    "thi_truong": _rubbish,
    "thoat_nuoc": _water,
    "nuoc": _water,
    "nong_nghiep": _water,
    "chieu_sang": _lamp,
    "dien": _lamp,
}

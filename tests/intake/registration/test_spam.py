"""What looks like an advertisement, and what must never be taken for one."""

import json
from pathlib import Path

import pytest

from intake.registration.spam import looks_like
from routing.reading import default_reader

GOLDEN = Path(__file__).parents[2] / "golden" / "reading.jsonl"


def seen(text):
    return looks_like(text, default_reader().read(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Vay tiền nhanh lãi suất thấp giải ngân trong ngày, liên hệ zalo 0912345678", "ads"),
        ("vay tien nhanh lai suat thap giai ngan trong ngay lien he zalo", "ads"),
        ("Nhà cái uy tín, nổ hũ tài xỉu, nhận thưởng ngay t.me/xyz", "ads"),
        ("https://vi-du.example/a https://vi-du.example/b cả nhà ơi", "links"),
        ("x" * 90, "machine"),
        ("1234567890 " * 10, "machine"),
    ],
)
def test_what_is_nobodys_matter_is_known(text, why):
    assert seen(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Tôi bị lừa việc nhẹ lương cao tuyển cộng tác viên mất 20 triệu",
        "Hàng xóm mở loa khuyến mãi giảm giá ầm ĩ cả ngày, đề nghị phường xử lý",
        "Đường hỏng quá, ảnh ở https://vi-du.example/a và https://vi-du.example/b, ngõ 12 phường Bắc Giang",
        "Dán quảng cáo vay tiền nhanh lãi suất thấp giải ngân khắp cột điện phường Bắc Giang",
        "cháy nhà, mua ngay khuyến mãi giảm giá, có người mắc kẹt",
        "mất nước",
        "",
    ],
)
def test_a_citizens_matter_is_none(text):
    assert seen(text) is None


def test_no_matter_of_the_golden_file_is_held():
    texts = [json.loads(line)["text"] for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [text for text in texts if seen(text)] == []

"""What was found is marked in the citizen's own spelling, in a cut that shows it."""

import pytest

from admin.words.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        ("Ngõ 12 đường Hoàng Văn Thụ NGẬP", ["hoang van thu", "ngap"], ["Hoàng Văn Thụ", "NGẬP"]),
        ("QL1A tắc", ["ql 1 a"], ["QL1A"]),
        ("gọi +84 912 345.678 nhé", ["0912345678"], ["84 912 345.678"]),
        ("số 84912345678", ["0912345678"], ["84912345678"]),
        ("hoa\u0300ng va\u0306n thụ", ["hoang van"], ["hoa\u0300ng va\u0306n"]),
        ("văn văn thụ", ["van", "van thu"], ["văn", "văn thụ"]),
        ("không có gì", ["ngap"], []),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(text, phrases, found):
    pieces = excerpt(text, phrases)
    assert [piece.text for piece in pieces if piece.is_found] == found
    assert "".join(piece.text for piece in pieces) == text


def test_a_long_text_is_cut_around_what_was_found():
    pieces = excerpt("trước " * 60 + "ngập nặng " + "sau " * 90, ["ngap"])
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… trước")
    assert shown.endswith("sau …")
    assert len(shown) < 260
    assert [piece.text for piece in pieces if piece.is_found] == ["ngập"]

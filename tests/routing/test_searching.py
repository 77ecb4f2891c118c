"""A query is understood as it is typed, and a faulty one is refused in words that help."""

import pytest

from routing.searching import query_of, searched


@pytest.mark.parametrize(
    ("typed", "all_of", "none_of"),
    [
        ("ngập Hoàng", ("ngap", "hoang"), ()),
        ('"Hoàng Văn Thụ" ngập', ("hoang van thu", "ngap"), ()),
        ("“đường Láng» ngập", ("duong lang", "ngap"), ()),
        ('"chưa đóng ngoặc', ("chua dong ngoac",), ()),
        ('ngập -cống -"Hoàng Văn"', ("ngap",), ("cong", "hoang van")),
        ("ngõ-12", ("ngo 12",), ()),
        ("QL1A", ("ql 1 a",), ()),
        ("gọi +84 912 345 678", ("0912345678", "goi"), ()),
        ("0912.345.678", ("0912345678",), ()),
        ("a AND b* NOT (c)", ("a", "and", "b", "not", "c"), ()),
        ("ngập ngập", ("ngap",), ()),
        ("", (), ()),
    ],
)
def test_what_is_typed_is_understood(typed, all_of, none_of):
    query = query_of(typed)
    assert (query.all_of, query.none_of, query.fault) == (all_of, none_of, "")


@pytest.mark.parametrize(
    ("typed", "why"),
    [("-cống", "cần bỏ ra"), ("!!!", "Chưa có chữ"), ('""', "Chưa có chữ"), ('"' + "b " * 21, "Nhiều chữ")],
)
def test_what_cannot_be_looked_for_is_told(typed, why):
    assert why in query_of(typed).fault


@pytest.mark.parametrize("written", ["0912345678", "0912 345 678", "0912.345.678", "+84 912-345-678", "84912345678"])
def test_a_telephone_number_is_found_however_it_was_written(written):
    assert "0912345678" in searched(f"Gọi tôi số {written} nhé").split()


def test_an_amount_is_no_telephone_number():
    assert searched("nộp 1.500.000.000 đồng ngày 12/11/2026") == "nop 1 500 000 000 dong ngay 12 11 2026"

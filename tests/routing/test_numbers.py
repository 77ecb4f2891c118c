import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.numbers import covered, personal_numbers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("gọi tôi 0912345678 nhé", ["phone"]),
        ("sđt 0912.345.678", ["phone"]),
        ("+84 912 345 678", ["phone"]),
        ("máy bàn 02043854321", ["phone"]),
        ("cccd 024099012345", ["identity"]),
        ("cmnd 121234567 cấp 2009", ["identity"]),
        ("cccd 024 099 012 345, đt 0987654321", ["identity", "phone"]),
        ("phạt 1.850.000 đồng", []),
        ("1 200 000 000 đồng", []),
        ("năm 2024, nhà số 12/5", []),
        ("hồ sơ ND-26-7F3K-29QX", []),
        ("gọi 113 hoặc 114", []),
        ("12345678901234567890", []),
    ],
)
def test_numbers_that_name_a_person_are_found_and_others_are_not(text, kinds):
    assert [number.kind for number in personal_numbers(text)] == kinds


def test_a_covered_number_keeps_its_tail_only():
    assert covered("gọi 0912345678 nhé") == "gọi ********78 nhé"


@given(st.text(alphabet="0123456789 .-+ab84", max_size=60))
def test_covering_changes_digits_only(text):
    assert len(covered(text)) == len(text)
    assert all(a == b or (a.isdigit() and b == "*") for a, b in zip(text, covered(text), strict=True))

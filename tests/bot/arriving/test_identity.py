"""Identity numbers typed into a chat are covered; amounts, telephones, codes and dates are not."""

import pytest

from bot.arriving.identity import without_identity_numbers


@pytest.mark.parametrize(
    "number",
    ["024185007319", "024 185 007 319", "024.185.007.319", "024-185-007-319", "0241 8500 7319", "024 1850 07319"],
)
def test_a_citizens_number_is_covered_however_it_is_typed(number):
    covered = without_identity_numbers(f"tôi là Bình, số {number}, ở thôn Đông")
    assert not any(one.isdigit() for one in covered)
    assert covered.startswith("tôi là Bình, số ***")
    assert covered.endswith(", ở thôn Đông")


@pytest.mark.parametrize(
    "text",
    [
        "cmnd 012345678",
        "cmnd 012 345 678",
        "CCCD012345678ạ",
        "Số CMT: 012345678",
        "hộ chiếu C1234567",
        "can cuoc so 012345678",
    ],
)
def test_older_papers_are_covered_where_they_are_named(text):
    assert "123456" not in without_identity_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "đền bù 150000000 đồng",
        "gọi tôi 0912345678 hoặc 0204 3000 200",
        "0912345678 12 giờ gọi cũng được",
        "ngày 12/03/2026, quyết định 123/QĐ-UBND",
        "ND-26-7F3K-29QX ABCD-EFGH-2345",
        "số tài khoản 123456789012345",
        "",
    ],
)
def test_nothing_else_is_covered(text):
    assert without_identity_numbers(text) == text

"""The words of the law read well inside of a sentence."""

import pytest

from intake.law.wording import basis_in_short, basis_to_bracket


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("Điều 28 Luật Tiếp công dân 2013", "Điều 28 Luật Tiếp công dân 2013"),
        ("Quy chế của địa phương (áp dụng như Điều 28)", "Quy chế của địa phương, áp dụng như Điều 28"),
        ("Quyết định 12 (Điều 5 (khoản 2)) của tỉnh", "Quyết định 12, Điều 5, khoản 2, của tỉnh"),
    ],
)
def test_a_basis_has_no_brackets_of_its_own_where_it_stands_in_some(basis, told):
    assert basis_to_bracket(basis) == told


@pytest.mark.parametrize(
    ("basis", "short"),
    [
        ("Điều 28 khoản 1 Luật Tiếp công dân 2013", "Điều 28 khoản 1 Luật Tiếp công dân 2013"),
        ("Điều 27 Luật Khiếu nại 2011, sửa đổi bởi Luật 136/2025/QH15; Điều 16 khoản 1", "Điều 27 Luật Khiếu nại 2011"),
        ("Điều 30 Luật Tố cáo 2018; Điều 3 Nghị định 31/2019/NĐ-CP", "Điều 30 Luật Tố cáo 2018"),
        ("", ""),
    ],
)
def test_a_message_names_the_article_alone(basis, short):
    assert basis_in_short(basis) == short

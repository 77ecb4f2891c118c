"""The words of the law read well inside of a sentence."""

import pytest

from intake.law.wording import basis_to_bracket


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

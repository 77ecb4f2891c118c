"""A whole number is read where anything may stand."""

import pytest

from routing.whole import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("9" * 15, 10**15 - 1)])
def test_a_number_is_read(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "²", "١", "9" * 16, "9" * 5000, "x"])
def test_anything_else_is_none(text):
    assert whole(text) is None

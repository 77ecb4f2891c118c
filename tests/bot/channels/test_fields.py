"""What stands in a body at the place of a number may be any number, and anything else."""

import pytest

from bot.channels.fields import degrees, moment, number
from bot.channels.zalo_oa.numbers import decimal

STRANGE = [10**400, -(10**400), 2**64, float("nan"), float("inf"), float("-inf"), True, None, "²", "9" * 5000, [], {}]


@pytest.mark.parametrize("found", STRANGE, ids=lambda found: str(type(found).__name__))
def test_what_is_no_place_and_no_moment_is_none(found):
    body = {"it": found}
    assert degrees(body, "it", 90) is None
    assert decimal(body, "it", 90) is None
    assert number(body, "it") is None
    assert moment(body, "it") is None


def test_a_place_is_a_place():
    assert degrees({"it": 90}, "it", 90) == 90.0
    assert degrees({"it": -21.28}, "it", 90) == -21.28

"""Records that are changed often behave as frozen dataclasses; that nothing is assigned to them, mypy sees."""

import dataclasses

import pytest

from bot.dialogue.state import Draft, State
from routing.records import record, replace


@record
class Point:
    x: int
    y: int = 2


@pytest.mark.parametrize("known", [Point(1), State(step="confirm", draft=Draft("ổ gà")), Draft("ổ gà", lat=1.5)])
def test_a_changed_record_is_what_dataclasses_would_make_of_it(known):
    first = dataclasses.fields(known)[0].name
    assert replace(known, **{first: 7}) == dataclasses.replace(known, **{first: 7}) != known
    assert replace(known) == known


def test_no_field_is_made_up():
    with pytest.raises(TypeError):
        replace(Point(1), z=3)


def test_equal_records_are_one_key_and_hold_nothing_else():
    assert {Point(1), Point(1, 2)} == {Point(1)}
    with pytest.raises(AttributeError):
        Point(1).z = 3

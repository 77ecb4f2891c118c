"""References stand for numbers of rows: each for one, and none of them tells what lies before or behind it."""

import itertools

import pytest

from intake.refs import CASE, TALK, Refs

OURS = Refs(b"k" * 32)
SOME = [*range(1, 400), 2**27 - 1, 2**27, 2**40, 2**53 - 1]


def test_each_number_has_one_reference_and_each_reference_its_number():
    shown = [OURS.shown(CASE, one) for one in SOME]
    assert [OURS.meant(CASE, ref) for ref in shown] == SOME
    assert len(set(shown)) == len(SOME)
    assert {len(ref) for ref in shown} == {11}
    assert not any(ref.isdigit() for ref in shown)


def test_neighbours_are_no_neighbours_by_their_references():
    shown = [OURS.shown(CASE, one) for one in range(1, 2_001)]
    assert shown != sorted(shown)
    rising = sum(before < after for before, after in itertools.pairwise(shown))
    assert 900 < rising < 1_100
    shared = sum(a == b for before, after in itertools.pairwise(shown) for a, b in zip(before, after, strict=True))
    assert shared < 2_000 * 11 / 32 * 1.5


def test_another_kind_and_another_installation_have_other_references():
    ref = OURS.shown(CASE, 7)
    assert OURS.meant(TALK, ref) != 7
    assert Refs(b"x" * 32).meant(CASE, ref) != 7


@pytest.mark.parametrize("ref", ["", "7", "123", "a" * 10, "a" * 12, "0" * 11, "A" * 11, "l" * 11, "9" * 11, "ă" * 11])
def test_what_was_never_shown_means_nothing_that_there_is(ref):
    assert (OURS.meant(CASE, ref) or 2**50) > 2**40


@pytest.mark.parametrize("number", [0, -1, 2**53])
def test_what_is_no_row_is_not_shown(number):
    with pytest.raises(ValueError, match=str(number)):
        OURS.shown(CASE, number)

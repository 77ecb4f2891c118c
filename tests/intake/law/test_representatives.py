"""Who speaks for many who sign together: as many as the law says, from five people on."""

import pytest

from intake.law.representatives import representatives_for


@pytest.mark.parametrize(
    ("people", "asked"), [(1, ""), (4, ""), (5, "1 hoặc 2 người"), (10, "1 hoặc 2 người"), (11, "không quá 5 người")]
)
def test_as_many_as_the_law_says(people, asked):
    said = representatives_for(people)
    assert asked in said
    assert bool(said) == bool(asked)

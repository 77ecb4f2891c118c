"""What is far more than usual is told, and nothing else is."""

import pytest

from intake.figures.surges import Surge, chance, surge_of


@pytest.mark.parametrize(
    ("count", "before", "surge"),
    [
        (12, [3, 2, 4, 3, 3, 2, 5, 3], Surge(12, 3)),
        (12, [3, 2, 60, 3, 3, 2, 5, 3], Surge(12, 3)),
        (5, [3, 2, 4, 3, 3, 2, 5, 3], None),
        (4, [0] * 8, None),
        (6, [0] * 8, Surge(6, 0)),
        (60, [50, 55, 48, 52, 49, 51, 50, 53], None),
        (90, [50, 55, 48, 52, 49, 51, 50, 53], Surge(90, 50.5)),
        (0, [], None),
    ],
)
def test_a_count_is_weighed_against_the_median_of_the_spans_before(count, before, surge):
    assert surge_of(count, before) == surge


def test_the_chance_is_that_of_poisson():
    assert chance(0, 3) == 1
    assert chance(1, 3) == pytest.approx(0.950213, abs=1e-6)
    assert chance(10, 3) == pytest.approx(0.001102, abs=1e-6)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.scorer.calibration import calibration_error, fit_curve, fit_sharpness
from routing.scorer.model import Curve

DICE = np.random.default_rng(7)
SURE = st.floats(-50, 50)


def drawn(count=4000):
    """Scores of two labels whose lead tells how often the first is right."""
    for _again in range(count):
        lead = DICE.uniform(0, 1)
        is_right = DICE.uniform() < 1 / (1 + np.exp(-(4 * lead - 1)))
        yield np.array([lead, 0.0]), 0 if is_right else 1


def test_a_fitted_curve_tells_the_share_that_was_right():
    scored = list(drawn())
    curve = fit_curve(scored)
    told = [curve.share(max(scores), max(scores) - min(scores)) for scores, _label in scored]
    right = [int(np.argmax(scores)) == label for scores, label in scored]
    assert calibration_error(told, right) < 0.03


def test_nothing_to_learn_from_gives_a_curve_all_the_same():
    assert fit_curve([]).share(0.5, 0.2) > 0


@given(SURE, SURE)
def test_a_share_stays_in_bounds(first, lead):
    assert 0 <= Curve(1.0, 9.0, 3.0).share(first, lead) <= 1


def test_boasting_is_an_error_and_honesty_none():
    assert calibration_error([0.95] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.45)
    assert calibration_error([0.5] * 10, [True] * 5 + [False] * 5) == pytest.approx(0)
    assert calibration_error([], []) == 0


def test_clear_scores_are_sharpened_more_than_muddled_ones():
    clear = [(np.array([1.0, 0.0]), 0)] * 20
    muddled = [(np.array([1.0, 0.0]), i % 2) for i in range(20)]
    assert fit_sharpness(clear) > fit_sharpness(muddled)

"""What an officer is told of a reading: one figure for how sure it is, the same wherever the case shows it."""

import pytest

from intake.queries.talk.understanding import understanding_of

READ = {"topics": [{"code": "chieu_sang", "score": 0.9}, {"code": "dien", "score": 0.06}], "confidence": 0.7}


def test_the_best_topic_is_as_sure_as_the_case_says_and_the_others_share_the_rest():
    best, second = understanding_of(READ).topics
    assert (best.score, second.score) == (0.7, pytest.approx(0.18))


@pytest.mark.parametrize(
    ("stored", "scores"),
    [
        ({"topics": [{"code": "khac", "score": 1.0}], "confidence": 1.0}, [1.0]),
        ({"topics": READ["topics"]}, [0.9, 0.06]),
        ({"topics": [], "confidence": 0.0}, []),
    ],
    ids=["nothing is left", "stored before readings were sure of themselves", "no topic"],
)
def test_a_reading_without_doubt_or_figure_is_shown_as_it_was(stored, scores):
    assert [one.score for one in understanding_of({"kind": "other", **stored}).topics] == scores

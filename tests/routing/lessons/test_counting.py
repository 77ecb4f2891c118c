import numpy as np
import pytest

from routing.lessons.counting import counted

WATER, POWER, BOTH = 0, 1, 2


def weights(trust=(1.0, 1.0, 1.0, 1.0)):
    """Count four messages of two topics (and two kinds that say nothing); each holds its own word and a common one."""
    rows = [(np.array([own, BOTH]), np.ones(2, np.float32)) for own in (WATER, WATER, POWER, POWER)]
    topics = np.repeat(np.eye(2, dtype=np.float32), 2, axis=0)
    return counted(rows, np.hstack([topics, np.ones_like(topics)]), trust, keys=3, topics=2)


def test_a_word_speaks_for_the_topic_that_has_it_alone():
    found = weights()
    assert found[WATER, 0] > 0 > found[WATER, 1]
    assert found[POWER, 1] > 0 > found[POWER, 0]


def test_a_word_that_all_topics_share_speaks_for_none():
    assert np.allclose(weights()[BOTH], 0, atol=1e-6)


def test_a_message_that_is_trusted_less_counts_less():
    assert weights((1.0, 1.0, 0.1, 0.1))[BOTH, 0] > 0


@pytest.mark.parametrize("word", [WATER, POWER, BOTH])
def test_kinds_are_counted_apart_from_topics(word):
    assert np.allclose(weights()[word, 2:], 0, atol=1e-6)

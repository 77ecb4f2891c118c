import numpy as np
import pytest

from routing.language.words import split
from routing.lessons.examples import Example
from routing.lessons.topic_learning import fit_topics, mixed
from routing.lessons.training import fit

FIRE, POLICE, WATER = range(3)
TAUGHT = [
    Example(text, topic, "", "feedback", "t")
    for topic, texts in {
        "pccc": ("cháy nhà bà con ơi", "khói bốc lên từ kho", "bình chữa cháy hết hạn"),
        "an_ninh_trat_tu": ("trộm vào nhà đêm qua", "đánh nhau ngoài chợ", "nhà bị trộm xe"),
        "nuoc": ("vòi không có giọt nước nào", "mất nước ba hôm nay", "nước đục như nước vo gạo"),
    }.items()
    for text in texts
]


def scored(*rows):
    return [np.array(row, np.float32) for row in rows]


def test_a_topic_that_is_led_astray_by_another_is_found():
    # police matters score high wherever it burns: a little fire beside them means fire
    astray, plain = [0.45, 0.5, 0.0], [0.0, 0.5, 0.0]
    matrix = fit_topics(scored(astray, plain) * 400, [FIRE, POLICE] * 400, 3)
    found = np.array([astray, plain]) @ matrix
    assert found.argmax(1).tolist() == [FIRE, POLICE]


@pytest.mark.parametrize("labels", [[], [FIRE, POLICE]])
def test_a_topic_that_nobody_was_right_about_keeps_its_score(labels):
    seen = scored([0.9, 0.1, 0.3], [0.2, 0.7, 0.3])
    matrix = fit_topics(seen[: len(labels)], labels, 3)
    assert (np.stack(seen) @ matrix)[:, WATER] == pytest.approx([0.3, 0.3])


def test_few_messages_change_little():
    matrix = fit_topics(scored([0.4, 0.5, 0.1], [0.1, 0.5, 0.2]), [FIRE, POLICE], 3)
    assert np.abs(matrix - np.eye(3)).max() < 0.05


def test_weights_and_scores_are_mixed_alike():
    model = fit(TAUGHT, [])
    matrix = np.eye(3) + np.array([[0.2, -0.1, 0.0], [0.0, 0.1, 0.3], [-0.2, 0.0, 0.0]])
    words = split("nhà cháy, không có nước")
    before, after = model.scores(words), mixed(model, matrix).scores(words)
    assert after.topics == pytest.approx(before.topics @ matrix, abs=0.05)
    assert after.kinds == pytest.approx(before.kinds, abs=0.05)

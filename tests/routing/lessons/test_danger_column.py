"""A model is taught what its own features say of a danger to life, and keeps it in its file."""

import json
from dataclasses import replace

import numpy as np
import pytest

from routing.language.words import split
from routing.lessons import danger_training, training
from routing.lessons.danger_column import with_danger
from routing.lessons.examples import Example
from routing.lessons.training import fit
from routing.scorer.model_file import from_bytes, to_bytes

WHERE = (
    "ngõ 3",
    "thôn Đông",
    "chợ mới",
    "cầu Đồng",
    "xóm Chùa",
    "khu tập thể",
    "bờ hồ",
    "đầu làng",
    "ngã tư",
    "sân đình",
)
FIRES = [Example(f"nhà ở {where} đang cháy to lắm", "pccc", "", "feedback", "", urgent=True) for where in WHERE]
LAMPS = [
    Example(f"đèn đường ở {where} hỏng cả tuần", "chieu_sang", "", "feedback", "", urgent=False) for where in WHERE
]


OWN = "\n".join(json.dumps({"text": f"cháy ở {where} cứu với", "danger": "fire"}) for where in WHERE)


@pytest.fixture(autouse=True)
def own_messages(monkeypatch):
    monkeypatch.setattr(danger_training, "danger_messages", lambda: OWN)


@pytest.fixture(scope="module")
def model():
    return fit([replace(one, urgent=None) for one in (*FIRES, *LAMPS)], [])


@pytest.fixture
def taught(model):
    return with_danger(model, [*FIRES, *LAMPS])


def margin(model, text):
    return model.danger_margin(model.scores(split(text)))


def test_what_was_learned_tells_danger_from_nuisance(taught):
    assert margin(taught, "đèn ở ngã tư hỏng") < -0.4
    assert margin(taught, "cháy to lắm ở ngã tư") > -0.1


def test_topics_and_kinds_are_read_as_before(model, taught):
    scores, after = (one.scores(split(FIRES[0].text)) for one in (model, taught))
    assert np.array_equal(scores.topics, after.topics)
    assert np.array_equal(scores.kinds, after.kinds)


def test_what_tells_of_danger_is_kept_though_it_tells_of_no_topic(monkeypatch):
    monkeypatch.setattr(training, "_MOST_FEATURES", 1)
    kept = fit([*FIRES, *LAMPS], [])
    assert margin(with_danger(kept, [*FIRES, *LAMPS]), "cứu với") > margin(with_danger(kept, [*FIRES, *LAMPS]), "đèn")
    monkeypatch.setattr(training, "_MOST_OF_DANGER", 0)
    assert len(fit([*FIRES, *LAMPS], []).keys) == 1


def test_messages_that_say_nothing_of_danger_keep_no_feature_for_it(monkeypatch):
    monkeypatch.setattr(training, "_MOST_FEATURES", 1)
    assert len(fit([replace(one, urgent=None) for one in (*FIRES, *LAMPS)], []).keys) == 1


def test_it_comes_back_from_its_file(taught):
    again = from_bytes(to_bytes(taught))
    assert margin(again, "cháy to lắm") == pytest.approx(margin(taught, "cháy to lắm"), abs=1e-3)


def test_a_model_without_danger_says_nothing_of_it(model, monkeypatch):
    monkeypatch.setattr(danger_training, "danger_messages", lambda: "")
    calm = with_danger(model, [replace(one, urgent=None) for one in FIRES])
    assert margin(calm, "cháy to lắm") == 0
    assert margin(from_bytes(to_bytes(calm)), "cháy to lắm") == 0

import json

import pytest

from routing import danger_training
from routing.danger_scorer import default_scorer
from routing.danger_signs import lexicon


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("messages")
    rows = [
        {"text": "Cháy nhà ở cuối ngõ, có người kẹt bên trong", "urgent": True},
        {"text": "Ngõ bẩn quá, rác chất đống", "urgent": False},
        {"text": "Chưa ai xem tin này", "topic": "khac"},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "few.jsonl").write_text(lines, encoding="utf-8")
    return danger_training.load(folder)


def test_only_messages_that_somebody_judged_are_learned_from(examples):
    few = {example.text: example.is_danger for example in examples if example.file == "few"}
    assert few == {"Cháy nhà ở cuối ngõ, có người kẹt bên trong": True, "Ngõ bẩn quá, rác chất đống": False}


def test_the_same_messages_give_the_same_weights(examples):
    assert danger_training.learn(examples[:80]) == danger_training.learn(examples[:80])


def test_what_was_learned_holds_for_messages_not_learned_from(examples):
    learned, unseen = examples[::2], examples[1::2]
    scored = danger_training.score(danger_training.learn(learned), unseen)
    least = danger_training.threshold(scored)
    told = [example.is_danger for points, _, example in scored if points >= least]
    assert sum(told) >= 0.75 * len(told)


def test_the_weights_of_the_package_know_every_kind_of_danger():
    scorer = default_scorer()
    assert set(scorer.kinds) == set(lexicon().numbers)
    assert all(len(points) == len(scorer.kinds) for points in scorer.kind_weights.values())

from dataclasses import replace

import pytest

from routing.dangers.danger_lexicon import lexicon
from routing.dangers.danger_scorer import default_scorer
from routing.lessons import danger_training
from routing.lessons.dress import rambling, shortened
from routing.lessons.examples import load_examples

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told():
    """Our own messages, and the examples that are paraphrases: others could only join more of them."""
    return danger_training.told_of([example for example in load_examples() if example.group])


@pytest.fixture(scope="module")
def few(told):
    own = [row for row in told if row.is_own]
    return own[::12]


def lessons(told):
    hinting = danger_training.untaught(told)
    return hinting, [lesson for _, lesson in danger_training.lessons_of(danger_training.scorer_of(hinting), told)]


def test_paraphrases_are_never_parted(told):
    family = {row.text: row.family for row in told}
    groups = {}
    for example in load_examples():
        if example.group:
            groups.setdefault(example.group, set()).add(family[example.text])
    assert groups
    assert all(len(families) == 1 for families in groups.values())


def test_a_message_that_is_measured_gives_no_hint(told, few):
    measured = replace(told[0], text="zzz zzz zzz", is_danger=True)
    assert not measured.is_own
    assert danger_training.hinted([*few, measured, measured]) == danger_training.hinted(few)


def test_the_same_messages_give_the_same_weights(few):
    hinting, taught = lessons(few[:40])
    assert danger_training.with_weights(hinting, taught) == danger_training.with_weights(hinting, taught)


def test_what_was_learned_holds_for_messages_not_learned_from(told):
    own = [row for row in told if row.is_own]
    learned, unseen = own[::6], own[3::12]
    hinting, taught = lessons(learned)
    scorer = danger_training.scorer_of(danger_training.with_weights(hinting, taught))
    points = {True: [], False: []}
    for row in unseen:
        points[row.is_danger].append(danger_training.points(scorer, danger_training.weighed(scorer, row.text)))
    above = sum(one > other for one in points[True] for other in points[False])
    assert above >= 0.85 * len(points[True]) * len(points[False])


def test_the_threshold_leaves_no_more_dangers_out_than_wanted(told):
    dangers = [replace(told[0], is_danger=True, text=str(i)) for i in range(100)]
    scored = [danger_training.Scored(row, (float(i),), 0.0) for i, row in enumerate(dangers)]
    least = danger_training.threshold(scored)
    assert sum(one.points[0] >= least for one in scored) >= 90


def test_dresses_change_how_a_message_is_written_and_not_what_it_says():
    assert "cháy nhà" in rambling("cháy nhà")
    assert shortened("không có người được cứu") != "không có người được cứu"
    assert shortened("Không được") == shortened("Không được")


def test_the_weights_of_the_package_know_every_kind_of_danger():
    scorer = default_scorer()
    assert set(scorer.kinds) == set(lexicon().numbers)
    assert {kind for _points, kind in scorer.rank({"#child"})} == set(scorer.kinds)

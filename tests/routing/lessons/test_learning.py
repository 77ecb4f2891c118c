import pickle
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.judgement import Judge
from routing.language.words import split
from routing.lessons.evaluation import Figures
from routing.lessons.examples import Example, Lesson, families, load_examples
from routing.lessons.judging import calibrated, judge
from routing.lessons.learning import Learned, Lessons, corrections, held_out, learn
from routing.lessons.parting import folds, parts
from routing.lessons.training import fit
from routing.places import load_gazetteer
from routing.reading import default_reader
from routing.scorer.calibration import calibration_error
from routing.topics import load_catalogue

# nothing is said of danger: our own thousands of messages of danger are learned in test_danger_training
MANY = [replace(e, urgent=None) for e in load_examples() if e.source == "by_region"]
SOME, MORE = MANY[::2], MANY[1::2]


@pytest.fixture(scope="module")
def lessons():
    return Lessons(SOME, [], load_catalogue(), load_gazetteer())


def silent(_line):
    return None


def test_paraphrases_are_never_parted():
    told = Example("đèn ngõ 12 tắt ba hôm nay không ai sửa giúp", "chieu_sang", "", "feedback", "a")
    again = replace(told, text="đèn ngõ 12 tắt ba hôm nay không ai sửa giúp cho dân")
    kin = replace(told, text="tối om đầu xóm", group="g1"), replace(told, text="bóng cháy rồi", group="g1")
    family = families([told, again, *kin, replace(told, text="mất nước sinh hoạt cả tuần")])
    assert family[0] == family[1]
    assert family[2] == family[3]
    assert len(set(family)) == 3


@given(st.lists(st.integers(0, 9), min_size=1, max_size=50), st.integers(1, 5))
def test_a_family_lies_in_one_part(family_of, count):
    part_of = parts(family_of, count)
    assert all(len({p for f, p in zip(family_of, part_of, strict=True) if f == family}) == 1 for family in family_of)


def test_each_example_is_held_out_once():
    held = [e for _learned, part in folds(SOME) for e in part]
    assert sorted(map(repr, held)) == sorted(map(repr, SOME))


@pytest.mark.slow
def test_corrections_are_learned_and_accepted(lessons):
    own = Lesson("trại lợn đầu xóm bốc mùi hôi thối", "trai_lon", "", 1.0)
    found = learn(replace(lessons, examples=SOME[::3]), MORE[:60], silent, own=[own])
    assert found.is_accepted
    assert (found.corrections, found.own) == (60, 1)
    assert "trai_lon" in found.model.topics
    assert "Nhận mô hình mới" in found.to_text()


@pytest.mark.slow
def test_a_model_that_reads_worse_is_not_accepted(lessons):
    topics = sorted({e.topic for e in SOME})
    shifted = {topic: topics[(i + 1) % len(topics)] for i, topic in enumerate(topics)}
    wrong = [replace(e, text=f"{e.text} {n}", topic=shifted[e.topic]) for n in range(2) for e in SOME[::8]]
    found = learn(replace(lessons, examples=SOME[::4]), wrong, silent)
    assert not found.is_accepted
    assert found.to_json()["accepted"] is False


def test_a_bad_correction_is_named_by_its_line():
    with pytest.raises(ValueError, match="dòng 2"):
        corrections(['{"text": "a", "topic": "dien", "kind": "feedback"}', '{"text": "a"}'])


@pytest.mark.slow
def test_confidence_told_of_unseen_messages_is_honest():
    (learned, held), *_rest = folds(MANY, 2)
    model = fit(learned, [])
    tune, test = held[::2], held[1::2]
    sure = Judge(load_catalogue(), calibrated(model, judge(model, tune, load_catalogue())))
    guesses = []
    for example in test:
        words = split(example.text)
        guesses.append((sure.topic(words, sure.model.scores(words)), example.topic))
    told = [guess.confidence for guess, _topic in guesses]
    assert calibration_error(told, [guess.ranked[0][0] == topic for guess, topic in guesses]) < 0.13


def test_what_is_known_beforehand_reaches_the_process_that_learns(lessons):
    there = pickle.loads(pickle.dumps(lessons))  # noqa: S301 - what we made ourselves
    assert there.examples == lessons.examples
    words = split("Đèn đường ở ngõ 12 phường Bắc Giang hỏng")
    assert there.gazetteer.find_in(words) == lessons.gazetteer.find_in(words)


@pytest.mark.slow
def test_held_out_figures_count_every_example(lessons):
    few = replace(lessons, examples=SOME[:40])
    found = held_out(few, silent)
    assert found.as_written.messages == 40
    assert 0 <= found.as_written.topic_by_cues_alone <= 1


def test_a_fall_that_chance_explains_is_told_as_such():
    none = dict.fromkeys((one.name for one in fields(Figures)), 0.0)
    before = Figures(**{**none, "messages": 8715, "topic": 0.791})
    learned = Learned(default_reader().judge.model, before, replace(before, topic=0.790), 25)
    assert learned.is_accepted
    assert "0,13 điểm phần trăm" in learned.to_text()
    assert not replace(learned, after=replace(before, topic=0.788)).is_accepted

import json
from pathlib import Path

import pytest

from routing.language.folding import bare
from routing.reading import default_reader

GOLDEN = Path(__file__).parents[1] / "golden"


def rows_of(name):
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


ROWS = rows_of("danger.jsonl")
FRESH = rows_of("danger_fresh.jsonl")
DANGERS = [row for row in ROWS if row["danger"]]
CALM = [row for row in ROWS if not row["danger"]]


BEFORE = (
    "Dạ em chào các anh chị, em là dân ở đây lâu năm rồi, trước giờ ít khi phiền ai, con cái đi làm xa hết, "
    "hôm nay cực chẳng đã mới nhắn. "
)
AFTER = ". Em nhắn vậy mong các anh chị để ý giúp, em cảm ơn nhiều lắm, chúc các anh chị sức khỏe."


def find_danger(text):
    return default_reader().read(text).danger


def as_written(text):
    return text


def in_a_long_story(text):
    return BEFORE + text + AFTER


@pytest.mark.parametrize("way", [as_written, bare])
def test_no_danger_of_a_hundred_but_a_few_is_missed(way):
    missed = [row["text"] for row in DANGERS if find_danger(way(row["text"])) is None]
    assert len(missed) <= 0.05 * len(DANGERS), missed


@pytest.mark.parametrize("way", [as_written, bare])
def test_the_alarm_is_mostly_right(way):
    alarms = [row["text"] for row in CALM if find_danger(way(row["text"]))]
    assert len(alarms) <= 0.2 * len(CALM), alarms


def test_a_long_story_does_not_drown_a_danger():
    missed = [row["text"] for row in DANGERS if find_danger(in_a_long_story(row["text"])) is None]
    assert len(missed) <= 0.2 * len(DANGERS), missed


def test_a_long_story_is_no_danger_by_its_length():
    alarms = [row["text"] for row in CALM if find_danger(in_a_long_story(row["text"]))]
    assert len(alarms) <= 0.1 * len(CALM), alarms


def test_the_right_number_is_among_those_given():
    found = [(row, find_danger(row["text"])) for row in DANGERS]
    wrong = [row["text"] for row, danger in found if danger and row["number"] not in danger.numbers]
    assert len(wrong) <= 0.1 * len(DANGERS), wrong
    first = sum(danger.numbers[0] == row["number"] for row, danger in found if danger)
    assert first >= 0.85 * len(DANGERS)


def test_evidence_is_said_by_the_citizen():
    for row in DANGERS:
        danger = find_danger(row["text"])
        assert danger is None or danger.words in row["text"]


@pytest.mark.parametrize("way", [as_written, bare])
def test_dangers_that_nobody_tuned_for_are_found(way):
    dangers = [row["text"] for row in FRESH if row["danger"]]
    alarms = [row for row in FRESH if find_danger(way(row["text"]))]
    missed = [text for text in dangers if text not in {row["text"] for row in alarms}]
    assert len(FRESH) >= 150
    assert len(missed) <= 0.1 * len(dangers), missed
    assert sum(bool(row["danger"]) for row in alarms) >= 0.7 * len(alarms)

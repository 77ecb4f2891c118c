import json
from pathlib import Path

import pytest

from routing.folding import bare
from routing.urgency import find_danger

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "danger.jsonl").read_text(encoding="utf-8").splitlines()
]
DANGERS = [row for row in ROWS if row["danger"]]
CALM = [row for row in ROWS if not row["danger"]]


def as_written(text):
    return text


@pytest.mark.parametrize("way", [as_written, bare])
def test_no_danger_of_a_hundred_but_a_few_is_missed(way):
    missed = [row["text"] for row in DANGERS if find_danger(way(row["text"])) is None]
    assert len(missed) <= 0.05 * len(DANGERS), missed


@pytest.mark.parametrize("way", [as_written, bare])
def test_the_alarm_is_mostly_right(way):
    alarms = [row["text"] for row in CALM if find_danger(way(row["text"]))]
    assert len(alarms) <= 0.2 * len(CALM), alarms


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

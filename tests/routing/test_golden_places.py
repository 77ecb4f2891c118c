import json
from pathlib import Path

import pytest

from routing.folding import bare, fold
from routing.places import load_gazetteer

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "places.jsonl").read_text(encoding="utf-8").splitlines()
]
UNSEEN = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "places_unseen.jsonl").read_text(encoding="utf-8").splitlines()
]
SOMEWHERE = [row for row in ROWS if row["place"] or row["code"] or row["outside"]]
NOWHERE = [row for row in ROWS if row not in SOMEWHERE]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def is_right(row, place):
    if row["outside"]:
        return place is not None and place.outside == row["outside"]
    if row["code"]:
        return place is not None and place.code == row["code"]
    return place is not None and set(fold(row["place"]).split()) <= set(fold(place.text).split())


def test_the_golden_places_are_enough_to_judge_by():
    assert len(SOMEWHERE) >= 130
    assert len(NOWHERE) >= 40


def test_nine_of_ten_named_places_are_found_in_whole(gazetteer):
    wrong = [row["text"] for row in SOMEWHERE if not is_right(row, gazetteer.find(row["text"]))]
    assert len(wrong) <= 0.05 * len(SOMEWHERE), wrong


def test_most_places_typed_without_diacritics_and_capitals_are_found(gazetteer):
    wrong = [row["text"] for row in SOMEWHERE if not is_right(row, gazetteer.find(bare(row["text"])))]
    assert len(wrong) <= 0.3 * len(SOMEWHERE), wrong


@pytest.mark.parametrize("row", NOWHERE, ids=[row["text"][:40] for row in NOWHERE])
def test_where_no_place_is_named_none_is_found(gazetteer, row):
    assert gazetteer.find(row["text"]) is None
    assert gazetteer.find(bare(row["text"])) is None


def test_places_of_messages_written_after_the_rules_are_found(gazetteer):
    told = [row for row in UNSEEN if row["place"] or row["code"] or row["outside"]]
    wrong = [row["text"] for row in told if not is_right(row, gazetteer.find(row["text"]))]
    assert len(wrong) <= 0.1 * len(told), wrong
    assert all(gazetteer.find(row["text"]) is None for row in UNSEEN if row not in told)

import json
from dataclasses import replace
from pathlib import Path

import pytest

from routing.language.folding import bare, fold
from routing.places import load_gazetteer
from routing.text import expand

GOLDEN = Path(__file__).parents[1] / "golden"


def rows_of(name):
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


ROWS = rows_of("places.jsonl")
UNSEEN = rows_of("places_unseen.jsonl")
DRESSED = rows_of("places_dressed.jsonl")
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
    assert len(wrong) <= 0.12 * len(SOMEWHERE), wrong


@pytest.mark.parametrize("row", NOWHERE, ids=[row["text"][:40] for row in NOWHERE])
def test_where_no_place_is_named_none_is_found(gazetteer, row):
    assert gazetteer.find(row["text"]) is None
    assert gazetteer.find(bare(row["text"])) is None


def test_places_of_messages_written_after_the_rules_are_found(gazetteer):
    told = [row for row in UNSEEN if row["place"] or row["code"] or row["outside"]]
    wrong = [row["text"] for row in told if not is_right(row, gazetteer.find(row["text"]))]
    assert len(wrong) <= 0.1 * len(told), wrong
    assert all(gazetteer.find(row["text"]) is None for row in UNSEEN if row not in told)


FRESH = rows_of("places_fresh.jsonl")


@pytest.mark.parametrize(
    ("way", "share"), [(str, 0.92), (lambda text: bare(text).lower(), 0.88)], ids=["written", "bare"]
)
def test_places_that_nobody_tuned_for_are_found(gazetteer, way, share):
    told = [row for row in FRESH if row["place"] or row["code"] or row["outside"]]
    assert len(told) >= 150
    found = [is_just_that(row, gazetteer.find(way(row["text"]))) for row in told]
    assert sum(found) >= share * len(told), [row["text"] for row, right in zip(told, found, strict=True) if not right]
    assert [row["text"] for row in FRESH if row not in told and gazetteer.find(way(row["text"]))] == []


def told_in(dress):
    return [row for row in DRESSED if row["dress"] == dress and (row["place"] or row["code"] or row["outside"])]


def said(text):
    return set(fold(expand(text)).split())


def is_just_that(row, place):
    """Whether the place is found, and no tale around it taken for a part of it."""
    if place is None or (place.outside or row["outside"]):
        return place is not None and place.outside == row["outside"]
    words = said(row["place"] or "")
    is_whole = not words or (words <= said(place.text) and len(said(place.text) - words) <= 5)
    return is_whole and (row["code"] is None or place.code == row["code"])


def told_apart(row, place):
    """Return the place as it is once the citizen has said which of two namesakes is meant ("xa dong ky")."""
    two = place.candidates if place and len(place.candidates) == 2 else ()
    return replace(place, code=row["code"]) if row["code"] in {one.code for one in two} else place


@pytest.mark.parametrize(("dress", "share"), [("written", 0.97), ("short", 0.9), ("rambling", 0.95)])
def test_a_place_is_found_in_every_dress(gazetteer, dress, share):
    told = told_in(dress)
    wrong = [row["text"] for row in told if not is_just_that(row, gazetteer.find(row["text"]))]
    assert len(wrong) <= (1 - share) * len(told), wrong


@pytest.mark.parametrize(("dress", "share"), [("written", 0.88), ("short", 0.9), ("rambling", 0.8)])
def test_a_place_is_found_in_small_letters_without_diacritics(gazetteer, dress, share):
    told = [{**row, "place": row["place"] and bare(row["place"])} for row in told_in(dress)]
    wrong = [row["text"] for row in told if not is_just_that(row, told_apart(row, gazetteer.find(bare(row["text"]))))]
    assert len(wrong) <= (1 - share) * len(told), wrong


def test_hardly_a_place_is_found_in_talk_that_names_none(gazetteer):
    talk = [row["text"] for row in DRESSED if not (row["place"] or row["code"] or row["outside"])]
    assert len(talk) >= 120
    found = [text for told in talk for text in (told, bare(told)) if gazetteer.find(text)]
    assert len(found) <= 0.03 * 2 * len(talk), found

"""Messages from Bắc Ninh, Hà Nội, Hồ Chí Minh City and elsewhere: the spot in just the words told, no word more."""

import json
from pathlib import Path

import pytest

from routing.places import load_gazetteer

GOLDEN = Path(__file__).parents[1] / "golden" / "places_strict.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def found_in(row):
    return load_gazetteer(row["province"]).find(row["text"])


def has_the_words(row):
    place = found_in(row)
    if not row["words"]:
        return place is None or not place.text
    return place is not None and place.text in row["words"]


def has_the_commune(row):
    """Whether just that commune is told, or only those in which a divided former one lies; `codes` None: any."""
    place, codes = found_in(row), row["codes"]
    if codes is None or place is None:
        return codes is None or not codes
    if not codes:
        return place.code is None and place.outside is None
    offered = {one.code for one in place.candidates} or {place.code}
    return place.outside is None and (place.code in codes or offered <= set(codes))


@pytest.mark.parametrize(("is_right", "share"), [(has_the_words, 0.93), (has_the_commune, 0.96)])
def test_a_place_is_heard_in_its_own_words(is_right, share):
    wrong = [row["text"] for row in ROWS if not is_right(row)]
    assert len(ROWS) > 200
    assert len(wrong) <= (1 - share) * len(ROWS), wrong

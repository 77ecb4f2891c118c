import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.openings import Openings, SeldomBook
from routing.language.phrase_rules import parse
from routing.language.phrases import Phrasebook
from routing.language.words import split

PHRASES = [
    phrase
    for written in (
        "sập … nhà",
        "cháy",
        "rơi … xuống … đất",
        "có người chết đuối",
        "kẹt … trong thang máy",
        "ngã xuống",
    )
    for phrase in parse(written, "x", 1.0)
]
BOOK, ALL = SeldomBook(PHRASES), Phrasebook(PHRASES)
WORDS = "sập nhà cháy rơi xuống đất có người chết đuối kẹt trong thang máy ngã sap nha dat ông bà ."


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join))
def test_what_stands_in_a_message_is_found_whatever_was_looked_at_first(text):
    words = split(text)
    assert BOOK.find(words) == ALL.find(words, slips=False)


@pytest.mark.parametrize(
    ("text", "may_stand"),
    [
        ("nhà tôi ở đầu ngõ", False),
        ("sập nửa cái nhà", True),
        ("sập rồi mà bên cạnh nhà tôi", False),
        ("nhà bên sập", False),
        ("đang cháy", True),
        ("", False),
    ],
)
def test_one_word_of_a_phrase_with_a_gap_is_no_reason_to_look(text, may_stand):
    openings = Openings([("chay",)], [(("sap",), ("nha",))])
    assert openings.may_stand_in(split(text)) is may_stand

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.vni import decoded
from routing.language.words import split
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9u7o72ng", "đường"),
        ("duong972", "đường"),
        ("nu7o71c", "nước"),
        ("nuo71c", "nước"),
        ("d9ie65n", "điện"),
        ("ta81t", "tắt"),
        ("hoa2", "hòa"),
        ("quy1", "quý"),
        ("gia2", "già"),
        ("co2", "cò"),
        ("h5n1", "h5n1"),
        ("ql1a", "ql1a"),
        ("km5", "km5"),
    ],
)
def test_keys_that_are_digits_are_read(typed, meant):
    assert decoded(typed) == meant


def test_a_message_typed_in_digits_is_read_as_it_was_meant():
    assert " ".join(split("D9e2n d9u7o7ng2 ta81t ma61y ho6m nay, xa4 Ta6n Tie61n").shown) == (
        "đèn đường tắt mấy hôm nay xã tân tiến"
    )


@pytest.mark.parametrize(
    "written",
    [
        "nha so15, to1a, khu2b, ngo5a",
        "to5 khu2 ngo3 rác đầy",
        "QL1A km12 co o ga",
        "uong vitamin b12, tiem h5n1, do co2",
        "toi o to3 thon2",
    ],
)
def test_numbers_behind_words_stay_numbers(written):
    assert "".join(c for c in "".join(split(written).shown) if c.isdigit()) == "".join(
        c for c in written if c.isdigit()
    )


@pytest.mark.parametrize(
    ("written", "danger"),
    [
        ("chay1 nha2 ro62i cu71u vo71i", "fire"),
        ("CHA1Y NHA2 RO62I, CU71U VO71I", "fire"),
        ("co1 ngu7o72i d9uo61i nu7o71c o73 ho62", "drowning"),
    ],
)
def test_a_danger_told_in_digits_is_heard(written, danger):
    found = default_reader().read(written).danger
    assert found
    assert found.kind == danger
    assert found.words in written


@given(st.text(alphabet="adeouwng1256789", min_size=1, max_size=12))
def test_any_keys_give_a_word(word):
    assert decoded(word)
    assert split(word).text == word

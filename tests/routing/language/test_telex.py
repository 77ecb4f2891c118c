import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.telex import decoded
from routing.language.words import split


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dduwowfng", "đường"),
        ("nuwowcs", "nước"),
        ("ddieejn", "điện"),
        ("khoong", "không"),
        ("nguwowfi", "người"),
        ("ddèn", "đèn"),
        ("tooi", "tôi"),
        ("quaan", "quân"),
        ("bij", "bị"),
        ("nhaf", "nhà"),
        ("quaf", "quà"),
        ("giaf", "già"),
    ],
)
def test_keys_left_in_the_text_are_read(typed, meant):
    assert decoded(typed) == meant
    assert split(typed).shown == (meant,)


@pytest.mark.parametrize(
    "word",
    [
        "facebook",
        "book",
        "google",
        "zoom",
        "duong",
        "shop",
        "wifi",
        "add",
        "of",
        "pdf",
        "bus",
        "moong",
        "boong",
        "xoong",
    ],
)
def test_other_words_stay(word):
    assert split(word).shown == (word,)


def test_tones_alone_are_read_where_a_message_is_typed_in_keys():
    assert " ".join(split("racs owr xax myx thais khoong ai donj").shown) == "rác ở xã mỹ thái không ai dọn"
    assert split("the bus is late, I think so too").shown[2] == "is"


@pytest.mark.parametrize(
    "text",
    [
        "thief in my house",
        "the roof of my house has been leaking",
        "how do I register at your office",
        "the chicken farm next door stinks",
        "no power in our street for two days, it is dark",
    ],
)
def test_no_word_of_an_english_text_is_keys(text):
    words = split(text)
    assert not words.is_accented
    assert " ".join(words.shown) == text.lower().replace(",", "")


def test_a_name_with_its_marks_leaves_the_text_around_it_english():
    shown = split("the roof of my house near phường Bắc Giang has been leaking").shown
    assert {"roof", "been", "phường", "bắc"} <= {*shown}


def test_keys_whose_vowels_do_not_go_together_stand_for_no_syllable():
    assert split("thief").shown == ("thief",)
    assert split("power").shown == ("power",)
    assert split("nhaf tooi bij been chính").shown[:3] == ("nhà", "tôi", "bị")


def test_a_word_written_with_a_long_o_is_keys_only_amid_keys():
    assert split("bờ moong đá").bases == ("bo", "moong", "da")
    assert split("tooi noos khoong bieets moong ddaau").shown == ("tôi", "nố", "không", "biết", "mông", "đâu")


@given(st.text(alphabet="adeouwsfrxjngtc", min_size=1, max_size=12))
def test_any_keys_give_a_word(word):
    assert decoded(word)

import pytest

from routing.dangers.danger_lexicon import lexicon
from routing.language.words import split


def signs(text):
    return {told.sign for told in lexicon().find(split(text))}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("nhà tôi cháy", "#fire"),
        ("nha toi chay", "#fire~"),
        ("con bé té xuống ao", "#drowning:sure"),
        ("ngủ trên tầng cao", "#trapped"),
    ],
)
def test_words_of_danger_are_found_as_written_and_without_diacritics(text, sign):
    assert sign in signs(text)


def test_a_word_with_other_marks_is_another_word():
    assert "#fire" in signs("xe đang cháy")
    assert "#fire" not in signs("xe đang chạy")


def test_a_gap_of_three_words_is_bridged_and_one_of_four_is_not():
    assert "#fire:sure" in signs("nhà của ông Ba cháy")
    assert "#fire:sure" not in signs("nhà của ông Ba Tư cháy")


@pytest.mark.parametrize("figure", ["cháy túi", "giật mình", "đánh giá", "chết cười", "bóng đèn cháy"])
def test_what_stands_in_a_figure_of_speech_is_no_sign(figure):
    assert not {told for told in lexicon().find(split(figure)) if told.meaning.is_grave}


def test_a_longer_phrase_hides_the_shorter_ones_in_it():
    assert [told.sign for told in lexicon().find(split("bị thương")) if not told.meaning.is_event] == ["#hurt"]

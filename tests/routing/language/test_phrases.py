import pytest

from routing.language.phrase_rules import parse
from routing.language.phrases import Phrasebook
from routing.language.words import split


def found(text, *phrases):
    book = Phrasebook(phrase for written in phrases for phrase in parse(written, written, 2.0))
    return {match.phrase.label: match.quality for match in book.find(split(text))}


def test_an_exact_phrase_is_found_in_full():
    assert found("nhà tôi mất nước rồi", "mất nước") == {"mất nước": 1.0}


def test_text_without_diacritics_is_met_with_less_weight():
    assert found("nha toi mat nuoc roi", "mất nước")["mất nước"] == 0.95


@pytest.mark.parametrize(
    ("text", "phrase"), [("hướng dương đẹp", "đường"), ("xe chạy nhanh", "cháy"), ("bạn chợ", "cho")]
)
def test_other_diacritics_are_another_word(text, phrase):
    assert found(text, phrase) == {}


def test_hook_and_tilde_are_taken_for_one_another():
    assert found("sưả xe bị nghẻn mạch", "nghẽn mạch") == {"nghẽn mạch": 1.0}


def test_a_typing_slip_is_forgiven_in_a_phrase():
    assert found("hát karaokee ầm ĩ", "hát karaoke ầm ĩ")["hát karaoke ầm ĩ"] == 0.7


def test_a_missing_blank_is_forgiven():
    assert found("toàn ổvoi thôi, bụiđường mù", "bụi đường") == {"bụi đường": 0.7}


def test_a_gap_holds_at_most_three_words():
    assert found("đường trước nhà tôi ngập", "đường … ngập") == {"đường … ngập": 1.0}
    assert found("đường ở trước cửa nhà tôi ngập", "đường … ngập") == {}


def test_choices_stand_for_each_word():
    assert set(found("mèo thả rông", "chó/mèo thả rông")) == {"chó/mèo thả rông"}


def test_a_phrase_inside_a_longer_one_does_not_count():
    assert set(found("gần cây xăng", "cây", "cây xăng")) == {"cây xăng"}


@pytest.mark.parametrize("written", ["", "… ngập", "đường …", "một hai ba bốn năm sáu bảy tám"])
def test_a_badly_written_phrase_is_an_error(written):
    with pytest.raises(ValueError, match="không đúng"):
        list(parse(written, "x", 1.0))

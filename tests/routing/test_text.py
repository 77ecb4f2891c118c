import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.words import SCANNED, split
from routing.text import expand, fold, has_words, normalise, shadow

ANY_TEXT = st.text(alphabet=st.characters(), max_size=80) | st.text(
    alphabet="aàáảãạoòóquyỳýỵơưđ ĐHÒÀ\u0301\u0300\u0323\n\r\x00\ud800.,19", max_size=40
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoà bình", "hòa bình"),
        ("khoẻ, thuỷ lợi", "khỏe, thủy lợi"),
        ("hòan tòan", "hoàn toàn"),
        ("qúy", "quý"),
        ("HOÀ", "HÒA"),
        ("to\u0302\u0301i  ở\t đây", "tối ở đây"),
        ("a\x00b\ud800\u202ec", "abc"),
        (" một \r\n\r\n\r\n hai ", "một\n\nhai"),
    ],
)
def test_normalise_unifies_what_phones_type_differently(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize("cased", [str.lower, str.upper, str.capitalize])
def test_every_tone_is_moved_to_its_place_in_every_case(cased):
    pairs = [("òóỏõọ", "oàoáoảoãoạ", "a"), ("òóỏõọ", "oèoéoẻoẽoẹ", "e"), ("ùúủũụ", "uỳuýuỷuỹuỵ", "y")]
    for firsts, seconds, end in pairs:
        for number, first in enumerate(firsts):
            old, new = first + end, seconds[2 * number : 2 * number + 2]
            assert normalise(cased(new)) == normalise(cased(old)) == cased(old)
            if end != "y":
                assert normalise(cased(f"h{old}n")) == cased(f"h{new}n")
            else:
                assert normalise(cased(f"q{old}")) == cased(f"q{new}")


def test_fold_drops_diacritics_and_signs():
    assert fold("Đường  Hoà—Bình, số 5!") == "duong hoa binh so 5"


def test_shadow_splits_digits_from_letters():
    assert shadow("QL1A, ngõ 12B") == "ql 1 a ngo 12 b"


@pytest.mark.parametrize(
    ("wanted", "is_there"),
    [
        ("kinh tế bắc giang", True),
        ("bac giang kinh te", True),
        ("phong kinh", True),
        ("Đô thị, KINH TẾ", True),
        ("kin te", True),
        ("", True),
        ("kinh tế đa mai", False),
        ("inh te", False),
        ("kinhte", False),
    ],
)
def test_a_name_is_found_by_some_of_its_words_in_any_order(wanted, is_there):
    assert has_words("Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang", wanted) is is_there


@given(ANY_TEXT)
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_normalise_is_idempotent(text):
    assert normalise(normalise(text)) == normalise(text)


@given(ANY_TEXT)
def test_shadow_is_idempotent_and_has_single_blanks_only(text):
    found = shadow(text)
    assert shadow(found) == found
    assert "  " not in found
    assert found == found.strip()


@given(ANY_TEXT)
def test_normalising_first_changes_no_folded_text(text):
    assert fold(normalise(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko dc ai giúp", "không được ai giúp"),
        ("p. Kinh Bắc, tx. Chũ", "phường Kinh Bắc, thị xã Chũ"),
        ("ubnd xã làm gpmb", "ủy ban nhân dân xã làm giải phóng mặt bằng"),
        ("50k một ký", "50k một ký"),
    ],
)
def test_shorthand_is_written_out(typed, meant):
    assert expand(typed) == meant


def test_words_remember_where_they_stood():
    words = split("Rác đg ngõ 12, hôi quáaaa")
    assert words.said(0, 2) == "Rác đg"
    assert words.shown[1] == "đường"
    assert words.shown[-1] == "quá"


def test_a_very_long_text_is_read_at_head_and_tail():
    words = split("đầu " + "x " * 50_000 + "đuôi")
    assert words.shown[0] == "đầu"
    assert words.shown[-1] == "đuôi"
    assert len(words.text) <= SCANNED + 1


@pytest.mark.parametrize("word", ["đau", "đai", "đeo", "đao", "đui", "ngoài", "khuyu", "đói"])
def test_a_word_with_two_vowels_is_not_taken_for_a_drawn_out_one(word):
    assert split(word).shown == (word,)


def test_a_drawn_out_vowel_is_cut_short():
    assert split("quáaaa đii").shown[0] == "quá"
    assert split("TRỜIIII đâuuuu").shown == ("trời", "đâu")


def test_an_abbreviation_is_not_taken_for_a_drawn_out_word():
    assert split("số cccd").shown == ("số", "căn", "cước", "công", "dân")

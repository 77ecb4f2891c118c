"""Whoever writes in a script that nobody here reads hears in their own language whom to call."""

import tomllib
from importlib.resources import files

import pytest

from bot.dialogue.hearing.tongues import written_in
from bot.texts.scripts import strange_line
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LINES = tomllib.loads((files("bot.texts.scripts") / "lines.toml").read_text("utf-8"))["line"]
CHINESE = "你好，我想投诉隔壁工厂噪音"


@pytest.mark.parametrize("row", LINES, ids=lambda row: row["script"])
def test_every_script_hears_the_numbers_in_its_own_letters(row):
    assert strange_line(row["line"]) is not None
    assert all(number in row["line"] for number in ("113", "114", "115"))
    assert len(row["line"]) <= 299


@pytest.mark.parametrize(
    ("text", "begins"), [("すみません、道路が壊れています", "こんにちは"), (CHINESE, "您好"), ("불이 났어요", "안녕")]
)
def test_kana_beside_chinese_signs_is_japanese(text, begins):
    assert (strange_line(text) or "").startswith(begins)


@pytest.mark.parametrize(
    "text", ["đèn đường hỏng", "Đường Giáp Hải", "broken light", "👍", "123", "công ty 三星 xả thải ra kênh"]
)
def test_latin_letters_are_read_whatever_stands_among_them(text):
    assert strange_line(text) is None


def test_a_stranger_is_asked_for_the_language_and_nothing_is_kept(citizen):
    shown = heard(citizen.says(CHINESE))
    assert "您好" in shown
    assert "police 113" in shown
    assert "công an 113" in shown
    citizen.presses("English")
    assert "Do you agree?" in heard(citizen.says("The factory next door is very noisy at night, Bac Giang ward"))


def test_amid_a_matter_the_open_question_stays(known_citizen):
    known_citizen.says("đèn đường hỏng")
    shown = heard(known_citizen.says("مرحبا"))
    assert "police 113" in shown
    assert "Chỗ đó ở đâu" in shown
    assert "Nơi: phường Bắc Giang." in heard(known_citizen.says("phường Bắc Giang"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My factory dumps chemicals into the canal. Don't tell my boss. Will the company know who I am?", "en"),
        ("My boss makes us work in the rain without pay", "en"),
        ("alo ad oi wifi house mat mang 2 ngay r status sao r", "vi"),
        ("k co nuoc sd, tren fb thay bao market gan do dong cua", "vi"),
        ("tang ca ko dc tra luong j, cty samsung display, cong nhan bac ninh", "vi"),
    ],
)
def test_english_is_known_by_words_that_can_be_no_syllables_of_ours(text, language):
    assert written_in(text) == language


def test_who_swears_in_english_is_soothed_and_asked_for_no_case(known_citizen):
    known_citizen.says("Street light broken at alley 5 Le Loi street, Bac Giang ward")
    known_citizen.presses("Send")
    assert "upset" in heard(known_citizen.says("you are useless"))
    assert "Just write" in heard(known_citizen.says("sorry, thank you"))

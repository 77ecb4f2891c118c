"""Which entry a question means: 93 sentences as people type them, 28 of which the book must not answer by itself."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from intake.catalogue.answer_matching import AnswerIndex, Entry

TABLES = tomllib.loads((files("bot.demo") / "answers.toml").read_text("utf-8"))["answer"]
NAMES = {number: table["name"] for number, table in enumerate(TABLES)}
WRITTEN = (Path(__file__).parents[1] / "asked.tsv").read_text("utf-8")
ASKED = [tuple(line.split("\t")) for line in WRITTEN.splitlines()]
KNOWN = [(name, text) for name, text in ASKED if name != "-"]
STRANGE = [text for name, text in ASKED if name == "-"]


def entry_of(number, table):
    return Entry(number, table["title"], tuple(table["questions"]), table["answer"], topic=table.get("topic", ""))


@pytest.fixture(scope="module")
def index():
    return AnswerIndex(entry_of(number, table) for number, table in enumerate(TABLES))


def named(found):
    return [NAMES[entry.id] for entry in found.entries]


@pytest.mark.parametrize(("name", "text"), KNOWN)
def test_what_the_book_knows_is_answered_or_offered(index, name, text):
    found = index.find(text)
    assert name in named(found)
    assert not found.is_sure or named(found)[0] == name


@pytest.mark.parametrize("text", STRANGE)
def test_what_it_does_not_know_is_never_answered_by_itself(index, text):
    assert not index.find(text).is_sure


def test_most_of_what_it_knows_is_answered_at_once_and_little_else_is_offered(index):
    assert sum(index.find(text).is_sure for _name, text in KNOWN) >= 0.85 * len(KNOWN)
    assert sum(bool(index.find(text).entries) for text in STRANGE) <= 0.15 * len(STRANGE)


def test_a_word_with_its_marks_meets_no_other_word():
    index = AnswerIndex([Entry(1, "Đất ở đâu", (), "a"), Entry(2, "Dắt chó đi dạo", (), "b")])
    assert named_ids(index.find("đất")) == [1]
    assert named_ids(index.find("dắt chó đi dạo")) == [2]


def named_ids(found):
    return [entry.id for entry in found.entries]


def test_a_slip_of_the_finger_is_forgiven(index):
    assert named(index.find("lam cang cuoc cong dan o dau"))[0] == "can-cuoc"


@pytest.mark.parametrize("text", ["", "   ", "???", "ạ", "x" * 5000, "😀", "the the the"])
def test_nothing_is_found_in_nothing(index, text):
    assert index.find(text).entries == ()


def test_a_book_without_entries_finds_nothing():
    assert AnswerIndex(()).find("mấy giờ làm việc").entries == ()


def test_an_entry_that_says_nothing_of_what_changes_the_answer_is_not_meant():
    usual = Entry(1, "Đăng ký kết hôn cần gì?", ("Thủ tục kết hôn",), "Hai người cùng đến UBND xã.")
    abroad = Entry(2, "Kết hôn với người nước ngoài cần gì?", ("Lấy chồng nước ngoài",), "Thêm giấy của nước ấy.")
    asked = "cho em hoi dang ky ket hon voi nguoi nuoc ngoai can giay to gi"
    assert not AnswerIndex([usual]).find(asked).entries
    assert AnswerIndex([usual]).find("đăng ký kết hôn cần giấy tờ gì").is_sure
    assert AnswerIndex([usual, abroad]).find(asked).entries[0] is abroad

"""Every sentence said to a citizen: complete in both languages, short, and in words of the reader."""

import re
from datetime import date
from pathlib import Path

import pytest

import bot.dialogue
from bot.messages import Reply
from bot.texts import LONGEST, MAY_BE_LONG, Texts, TextsError, fields_of, fill, problems_of, texts_in
from bot.texts.days import say_day

VI, EN = texts_in("vi"), texts_in("en")
SOURCES = "\n".join(one.read_text(encoding="utf-8") for one in Path(bot.dialogue.__path__[0]).glob("*.py"))
# Written in both languages on purpose: it is said to people who cannot read the first.
BILINGUAL: set[str] = set()
NOTICES = {
    "notice.assigned": "code unit officer phone",
    "notice.accepted": "code unit officer phone due",
    "notice.question": "code question",
    "notice.transferred": "code unit officer phone reason",
    "notice.answered": "code outcome text unit proof",
    "notice.closed": "code",
    "notice.reopened": "code reason unit phone",
    "notice.refused": "code reason",
    "notice.referred": "code to reason",
    "notice.form_needed": "code unit phone",
    "notice.form_recorded": "code due basis",
    "notice.reclassified": "code kind topic",
    "notice.sorry": "phone",
    "notice.withdrawn": "code",
    "notice.interim": "code text due",
    "notice.extended": "code reason new_due doc_no",
    "notice.moved": "code old_due new_due reason",
    "notice.suspended": "code reason doc_no",
    "notice.resumed": "code doc_no due",
    "notice.terminated": "code reason doc_no",
    "notice.transferred_out": "code to doc_no reason",
    "notice.split": "code new_code kind",
    "notice.merged": "code other_code",
    "notice.stored": "code",
    "notice.reopen_denied": "code reason",
    "notice.withdrawal_denied": "code reason",
    "media.too_large": "limit",
    "media.bad_type": "",
    "media.failed": "",
}


def test_both_languages_have_the_same_keys_and_fields():
    assert list(problems_of({"vi": VI.table, "en": EN.table})) == []


def test_problems_are_named():
    tables = {"vi": {"a": "x" * LONGEST, "b": "{one}", "c": ""}, "en": {"a": "", "b": "{two}", "d": ""}}
    assert len(list(problems_of(tables))) == 4


def test_only_listed_sentences_are_long():
    assert {key for key, text in VI.table.items() if len(text) >= LONGEST} <= MAY_BE_LONG
    assert set(VI.table) >= MAY_BE_LONG


def test_vietnamese_holds_no_english_words():
    english = {word for text in EN.table.values() for word in re.findall(r"[a-z]{4,}", _bare(text).lower())}
    for key, text in VI.table.items():
        words = set(re.findall(r"(?<!\w)[a-z]{4,}(?!\w)", _bare(text).lower()))
        assert key in BILINGUAL or not words & english, key


def _bare(text):
    return re.sub(r"\{\w+\}|/\w+", " ", text)


def test_every_key_of_the_dialogue_exists():
    written = set(re.findall(r'"((?:[a-z]+\.)+[a-z_]+)"', SOURCES)) - {"bot.dialogue"}
    assert {key for key in written if not key.startswith("heard.")} <= set(VI.table)


@pytest.mark.parametrize(("key", "fields"), NOTICES.items())
def test_notice_has_its_fields(key, fields):
    assert fields_of(VI.table[key]) == set(fields.split())


def test_blank_fields_leave_no_traces():
    said = VI.say_notice("notice.assigned", {"code": "ND-1", "unit": "UBND xã Tân Yên", "officer": "", "phone": ""})
    assert said.text == "Hồ sơ ND-1 đã giao cho UBND xã Tân Yên."


def test_a_notice_says_its_day():
    fields = {"code": "ND-1", "unit": "UBND", "due": "2026-12-07"}
    assert "thứ Hai 07/12." in VI.say_notice("notice.accepted", fields, today=date(2026, 11, 20)).text
    assert "thứ Hai 07/12/2026." in VI.say_notice("notice.accepted", fields).text


def test_braces_in_a_citizens_words_stay():
    assert fill("Trả lời: {text}", {"text": "mã {code} và [[x]]"}) == "Trả lời: mã {code} và [[x]]"


def test_days_as_people_say_them():
    assert say_day(date(2026, 12, 7), today=date(2026, 11, 20)) == "thứ Hai 07/12"
    assert say_day(date(2027, 1, 17), today=date(2026, 11, 20)) == "Chủ nhật 17/01/2027"
    assert say_day(date(2026, 12, 7), today=date(2026, 11, 20), language="en") == "Monday 07/12"


def test_buttons_carry_the_number_of_their_question():
    said = VI.say(Reply("ask.drop", {}, (("drop_yes", "choice.drop_yes"), ("keep", "Giữ lại")), None, 7))
    assert [(one.payload, one.label) for one in said.choices] == [("7:drop_yes", "Bỏ bản nháp"), ("7:keep", "Giữ lại")]


def test_unknown_language():
    with pytest.raises(TextsError):
        Texts("xx")
    assert texts_in("xx").language == "vi"

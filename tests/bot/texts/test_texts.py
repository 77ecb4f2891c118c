"""Every sentence said to a citizen: complete in both languages, short, and in words of the reader."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import bot.dialogue
from bot.dialogue.commands import command_in
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import wishes_a_name
from bot.dialogue.hearing.tongues import written_in
from bot.dialogue.words import answers, vocabulary
from bot.messages import Reply
from bot.texts import LONGEST, MAY_BE_LONG, Texts, TextsError, fields_of, fill, problems_of, texts_in, worded
from bot.texts.days import say_day
from bot.texts.languages import languages, read_language, standing_words
from intake.labels import KINDS, OUTCOMES, STATES
from intake.law.statutes import load_statutes
from intake.meta import Office
from routing.topics import load_catalogue
from tests.english import vietnamese_in

LONGEST_NAME = 50
VI, EN = texts_in("vi"), texts_in("en")
SOURCES = "\n".join(one.read_text(encoding="utf-8") for one in Path(bot.dialogue.__path__[0]).rglob("*.py"))
NAMES = {"telegram", "zalo", "nghe", "language"}  # the same in every language, or meant for all
NOTICES = {
    "notice.assigned": "code unit officer phone hours",
    "notice.accepted": "code unit officer phone due",
    "notice.form_accepted": "code unit officer phone due",
    "notice.question": "code question",
    "notice.transferred": "code unit officer phone address hours reason",
    "notice.answered": "code outcome text unit proof again_days basis",
    "notice.way_on_court": "way_basis",
    "notice.way_on_above": "way_basis",
    "notice.closed": "code",
    "notice.reopened": "code reason unit phone",
    "notice.refused": "code reason",
    "notice.referred": "code to reason",
    "notice.form_needed": "code unit phone hours",
    "notice.form_recorded": "code due basis",
    "notice.reclassified": "code kind topic",
    "notice.sorry": "phone",
    "notice.chat_joined": "",
    "notice.withdrawn": "code doc_no",
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
    "notice.reopen_denied": "code reason phone",
    "notice.taken_up": "code reason unit phone",
    "notice.withdrawal_denied": "code reason",
    "notice.part_withdrawn": "code text due",
    "notice.sealed": "url",
    "notice.sealed_part": "code secret url",
    "notice.late": "day",
    "reception.tomorrow": "day hours host place seat",
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
        assert not (words - NAMES) & english, key


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


@pytest.mark.parametrize("texts", [VI, EN])
def test_no_line_begins_with_a_stop_where_all_that_may_be_left_out_is(texts):
    left = {key: re.sub(r"\[\[.*?\]\]", "", text, flags=re.DOTALL) for key, text in texts.table.items()}
    assert {key: text for key, text in left.items() if re.search(r"^[ ]*[.,;:]", text, re.MULTILINE)} == {}


def test_a_unit_with_hours_of_its_own_tells_when_to_come_or_call():
    fields = {"code": "ND-1", "unit": "Công an phường", "officer": "", "phone": "0204 3000 110", "hours": "7h–19h"}
    said = VI.say_notice("notice.assigned", fields)
    assert said.text == "Hồ sơ ND-1 đã giao cho Công an phường, điện thoại 0204 3000 110, giờ làm việc 7h–19h."


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


# --- languages --------------------------------------------------------------------------------------------------------

A_LANGUAGE = """
[about]
name = "Hmoob"
weekdays = ["1", "2", "3", "4", "5", "6", "7"]
{fallback}
[heard]
names = "hmoob"
[hello]
start = "Nyob zoo, {{office}} {{phone}}"
"""


def test_a_language_is_one_file_with_its_name_and_its_days():
    one = read_language("hmn", A_LANGUAGE.format(fallback="fallback = true"))
    assert (one.name, one.falls_back, one.weekdays[0]) == ("Hmoob", True, "1")
    assert one.sentences == {"hello.start": "Nyob zoo, {office} {phone}"}


def test_a_sentence_that_is_missing_stops_the_load_and_is_named_unless_the_file_falls_back():
    one = read_language("hmn", A_LANGUAGE.format(fallback=""))
    tables = {"vi": VI.table, "hmn": one.sentences}
    missing = [line for line in problems_of(tables) if line.endswith("missing")]
    assert "hmn receipt.assigned: missing" in missing
    assert len(missing) == len(VI.table) - 1
    assert list(problems_of(tables, {"hmn"})) == []


@pytest.mark.parametrize("written", ["[hello]\nstart = 'x'", "[about]\nname = 'X'\nweekdays = ['a']"])
def test_a_language_without_its_name_or_its_days_is_refused(written):
    with pytest.raises(TextsError):
        read_language("xx", written)


def test_every_language_file_is_found():
    assert list(languages())[:2] == ["vi", "en"]
    assert languages()["en"].name == "English"


@dataclass(frozen=True)
class Own:
    version: str
    sentences: dict


def test_the_office_s_wording_is_said_only_while_it_is_open_and_only_where_it_fits():
    own = Own(
        "v1", {("vi", "drop.kept"): "Vâng, tôi giữ.", ("vi", "added.photos"): "Thiếu chỗ điền", ("vi", "x.y"): "z"}
    )
    with worded(own):
        assert texts_in("vi").text("drop.kept") == "Vâng, tôi giữ."
        assert "2" in texts_in("vi").text("added.photos", {"count": "2"})
        assert texts_in("en").text("drop.kept") == EN.text("drop.kept")
    assert texts_in("vi").text("drop.kept") == VI.text("drop.kept")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There is a big hole in the road near the school", "en"),
        ("Please repair the street light in front of our house", "en"),
        ("rac do tran lan dau ngo 12 phuong bac giang", "vi"),
        ("the nao roi, do an to", "vi"),
        ("Wifi nhà tôi mất từ hôm qua, gọi hotline không ai nghe", "vi"),
        ("OK thanks", "vi"),
        ("", "vi"),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text, language):
    assert written_in(text) == language


@pytest.mark.parametrize(("part", "names"), [("state", STATES), ("kind", KINDS), ("outcome", OUTCOMES)])
def test_what_the_book_names_has_its_name_in_every_language(part, names):
    for code, name in names.items():
        assert VI.table[f"{part}.{code}"] == name
        assert EN.table[f"{part}.{code}"]


def test_a_notice_names_outcome_and_kind_in_its_language():
    fields = {"code": "ND-1", "outcome": "Đã giải quyết xong", "text": "Đã vá.", "unit": "", "proof": ""}
    assert "solved" in EN.say_notice("notice.answered", fields).text
    assert "question" in EN.say_notice("notice.split", {"code": "1", "new_code": "2", "kind": "hỏi đáp"}).text
    assert "(tự ghi)" in EN.say_notice("notice.split", {"code": "1", "new_code": "2", "kind": "tự ghi"}).text


def test_every_shipped_topic_has_an_english_name_that_fits_a_button():
    names = languages()["en"].topics
    assert set(names) == set(load_catalogue().topics)
    assert all(len(name) <= LONGEST_NAME for name in names.values())


def test_a_notice_names_the_topic_in_the_language_of_its_reader():
    told = {"code": "ND-1", "kind": "Phản ánh", "topic": load_catalogue().topics["tieng_on"].name_vi}
    assert "Noise" in EN.say_notice("notice.reclassified", told).text
    assert "Tiếng ồn" in VI.say_notice("notice.reclassified", told).text
    assert "Việc của riêng xã" in EN.say_notice("notice.reclassified", told | {"topic": "Việc của riêng xã"}).text


@pytest.mark.parametrize("code", list(languages()))
@pytest.mark.parametrize("reason", ["Mưa lớn.", "Mưa lớn", "Ai cũng hỏi vì sao?", "Còn chờ…"])
def test_words_that_end_with_a_stop_get_no_second_one(code, reason):
    for key, template in texts_in(code).table.items():
        if "{reason}" not in template:
            continue
        said = texts_in(code).text(key, dict.fromkeys(fields_of(template), "x") | {"reason": reason})
        assert not re.search(r"[.!?…]\.", said), (key, said)
        assert reason.rstrip(".") in said


def test_every_basis_of_a_limit_is_said_in_english():
    said = {standing_words("en", "basis", row.basis) for row in load_statutes().rows}
    assert "Article 28 clause 1 of the Law on Citizen Reception 2013" in said
    assert not vietnamese_in(said, ())


def test_office_hours_are_said_in_english_and_a_name_among_them_stays():
    usual = Office().hours
    assert standing_words("en", "hours", usual) == "7:30–11:30 and 13:30–17:00, Monday to Friday"
    assert standing_words("vi", "hours", usual) == usual
    assert standing_words("en", "hours", "7h, nhà văn hóa") == "7:00, nhà văn hóa"


@pytest.mark.parametrize("code", [code for code in languages() if code != "vi"])
def test_no_sentence_of_another_language_holds_vietnamese(code):
    said = {key: text for key, text in texts_in(code).table.items() if key != "menu.ngonngu"}
    assert not vietnamese_in(said.values(), ())


def test_every_english_word_of_command_in_a_sentence_is_understood():
    typed = {
        word
        for text in EN.table.values()
        for word in re.findall(r"(?:type|write|Type|Write) “([^”{]+)”(?! and that code)", text)
    }
    assert "book a meeting" in typed
    for word in typed:
        which = vocabulary("which").meanings(word)
        known = which or command_in(word) or answers(word) or denies(word) or wishes_a_name(word)
        assert known, word


@pytest.mark.parametrize("texts", [VI, EN], ids=["vi", "en"])
def test_a_group_in_which_somebody_calls_for_help_is_told_whom_to_call(texts):
    said = texts.say_notice("unsupported.group", {}, today=date(2026, 11, 30)).text
    assert all(number in said for number in ("113", "114", "115"))

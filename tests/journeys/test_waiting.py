"""Trips with silences in them: drafts left midway, people who come back, notices at night, a closed window."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.base import WINDOW_CLOSED, SendResult
from bot.channels.web.lookup import unsent_words
from bot.running import alarms
from bot.sending.noting import write_note
from bot.texts import texts_in
from bot.wording.notices import in_words, late
from intake import cases, receipts
from intake.clock import ZONE
from intake.lifecycle import Move
from intake.sending import outbox, parcels
from intake.tables import CaseRow, OutboxRow, TimerRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"
HERE = [("plain", "main")]


@pytest.fixture
def wakes(office, turns):
    return lambda: alarms.fire_due(office, turns)


def hour(clock):
    return clock.now.astimezone(ZONE).hour


def sleeps_until(clock, wakes, citizen, limit=240):
    """Let hours pass until the bot speaks first; return what it says."""
    for _hour in range(limit):
        clock.forward(hours=1)
        wakes()
        if said := citizen.hears():
            return "\n".join(said)
    return ""


def sent(office, reason=""):
    """Take everything that may be sent now; return the texts as they go out."""
    with office.transaction() as tx:
        texts = []
        while found := parcels.claim(tx, channels=HERE):
            for parcel in found:
                texts.append(_words(tx, parcel))
                write_note(tx, parcel, SendResult("held", reason=reason) if reason else SendResult("sent", "1"))
        return texts


def _words(tx, parcel):
    if "text" in parcel.payload:
        return parcel.payload["text"]
    texts = texts_in(parcel.language)
    message = in_words(texts, parcel.payload, today=tx.today, base_url="")
    return late(texts, parcel.payload, message, today=tx.today).text


def act(office, case, move, **fields):
    login = {"Nguyễn Thu Hà": "ha", "Trần Văn Lâm": "lam"}[case.officer]
    with office.transaction() as tx:
        cases.act(tx, case.case_id, move, actor=viewer(office, login), fields=fields)


def files(citizen):
    citizen.says(POTHOLE)
    citizen.presses("Gửi")
    return citizen.cases()[0]


def test_a_draft_left_midway_is_called_to_mind_once_and_goes_on(known_citizen, clock, wakes):
    known_citizen.says(POTHOLE)
    reminder = sleeps_until(clock, wakes, known_citizen)
    assert "đang ghi dở: “Ổ gà to" in reminder
    assert 9 <= hour(clock) < 20
    assert "phường Bắc Giang" in "\n".join(known_citizen.says("lam tiep"))
    assert not known_citizen.cases()
    clock.forward(days=2)
    wakes()
    assert known_citizen.hears() == []
    known_citizen.says("gửi đi")
    assert len(known_citizen.cases()) == 1


def test_a_yes_to_the_reminder_reads_back_and_files_nothing(known_citizen, clock, wakes):
    known_citizen.says(POTHOLE)
    sleeps_until(clock, wakes, known_citizen)
    again = "\n".join(known_citizen.says("ừ"))
    assert "Gửi đi nhé?" in again
    assert not known_citizen.cases()


def test_words_after_the_reminder_are_more_of_the_story(known_citizen, office, clock, wakes):
    known_citizen.says(POTHOLE)
    sleeps_until(clock, wakes, known_citizen)
    known_citizen.says("sáng nay lại thêm một ông cụ ngã xe ở đó")
    known_citizen.presses("Gửi")
    with office.read() as snap:
        assert "ông cụ" in snap.execute(select(CaseRow.text)).scalar_one()


def test_a_draft_that_nobody_goes_on_with_is_dropped_with_a_last_word(known_citizen, clock, wakes):
    known_citizen.says(POTHOLE)
    assert "giữ đến hết thứ Hai 21/09" in sleeps_until(clock, wakes, known_citizen)
    last_word = sleeps_until(clock, wakes, known_citizen)
    assert "tôi đã bỏ" in last_word
    assert clock.now.astimezone(ZONE).day == 22
    assert sleeps_until(clock, wakes, known_citizen, 200) == ""
    assert not known_citizen.cases()
    assert any("Gửi" in line for line in known_citizen.says(POTHOLE))


def test_after_a_long_absence_of_ours_no_day_is_promised_that_has_passed_and_nothing_is_dropped_at_once(
    known_citizen, clock, wakes
):
    known_citizen.says(POTHOLE)
    clock.forward(days=30)  # Wednesday, 14 October
    wakes()
    assert "giữ đến hết thứ Năm 15/10" in "\n".join(known_citizen.hears())
    clock.forward(hours=20)
    wakes()
    assert known_citizen.hears() == []
    assert "tôi đã bỏ" in sleeps_until(clock, wakes, known_citizen)
    assert clock.now.astimezone(ZONE).day == 16


def test_what_is_told_without_consent_is_erased_with_the_draft(citizen, clock, wakes):
    citizen.says("Nhà hàng xóm ở ngõ 5 phường Bắc Giang đánh bạc")
    assert "đồng ý" in sleeps_until(clock, wakes, citizen)
    sleeps_until(clock, wakes, citizen)
    assert "đánh bạc" not in str(citizen.lines())


@pytest.mark.both_databases
def test_a_draft_that_was_settled_is_not_spoken_of(known_citizen, office, clock, wakes):
    files(known_citizen)
    known_citizen.says("/huy")
    assert sleeps_until(clock, wakes, known_citizen, 48) == ""
    with office.read() as snap:
        assert list(snap.execute(select(TimerRow.outcome)).scalars()) == ["settled"]


def test_who_comes_back_after_a_long_silence_is_told_what_is_open(known_citizen, clock):
    case = files(known_citizen)
    clock.forward(days=4)
    [first, *_rest] = known_citizen.says("chào em")
    assert "Lâu rồi" in first
    assert case.code in first
    assert "Lâu rồi" not in "\n".join(known_citizen.says("cảm ơn"))


def test_what_happens_at_night_is_told_in_the_morning_in_one_message(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    clock.forward(hours=13)  # ten in the evening
    act(office, case, Move.ACCEPT)
    act(office, case, Move.INTERIM, text="Đã khảo sát, chờ vật tư.")
    assert sent(office) == []
    clock.forward(hours=9)
    [told] = sent(office)
    assert "đã nhận xử lý" in told
    assert "chờ vật tư" in told


def test_a_word_to_the_bot_at_night_is_answered_at_once_and_brings_what_waits(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    clock.forward(hours=13)
    act(office, case, Move.ACCEPT)
    known_citizen.says("alo")
    told = sent(office)
    assert len(told) == 2
    assert "đã nhận xử lý" in told[0]


def test_steps_within_minutes_come_in_one_message_and_nothing_is_lost(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    act(office, case, Move.ACCEPT)
    clock.forward(minutes=1)
    act(office, case, Move.ASK, question="Gần số nhà nào ạ?")
    [told] = sent(office)
    assert "đã nhận xử lý" in told
    assert "Gần số nhà nào ạ?" in told
    known_citizen.says("số 12")
    sent(office)
    act(office, case, Move.ANSWER, outcome="resolved", text="Đã vá xong.")
    act(office, case, Move.CLOSE)
    first = sent(office)
    clock.forward(minutes=3)
    assert "Đã vá xong." in "\n".join(first)
    assert "đã kết thúc" in "\n".join(sent(office))


def test_an_answer_on_the_last_day_goes_out_at_night_too(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    act(office, case, Move.ACCEPT)
    clock.forward(days=(case.due_on - clock.now.date()).days, hours=13, minutes=30)
    act(office, case, Move.ANSWER, outcome="resolved", text="Đã vá xong.")
    assert "Đã vá xong." in "\n".join(sent(office))


@pytest.mark.both_databases
def test_what_a_closed_window_held_back_is_shown_on_the_page_and_comes_first_once(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    act(office, case, Move.ACCEPT)
    act(office, case, Move.INTERIM, text="Đã khảo sát, chờ vật tư.")
    sent(office, reason=WINDOW_CLOSED)
    with office.read() as snap:
        held = snap.execute(select(OutboxRow.status, OutboxRow.reason).where(OutboxRow.status == "held")).all()
        [words] = unsent_words(snap, receipts.status_of(snap, case.case_id), "")
    assert [tuple(row) for row in held] == [("held", "window_closed")]
    assert "chờ vật tư" in words
    clock.forward(days=1)
    known_citizen.says("alo")
    first, *answers = sent(office)
    assert first.startswith("Tin ngày thứ Hai 14/09")
    assert "chờ vật tư" in first
    assert answers
    clock.forward(minutes=1)
    known_citizen.says("alo")
    assert "chờ vật tư" not in "\n".join(sent(office))
    with office.read() as snap:
        assert unsent_words(snap, receipts.status_of(snap, case.case_id), "") == ()


def test_a_message_of_the_morning_holds_up_no_answer_of_the_night(known_citizen, office, clock):
    case = files(known_citizen)
    sent(office)
    clock.now = clock.now + timedelta(hours=13)
    act(office, case, Move.ACCEPT)
    with office.transaction() as tx:
        conversation_id = known_citizen.conversation_id(tx)
        outbox.put(
            tx, conversation_id=conversation_id, key="x", purpose="reply", payload={"text": "Trả lời", "choices": []}
        )
    assert sent(office) == ["Trả lời"]

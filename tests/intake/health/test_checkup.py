"""The doctor tells what waits too long, what was given up and whether the clock fits, each with what to do."""

from datetime import timedelta

import pytest

from intake.channels import channel_health
from intake.channels.channel_health import Health
from intake.channels.delivery_reasons import WINDOW_CLOSED, code_of, words_of
from intake.health import checkup
from intake.sending import outbox
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent


def findings(db):
    with db.read() as snap:
        return {one.what: one for one in checkup.findings(snap) if db.is_sqlite or one.what != "Đồng hồ"}


def store(db):
    with db.transaction() as tx:
        return inbox.store(tx, RawEvent("telegram", "main", "1", "a", 1, "{}"))


def put(db, key="k"):
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "a", "").id
        payload = {"text": "x", "choices": []}
        return outbox.put(tx, conversation_id=chat, key=key, purpose="reply", payload=payload)


def test_a_quiet_house_is_well(db):
    store(db)
    put(db)
    assert all(one.ok for one in findings(db).values())


def test_an_update_or_a_message_that_waits_too_long_is_told(db, clock):
    store(db)
    put(db)
    clock.forward(minutes=7)
    found = findings(db)
    assert not found["Tin nhận vào"].ok
    assert "7 phút" in found["Tin nhận vào"].sentence
    assert not found["Tin gửi đi"].ok


def try_in_vain(db, clock, parcel, reason, *, minutes):
    """Let a message be put off again and again, as a channel does that takes nothing."""
    for _minute in range(minutes):
        with db.transaction() as tx:
            outbox.put_back(tx, parcel, reason=reason, after=timedelta(minutes=1))
        clock.forward(seconds=59)


def test_what_is_tried_again_and_again_in_vain_grows_old_and_is_told_with_its_reason(db, clock):
    try_in_vain(db, clock, put(db), "bad_token", minutes=12)
    told = findings(db)["Tin gửi đi"]
    assert not told.ok
    assert "lâu nhất 11 phút" in told.sentence
    assert "Telegram 1 tin vì mã kết nối của kênh không còn đúng" in told.sentence


def test_what_waits_for_its_account_is_not_told_to_wait_for_the_citizen(db):
    shut, late = put(db), put(db, "other")
    with db.transaction() as tx:
        outbox.hold(tx, shut, "channel_shut")
        outbox.hold(tx, late, WINDOW_CLOSED)
    said = findings(db)["Tin gửi đi"].sentence
    assert "1 tin chờ người dân nhắn lại" in said
    assert "1 tin chờ kênh nối lại" in said


def test_what_was_given_up_is_told_with_where_to_go(db):
    number, parcel = store(db), put(db)
    with db.transaction() as tx:
        for _ in range(inbox.MAX_ATTEMPTS):
            inbox.failed(tx, number, "KeyError")
        outbox.dead(tx, parcel, "refused")
    found = findings(db)
    assert "Sự cố" in found["Tin nhận vào"].sentence
    assert "Nhật ký gửi tin" in found["Tin gửi đi"].sentence


def test_what_was_put_aside_is_counted_and_alarms_nobody(db):
    with db.transaction() as tx:
        inbox.quarantine(tx, "telegram", "main", "x", "not JSON")
    told = findings(db)["Tin nhận vào"]
    assert told.ok
    assert "1 lần gọi không phải là tin nào" in told.sentence


def test_what_was_given_up_hides_nothing_of_what_waits(db, clock):
    parcels = [put(db, str(number)) for number in range(4)]
    with db.transaction() as tx:
        outbox.dead(tx, parcels[0], "refused")
        outbox.hold(tx, parcels[1], WINDOW_CLOSED)
    clock.forward(seconds=40)
    assert findings(db)["Tin gửi đi"].sentence.startswith(
        "2 tin chờ gửi, lâu nhất 40 giây; 1 tin chờ người dân nhắn lại (1 vì quá thời hạn kênh cho gửi);"
    )


def test_a_clock_behind_the_book_is_told(db, clock):
    if not db.is_sqlite:
        clock.forward(days=-1)  # PostgreSQL has a clock of its own to compare with
        with db.read() as snap:
            assert not next(iter(checkup.findings(snap))).ok
        return
    store(db)
    clock.forward(days=-1)
    assert "NTP" in findings(db)["Đồng hồ"].sentence


def test_a_channel_is_as_it_last_said(db, clock):
    for is_well in (False, True):
        with db.transaction() as tx:
            health = Health(is_well, "như vậy", token_at=clock(), waiting=3)
            channel_health.note(tx, "zalo_oa", "oa:1", health)
    with db.read() as snap:
        [noted] = channel_health.noted(snap)
    assert (noted.channel, noted.account, noted.health, noted.at) == ("zalo_oa", "oa:1", health, clock())


@pytest.mark.parametrize(
    ("reason", "status", "code", "words"),
    [
        ("window_closed", "held", "window_closed", "đã quá lâu từ lời cuối của người dân, kênh không cho gửi"),
        ("refused:-213", "bad", "refused:-213", "kênh không nhận tin này (mã -213)"),
        ("refused: some long text of theirs", "bad", "refused", "kênh không nhận tin này"),
        ("Bad Request: whatever", "bad", "refused", "kênh không nhận tin này"),
        ("", "maybe_sent", "no_answer", "kênh không trả lời kịp, có thể tin đã tới"),
        ("anything", "???", "other", "lý do khác"),
    ],
)
def test_no_raw_text_of_a_platform_reaches_an_officer(reason, status, code, words):
    assert code_of(reason, status) == code
    assert words_of(code) == words


def test_an_old_reason_in_raw_words_is_another_reason():
    assert words_of("Forbidden: bot was blocked") == "lý do khác"
    assert words_of(None) == ""

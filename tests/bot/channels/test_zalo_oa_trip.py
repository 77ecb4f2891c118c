"""A citizen on Zalo from the webhook through the real turn and the outbox to the platform, all by typed numbers."""

import asyncio
import re
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from bot.app import create_bot_app
from bot.channels.registry import open_channels
from bot.sending.delivery import Delivery
from bot.turn import Turns
from intake.cases import act
from intake.lifecycle import Move
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow, UtteranceRow
from tests.bot.channels.test_zalo_oa_updates import EVENT, EVENTS
from tests.factories import open_office, viewer
from tests.fakes.zalo_oa import APP, CS, OA, signed

pytestmark = pytest.mark.one_database

HOOK = f"/hooks/zalo-oa/{OA}"
USER = "2468135790"
_ONWARDS = ("Đồng ý", "Gửi việc này", "Gửi đi", "Đúng rồi", "Không có ảnh", "Bỏ qua")
_numbers = count(1)


class Phone:
    """A citizen's phone: what is written goes to the webhook, what the platform was given is read."""

    def __init__(self, browser, deliver, zalo):
        self.browser, self.deliver, self.zalo = browser, deliver, zalo
        self.read = 0

    def post(self, event, **how):
        body, headers = signed(event, **how)
        return self.browser.post(HOOK, content=body, headers=headers)

    def event(self, name, message=None, **more):
        number = next(_numbers)
        about = {"message": {"msg_id": f"a{number}", **message}} if message is not None else {}
        sides = {"sender": {"id": USER}, "recipient": {"id": OA}}
        base = {"app_id": APP, "event_name": name, "timestamp": str(1_790_000_000_000 + number * 5_000)}
        return base | sides | about | more

    def sends(self, name, message=None, **more):
        assert self.post(self.event(name, message, **more)).status_code == 200
        return self.hears()

    def says(self, text):
        return self.sends("user_send_text", {"text": text})

    def hears(self):
        self.deliver()
        texts = self.zalo.texts()
        new, self.read = texts[self.read :], len(texts)
        return "\n".join(new)

    def picks(self, label):
        """Type the number that stands before a label in what was read last."""
        found = re.findall(rf"^(\d+)\. .*{re.escape(label)}", "\n".join(self.zalo.texts()[-2:]), re.MULTILINE)
        assert found, (label, self.zalo.texts()[-2:])
        return self.says(found[-1])


@pytest.fixture
def phone(db, zalo, zalo_settings, tokens, browser_of):
    del tokens
    open_office(db)
    channels = open_channels(zalo_settings, db)
    turns = Turns(db, zalo_settings, channels)
    mine = {key: channel for key, channel in channels.items() if key[0] == "zalo_oa"}

    def deliver():
        async def one():
            fresh = {key: open_channels(zalo_settings, db)[key] for key in mine}
            try:
                await Delivery(db, zalo_settings, fresh).round()
            finally:
                for channel in fresh.values():
                    await channel.close()

        asyncio.run(one())

    return Phone(browser_of(create_bot_app(db, zalo_settings, turns, channels)), deliver, zalo)


def rows(db, *columns):
    with db.read() as snap:
        key = columns[0].class_.__table__.primary_key.columns
        return snap.execute(select(*columns).order_by(*key)).all()


def told_a_matter(phone):
    phone.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang, hôm qua có cháu bé ngã xe")
    for _ in range(12):
        last = "\n".join(phone.zalo.texts()[-2:])
        label = next((one for one in _ONWARDS if f". {one}" in last), None)
        if label is None:
            return
        phone.picks(label)


def test_a_whole_trip_by_numbers(db, phone):
    told_a_matter(phone)
    [case] = rows(db, CaseRow.code, CaseRow.state)
    assert case.code in "\n".join(phone.zalo.texts())
    point = {"coordinates": {"latitude": "21.2731", "longitude": "106.1946"}}
    phone.sends("user_send_location", {"text": "Chợ Thương", "attachments": [{"type": "location", "payload": point}]})
    assert {row.status for row in rows(db, InboxRow.status)} == {"done"}
    assert {row.status for row in rows(db, OutboxRow.status)} == {"sent"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_that_comes_late_quotes_the_message_it_answers(phone, clock):
    phone.zalo.answer(CS, status=500)
    assert phone.says("chào") == ""
    clock.forward(minutes=1)
    assert phone.hears()
    assert phone.zalo.sent()[0]["message"]["quote_message_id"].startswith("a")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_number_beyond_the_choices_is_no_choice(phone):
    phone.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang")
    assert phone.says("9")
    assert phone.picks("Đồng ý")


@pytest.mark.parametrize(("later_ms", "cases"), [(900, 0), (4_000, 1)])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_number_that_is_sent_twice_in_a_row_does_not_answer_the_next_question_too(db, phone, later_ms, cases):
    phone.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang, hôm qua có cháu bé ngã xe")
    agrees = phone.event("user_send_text", {"text": "1"})
    again = {**phone.event("user_send_text", {"text": "1"}), "timestamp": str(int(agrees["timestamp"]) + later_ms)}
    for event in (agrees, again):
        assert phone.post(event).status_code == 200
    assert ("đã nhận lựa chọn này" in phone.hears()) is (cases == 0)
    assert len(rows(db, CaseRow.id)) == cases
    assert cases or phone.picks("Gửi")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_same_event_twice_is_one_and_an_unsigned_one_none(db, phone):
    event = phone.event("user_send_text", {"text": "chào"})
    assert [phone.post(event).status_code for _ in range(2)] == [200, 200]
    assert phone.post(event, secret="wrong").status_code == 401
    assert len(rows(db, InboxRow.id)) == 1


def test_what_arrived_and_was_read_is_noted_and_never_answered(db, phone):
    assert phone.says("chào")
    [first] = rows(db, OutboxRow.external_id)
    before = rows(db, ConversationRow.last_in_at)
    assert phone.sends("user_received_message", {"msg_id": first.external_id}) == ""
    assert phone.sends("user_seen_message", {"msg_ids": [first.external_id]}) == ""
    assert phone.sends("user_reacted_message", {"react_icon": "/-heart"}) == ""
    [noted] = rows(db, OutboxRow.arrived_at, OutboxRow.read_at)
    assert None not in noted
    assert rows(db, ConversationRow.last_in_at) == before
    assert [row.raw for row in rows(db, InboxRow.raw)[1:]] == ["{}"] * 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_an_officer_wrote_in_the_platform_s_own_tool_stands_in_the_talk(db, phone):
    phone.says("chào")
    sides = {"sender": {"id": OA, "admin_id": "31"}, "recipient": {"id": USER}}
    assert phone.sends("oa_send_text", {"text": "Mai cán bộ xuống xem ạ"}, **sides) == ""
    assert phone.sends("oa_send_text", {"text": "Chào Anh/Chị"}, **sides | {"sender": {"id": OA}}) == ""
    officers = [row.text for row in rows(db, UtteranceRow.author, UtteranceRow.text) if row.author == "officer"]
    assert officers == ["Mai cán bộ xuống xem ạ"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_leaves_gets_nothing_and_who_comes_is_greeted(db, phone):
    follower = {"oa_id": OA, "follower": {"id": USER}}
    assert phone.sends("follow", **follower)
    phone.zalo.left_by.add(USER)
    phone.says("alo")
    assert "blocked" in {row.status for row in rows(db, OutboxRow.status)}
    phone.zalo.left_by.clear()
    assert phone.sends("follow", **follower)
    assert "blocked" not in {row.status for row in rows(db, OutboxRow.status)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_s_own_number_is_kept_only_after_a_yes_and_the_raw_event_is_blanked(db, phone):
    told = phone.sends("user_submit_info", info={"name": "Bà Tư", "phone": "84912345678"})
    assert "0912345678" in told
    assert all("912345678" not in row.raw for row in rows(db, InboxRow.raw))


def test_an_answer_after_seven_days_waits_and_is_told_with_the_next_word(db, phone, clock):
    told_a_matter(phone)
    clock.forward(days=8)
    [case] = rows(db, CaseRow.id)
    boss = viewer(db, "giap")
    with db.transaction() as tx:
        act(tx, case.id, Move.ACCEPT, actor=boss, fields={})
        act(tx, case.id, Move.ANSWER, actor=boss, fields={"outcome": "resolved", "text": "Đã vá ổ gà sáng nay."})
    clock.forward(minutes=10)
    assert phone.hears() == ""
    waiting = [(row.status, row.reason) for row in rows(db, OutboxRow.status, OutboxRow.reason) if row.reason]
    assert waiting == [("held", "window_closed")]
    assert all(row.step != "rate_result" for row in rows(db, ConversationRow.step))  # nobody has read it yet
    clock.forward(days=1)
    heard = phone.says("sao rồi ạ")
    assert "Đã vá ổ gà sáng nay." in heard
    assert "hài lòng" in heard
    assert "held" not in {row.status for row in rows(db, OutboxRow.status)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=EVENT, name=some.sampled_from(EVENTS), body=some.binary(max_size=200))
def test_no_body_breaks_the_webhook(phone, event, name, body):
    assert phone.post({**event, "event_name": name, "timestamp": "1"}).status_code == 200
    assert phone.post(event).status_code in {200, 401}
    assert phone.browser.post(HOOK, content=body).status_code in {200, 401}


FOLLOWER = {"oa_id": OA, "follower": {"id": USER}, "source": "oa_profile"}


@pytest.mark.parametrize("said", ["Ổ gà to trước cổng trường tiểu học phường Bắc Giang", "chào"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_follows_after_writing_hears_what_waited_and_is_not_greeted_as_well(db, phone, said):
    phone.zalo.left_by.add(USER)
    assert phone.says(said) == ""
    waited = [row.text for row in rows(db, UtteranceRow.author, UtteranceRow.text) if row.author == "bot"]
    phone.zalo.left_by.clear()
    phone.sends("follow", **FOLLOWER)
    assert len(phone.zalo.texts()) == len(waited)
    assert phone.zalo.texts()[-1].startswith(waited[-1][:40])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_follows_first_or_for_whom_nothing_waits_is_greeted(phone):
    assert "trợ lý tự động" in phone.sends("follow", **FOLLOWER)
    phone.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang")
    assert phone.sends("follow", **FOLLOWER)

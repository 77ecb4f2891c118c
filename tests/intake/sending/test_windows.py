"""How long a platform lets us write to a citizen: known before anything is written, and kept when it is sent."""

from datetime import timedelta

import pytest

from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.sending import outbox, parcels, windows
from intake.talk import dialogue_log
from tests.conftest import MONDAY
from tests.factories import tell


@pytest.mark.parametrize(
    ("channel", "hours", "closed"),
    [("zalo_oa", 0, False), ("zalo_oa", 167, False), ("zalo_oa", 168, True), ("telegram", 9999, False)],
)
def test_a_window_closes_after_seven_days(channel, hours, closed):
    assert windows.is_closed(channel, MONDAY, MONDAY + timedelta(hours=hours)) is closed


def test_every_rule_names_its_source_and_charges_before_it_closes():
    assert all(rule.is_free_for < rule.lasts for rule in windows.rules().values())


def test_the_parcel_knows_that_its_window_is_closed(office, settings, clock):
    told = tell(office, settings, channel="zalo_oa")
    with office.transaction() as tx:
        for key in ("a", "b"):
            outbox.put(tx, conversation_id=told.conversation_id, key=key, purpose="reply", payload={"text": key})

    def next_parcel():
        with office.transaction() as tx:
            (parcel,) = parcels.claim(tx, channels=[("zalo_oa", "main")])
            outbox.sent(tx, parcel.id)
            return parcel

    assert not next_parcel().is_window_closed
    clock.forward(days=7)
    assert next_parcel().is_window_closed


def test_the_first_to_close_comes_first_and_chats_without_a_limit_have_none(office, clock):
    ids = []
    with office.transaction() as tx:
        for channel, chat in (("zalo_oa", "1"), ("telegram", "1")):
            ids.append(dialogue_log.open_conversation(tx, channel, "main", chat, "").id)
    clock.forward(days=3)
    with office.transaction() as tx:
        ids.append(dialogue_log.open_conversation(tx, "zalo_oa", "main", "2", "").id)
    with office.read() as snap:
        first, second = windows.windows_of(snap, ids)
    assert first.closes_at == MONDAY + timedelta(days=7)
    assert (first.is_charged, second.is_charged, first.is_closed) == (True, False, False)


def test_a_chat_that_its_people_have_shut_has_no_window_and_is_named(office):
    ids = []
    with office.transaction() as tx:
        for channel, chat in (("zalo_oa", "1"), ("zalo_oa", "2"), ("telegram", "1")):
            ids.append(dialogue_log.open_conversation(tx, channel, "main", chat, "").id)
        dialogue_log.block(tx, ids[0])
        dialogue_log.block(tx, ids[2])
    with office.read() as snap:
        assert len(windows.windows_of(snap, ids)) == 1
        assert windows.shut_of(snap, ids) == ("zalo_oa", "telegram")


def test_a_message_is_out_of_reach_where_every_chat_is_shut_or_silent_for_too_long(office, clock):
    with office.transaction() as tx:
        zalo = dialogue_log.open_conversation(tx, "zalo_oa", "main", "1", "").id
        telegram = dialogue_log.open_conversation(tx, "telegram", "main", "1", "").id
    clock.forward(days=8)

    def out_of_reach(*ids):
        with office.read() as snap:
            return windows.is_out_of_reach(snap, ids)

    assert (out_of_reach(), out_of_reach(zalo), out_of_reach(zalo, telegram)) == (False, True, False)
    with office.transaction() as tx:
        dialogue_log.block(tx, telegram)
    assert out_of_reach(zalo, telegram)


def test_a_trouble_is_told_once_a_day_and_keeps_its_beginning(office, clock):
    of = Account("zalo_oa", "1")
    for _ in range(3):
        with office.transaction() as tx:
            channel_troubles.report(tx, of, "token_refused")
        clock.forward(minutes=5)
    with office.read() as snap:
        assert channel_troubles.trouble_of(snap, of).at == MONDAY
    with office.transaction() as tx:
        assert channel_troubles.clear(tx, of)
        assert not channel_troubles.clear(tx, of)

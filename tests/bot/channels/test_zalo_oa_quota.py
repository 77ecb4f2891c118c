"""How many messages are left is told where the platform tells it, and somebody hears of it before there are none."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.channels.zalo_oa import ZaloChannel, quota
from bot.channels.zalo_oa.quota import Quota
from bot.running.checkups import Checkups
from bot.sending.delivery import Delivery
from intake.channels import channel_health, channel_troubles
from intake.queries.talk.channels_page import channel_lines
from intake.queries.talk.deliveries import Sought, deliveries
from intake.sending import outbox
from intake.tables import ConversationRow, NoticeRow, OutboxRow
from intake.talk import dialogue_log
from tests.factories import open_office, viewer
from tests.fakes.zalo_oa import CS, OA, QUOTA

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("told", "meaning"),
    [
        ({"data": [{"product_type": "cs", "remain": "40", "total": "500"}]}, Quota(40, 500)),
        ({"data": [{"product_type": "cs", "remain": 1, "total": 2}, {"remain": "3", "total": 4}]}, Quota(4, 6)),
        ({"data": {"asset": [{"product_type": "cs", "remain": 7, "total": 9}]}}, Quota(7, 9)),
        ({"data": {"type": "active", "remain": 2000, "total": 2000}}, Quota(2000, 2000)),
        ({"data": [{"product_type": "gmf10", "remain": 1, "total": 2}]}, None),
        ({"data": {"remain": 0, "total": 0}}, None),
        ({"data": {"remain": -1, "total": 5}}, None),
        ({"data": {"remain": "nhiều", "total": []}}, None),
        ({"data": "x"}, None),
        ({}, None),
    ],
)
def test_every_shape_of_the_answer_is_read_and_nothing_else_is_guessed(told, meaning):
    assert quota.read(told) == meaning


@pytest.fixture
def checked(db, zalo_settings, tokens):
    """Look after the account once, as the worker does every five minutes."""
    del tokens
    open_office(db)

    def check():
        async def one():
            channel = ZaloChannel(zalo_settings, db)
            try:
                await Checkups(db, {channel.key: channel}).round()
            finally:
                await channel.close()

        asyncio.run(one())
        with db.read() as snap:
            return next(one.health for one in channel_health.noted(snap))

    return check


def alarms(db):
    with db.read() as snap:
        found = select(NoticeRow.text).where(NoticeRow.kind == "channel").order_by(NoticeRow.id)
        return list(snap.execute(found).scalars())


def test_enough_is_told_and_alarms_nobody(db, checked, zalo):
    zalo.quota = (400, 500)
    health = checked()
    assert (health.is_well, health.left, health.total) == (True, 400, 500)
    assert "còn 400 trong 500 tin của gói" in health.sentence
    assert alarms(db) == []


def test_little_alarms_a_person_once_a_day_and_stands_on_the_page(db, checked, zalo, zalo_settings, clock):
    zalo.quota = (50, 500)
    assert not checked().is_well
    told = alarms(db)
    assert told
    assert all("sắp hết số tin" in one for one in told)
    checked()
    assert alarms(db) == told
    with db.read() as snap:
        line = next(one for one in channel_lines(snap, zalo_settings, viewer(db, "quy")) if one.code == "zalo_oa")
    assert (line.standing, line.left, line.total) == ("ill", 50, 500)
    clock.forward(days=1)
    checked()
    assert len(alarms(db)) == 2 * len(told)


def test_a_platform_that_does_not_tell_is_no_trouble(db, checked, zalo, tokens):
    zalo.answer(QUOTA, error=-224, says="needs a paid tier")
    health = checked()
    assert (health.is_well, health.left) == (True, None)
    with db.read() as snap:
        assert channel_troubles.trouble_of(snap, tokens.account) is None


@pytest.fixture
def spent(db, zalo, zalo_settings, checked):
    """Three answers for citizens who wrote two hours ago, of which none is taken: the quota is spent."""
    del checked  # it has furnished the book
    with db.transaction() as tx:
        for user in ("1", "2", "3"):
            chat = dialogue_log.open_conversation(tx, "zalo_oa", OA, user, "")
            outbox.put(tx, conversation_id=chat.id, key=user, purpose="reply", payload={"text": "Chào", "choices": []})
        tx.execute(update(ConversationRow).values(last_in_at=tx.now - timedelta(hours=2)))
    zalo.answer(CS, error=-223, says="quota exceeded", times=3)
    deliver(db, zalo_settings)


def with_channel(db, settings, use):
    async def run():
        channel = ZaloChannel(settings, db)
        try:
            await use(channel)
        finally:
            await channel.close()

    asyncio.run(run())


def deliver(db, settings):
    with_channel(db, settings, lambda channel: Delivery(db, settings, {channel.key: channel}).round())


def tend(db, settings):
    with_channel(db, settings, lambda channel: channel.upkeep())


def stands(db):
    with db.read() as snap:
        rows = snap.execute(select(OutboxRow.status).order_by(OutboxRow.id)).scalars()
        return [*rows, *(one.code for one in channel_troubles.troubles(snap))]


@pytest.mark.usefixtures("spent")
def test_what_a_spent_quota_holds_back_is_seen_at_once_and_may_be_told_in_another_way(db):
    assert stands(db) == ["held", "held", "held", "quota_spent"]
    assert any("đã hết số tin" in one for one in alarms(db))
    with db.read() as snap:
        shown = deliveries(snap, viewer(db, "giap"), Sought(state="need")).rows
    assert [(one.reason, one.can_be_told) for one in shown] == [("quota_spent", True)] * 3


@pytest.mark.usefixtures("spent")
def test_while_the_quota_is_spent_one_message_a_minute_tries_whether_somebody_bought_more(db, zalo, zalo_settings):
    zalo.answer(CS, error=-223, says="quota exceeded")
    tend(db, zalo_settings)
    deliver(db, zalo_settings)
    assert stands(db) == ["held", "held", "held", "quota_spent"]
    tend(db, zalo_settings)
    deliver(db, zalo_settings)  # the one that is taken lets the others out
    assert stands(db) == ["sent", "sent", "sent"]


@pytest.mark.usefixtures("spent")
def test_a_platform_that_tells_of_bought_messages_needs_no_trial(db, checked, zalo, zalo_settings):
    zalo.quota = (0, 500)
    checked()
    assert stands(db)[-1] == "quota_spent"
    zalo.quota = (400, 500)
    assert checked().is_well
    deliver(db, zalo_settings)
    assert stands(db) == ["sent", "sent", "sent"]


@pytest.mark.usefixtures("spent")
def test_a_quota_that_comes_back_at_midnight_wakes_nobody(db, checked, zalo, zalo_settings, clock):
    clock.forward(hours=15)
    zalo.quota = (500, 500)
    tend(db, zalo_settings)
    assert checked().is_well
    deliver(db, zalo_settings)
    assert stands(db) == ["new", "new", "new"]
    clock.forward(hours=8)
    deliver(db, zalo_settings)
    assert stands(db) == ["sent", "sent", "sent"]

"""How many messages are left is told where the platform tells it, and somebody hears of it before there are none."""

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.zalo_oa import ZaloChannel, quota
from bot.channels.zalo_oa.quota import Quota
from bot.messages import Outbound
from bot.running.checkups import Checkups
from intake.channels import channel_health, channel_troubles
from intake.queries.talk.channels_page import channel_lines
from intake.tables import NoticeRow
from tests.factories import open_office, viewer
from tests.fakes.zalo_oa import CS, QUOTA

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


def test_a_message_refused_for_want_of_quota_alarms_a_person_too(db, checked, zalo, zalo_settings):
    checked()
    zalo.answer(CS, error=-223, says="quota exceeded")

    async def send():
        channel = ZaloChannel(zalo_settings, db)
        try:
            return await channel.send("2468", Outbound("Chào"))
        finally:
            await channel.close()

    assert asyncio.run(send()).reason == "quota_spent"
    assert any("đã hết số tin" in one for one in alarms(db))

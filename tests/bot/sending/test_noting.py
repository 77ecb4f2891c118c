"""What became of messages is written down once each, together where many wait, and none is lost by another."""

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.base import SendResult, token_refused
from bot.sending.noting import Noting, write_note
from intake.sending import outbox
from intake.sending.parcels import claim
from intake.tables import NoticeRow, OutboxRow
from intake.talk import dialogue_log
from tests.factories import open_office

pytestmark = pytest.mark.one_database

TELEGRAM = ("telegram", "1")


@pytest.fixture
def parcels(db):
    """Return five messages of five chats that are about to be sent."""
    open_office(db)
    with db.transaction() as tx:
        for number in range(5):
            chat = dialogue_log.open_conversation(tx, *TELEGRAM, str(number), "Bà Tư")
            outbox.put(tx, conversation_id=chat.id, key=f"k{number}", purpose="reply", payload={"text": "Chào"})
    with db.transaction() as tx:
        return claim(tx, channels=[TELEGRAM])


def states(db):
    with db.read() as snap:
        rows = snap.execute(OutboxRow.__table__.select().order_by(OutboxRow.id)).all()
    return [(row.status, row.external_id) for row in rows]


def test_many_that_come_together_share_transactions(db, parcels, monkeypatch):
    opened = []
    transaction = db.transaction
    monkeypatch.setattr(db, "transaction", lambda: opened.append(1) or transaction())

    async def all_of_them():
        noting = Noting(db)
        await asyncio.gather(*(noting.note(one, SendResult("sent", f"m{one.id}")) for one in parcels))

    asyncio.run(all_of_them())
    assert states(db) == [("sent", f"m{one.id}") for one in parcels]
    assert len(opened) < len(parcels)


def test_one_that_cannot_be_written_leaves_the_others(db, parcels, monkeypatch):
    sent = outbox.sent

    def fails_for_the_third(tx, parcel_id, external_id=None):
        if parcel_id == parcels[2].id:
            raise ValueError("unwritable")
        sent(tx, parcel_id, external_id)

    monkeypatch.setattr(outbox, "sent", fails_for_the_third)

    async def all_of_them():
        noting = Noting(db)
        notes = (noting.note(one, SendResult("sent", "m")) for one in parcels)
        return await asyncio.gather(*notes, return_exceptions=True)

    told = asyncio.run(all_of_them())
    assert [type(one) for one in told] == [type(None)] * 2 + [ValueError] + [type(None)] * 2
    assert [status for status, _id in states(db)] == ["sent", "sent", "sending", "sent", "sent"]


def test_a_token_that_is_refused_gives_nothing_up_and_an_administrator_hears_of_it_once_a_day(db, parcels, clock):
    refused = token_refused()
    for _night in range(100):
        with db.transaction() as tx:
            for parcel in parcels:
                write_note(tx, parcel, refused)
        clock.forward(minutes=6)
        with db.transaction() as tx:
            assert len(claim(tx, channels=[TELEGRAM])) == len(parcels)
    with db.read() as snap:
        told = snap.execute(select(NoticeRow.staff_id, NoticeRow.text)).all()
    assert told
    assert all("token" in row.text for row in told)
    assert len(told) <= 2 * len({row.staff_id for row in told})  # ten hours may touch two days

"""A bot that is no longer set up keeps no answer out of sight: it is held where officers see it, until it is told."""

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.base import Caps, SendResult
from bot.running.checkups import Checkups
from bot.sending.delivery import Delivery
from intake.channels import channel_troubles
from intake.notices.officer_outlet import PURPOSE as OFFICERS
from intake.queries.talk.deliveries import Sought, deliveries
from intake.queries.talk.problems import problems
from intake.sending import dead_letters, outbox
from intake.tables import NoticeRow, OutboxRow, StaffRow
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent
from tests.factories import open_office, tell, viewer

pytestmark = pytest.mark.one_database

OLD, NEW = ("telegram", "main"), ("telegram", "another")


class Taking:
    caps = Caps()

    async def send(self, chat_key, message):
        return SendResult("sent", chat_key + message.text)


def put(db, settings, purpose="notice"):
    told = tell(db, settings)
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, *OLD, "citizen-1", "")
        payload = {"text": "Đã vá ổ gà.", "choices": []}
        facts = {"key": f"k:{purpose}", "purpose": purpose, "payload": payload, "case_id": told.id}
        return outbox.put(tx, conversation_id=chat.id, **facts)


def look(db, *open_):
    asyncio.run(Checkups(db, dict.fromkeys(open_, Taking())).round())


def status(db, parcel):
    with db.read() as snap:
        row = snap.execute(select(OutboxRow.status, OutboxRow.reason).where(OutboxRow.id == parcel)).one()
    return tuple(row)


def troubles(db):
    with db.read() as snap:
        return [(one.account, one.code) for one in channel_troubles.troubles(snap)]


@pytest.fixture
def left(db, settings, clock):
    """An answer to a chat of a bot in whose place another was put ten minutes ago."""
    open_office(db)
    parcel = put(db, settings)
    clock.forward(minutes=10)
    look(db, NEW)
    return parcel


@pytest.mark.both_databases
def test_an_answer_for_a_bot_that_is_gone_stands_where_officers_look(db, left):
    assert status(db, left) == ("held", "channel_shut")
    with db.read() as snap:
        shown = deliveries(snap, viewer(db, "ha"), Sought(state="need")).rows
        assert [(one.id, one.can_be_told) for one in shown if one.id == left] == [(left, True)]
        [trouble] = problems(snap, viewer(db, "quy")).troubles
    assert (trouble.account, trouble.code) == ("main", "not_set_up")


@pytest.mark.both_databases
@pytest.mark.usefixtures("left")
def test_who_can_put_it_right_is_told_once(db):
    look(db, NEW)
    with db.read() as snap:
        roles = select(StaffRow.role).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        told = snap.execute(roles.where(NoticeRow.kind == "channel")).scalars().all()
    assert sorted(told) == ["administrator", "supervisor"]


def test_it_goes_out_by_itself_when_the_bot_is_set_up_again(db, settings, left):
    look(db, OLD)
    assert troubles(db) == []
    asyncio.run(Delivery(db, settings, {OLD: Taking()}).round())
    assert status(db, left)[0] == "sent"


@pytest.mark.both_databases
def test_told_in_another_way_it_is_no_trouble_any_more(db, left):
    with db.transaction() as tx:
        dead_letters.tell(tx, left, way="phone", staff_id=viewer(db, "ha").id)
    look(db, NEW)
    assert troubles(db) == []


def test_what_is_fresh_and_what_is_of_a_bot_that_is_open_waits_as_ever(db, settings, clock):
    open_office(db)
    parcel = put(db, settings)
    look(db, NEW)
    clock.forward(minutes=10)
    look(db, OLD)
    assert status(db, parcel) == ("new", None)
    assert troubles(db) == []


def test_a_chat_of_an_officer_alone_troubles_nobody(db, settings, clock):
    open_office(db)
    put(db, settings, purpose=OFFICERS)
    clock.forward(minutes=10)
    look(db, NEW)
    assert troubles(db) == []


def test_words_of_citizens_that_nobody_hears_any_more_are_told_too(db, clock):
    with db.transaction() as tx:
        inbox.store(tx, RawEvent(*OLD, "1", "citizen-1", 1, "{}"))
    clock.forward(minutes=10)
    look(db)
    assert troubles(db) == [("main", "not_set_up")]

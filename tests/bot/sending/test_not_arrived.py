"""Whoever has a case in hand hears that their answer did not arrive; of what the machine says of itself they do not."""

import pytest
from sqlalchemy import select

from bot.arriving.apart import TOLD
from bot.arriving.writing import tell_once
from bot.channels.base import SendResult
from bot.sending.noting import write_note
from intake.queries.talk.deliveries import Sought, deliveries
from intake.queries.talk.problems import problems
from intake.sending import outbox
from intake.sending.parcels import claim
from intake.tables import NoticeRow, StaffRow
from intake.talk import dialogue_log
from tests.factories import open_office, tell, viewer
from tests.people import BAC_GIANG

pytestmark = pytest.mark.one_database

HERE = ("telegram", "main")
ANSWERED = "notice.answered"
REFUSED, SHUT = SendResult("bad", reason="refused"), SendResult("blocked", reason="blocked")
LATER = SendResult("retry", reason="channel_error")


@pytest.fixture
def told(db, settings):
    open_office(db)
    return tell(db, settings, commune=BAC_GIANG)


def fail(db, told, *results, notice=ANSWERED, purpose="notice"):
    """Let messages of the case end so; return who was told what in the panel."""
    for number, result in enumerate(results):
        with db.transaction() as tx:
            facts = {"purpose": purpose, "payload": {"notice": notice, "fields": {}}, "case_id": told.id}
            outbox.put(tx, conversation_id=told.conversation_id, key=f"{notice}{number}", **facts)
        with db.transaction() as tx:
            [parcel] = claim(tx, channels=[HERE], limit=1)
            write_note(tx, parcel, result)
    with db.read() as snap:
        rows = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        return snap.execute(rows.where(NoticeRow.kind == "undelivered").order_by(NoticeRow.id)).all()


@pytest.mark.parametrize(("result", "why"), [(REFUSED, "kênh không nhận tin này"), (SHUT, "người dân đã chặn")])
def test_the_officer_in_charge_is_told_why(db, told, result, why):
    [(login, text)] = fail(db, told, result)
    assert login == "ha"
    assert why in text


def test_once_a_day_however_many_do_not_arrive(db, told):
    assert len(fail(db, told, REFUSED, REFUSED)) == 1


@pytest.mark.parametrize(
    ("result", "of"),
    [
        (LATER, {}),  # it is tried again
        (SendResult("sent", "7"), {}),
        (REFUSED, {"notice": "media.failed"}),
        (REFUSED, {"purpose": "reply"}),
    ],
    ids=["later", "sent", "machine", "reply"],
)
def test_of_everything_else_nobody_is_told(db, told, result, of):
    assert fail(db, told, result, **of) == []


@pytest.mark.both_databases
@pytest.mark.parametrize("result", [SHUT, REFUSED, SendResult("blocked", reason="became_group")])
def test_a_group_that_the_bot_cannot_write_in_is_nobody_s_work(db, told, result):
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, *HERE, "-500", "")
        tell_once(tx, chat, f"group:{chat.id}", TOLD)
        [parcel] = claim(tx, channels=[HERE], limit=1)
        write_note(tx, parcel, result)
    with db.read() as snap:
        found = problems(snap, viewer(db, "quy"))
        [line] = deliveries(snap, viewer(db, "quy"), Sought()).rows
    assert (found.lost_out, found.later) == (0, ())
    assert line.state == "let_go"
    assert told.id

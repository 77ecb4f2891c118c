"""A clock that ran ahead and was set right makes nothing wait for the hour that it named."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.health import clock_jumps
from intake.sending import outbox, parcels
from intake.tables import OutboxRow
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent

HERE = [("telegram", "main")]
PAYLOAD = {"text": "chào", "choices": []}


@pytest.fixture
def chat(db):
    with db.transaction() as tx:
        return dialogue_log.open_conversation(tx, "telegram", "main", "a", "").id


def mend(db):
    with db.transaction() as tx:
        return clock_jumps.mend(tx)


def claim(db):
    with db.transaction() as tx:
        return len(parcels.claim(tx, channels=HERE))


@pytest.mark.parametrize("fate", ["unsent", "leased", "tried"])
def test_a_message_of_tomorrow_goes_out_today(db, clock, chat, fate):
    clock.forward(days=1)
    with db.transaction() as tx:
        parcel = outbox.put(tx, conversation_id=chat, key="k", purpose="reply", payload=PAYLOAD)
    if fate != "unsent":
        assert claim(db) == 1
    if fate == "tried":
        with db.transaction() as tx:
            outbox.retry(tx, parcel, reason="no_answer", after=timedelta(days=2))
    clock.forward(days=-1)
    assert claim(db) == 0
    assert mend(db) == 1
    assert claim(db) == 1


def test_an_update_of_tomorrow_is_played_today_and_holds_up_nobody(db, clock):
    clock.forward(days=1)
    with db.transaction() as tx:
        number = inbox.store(tx, RawEvent("telegram", "main", "1", "a", 1, "{}"))
        inbox.failed(tx, number, "ValueError")
    clock.forward(days=-1)
    assert mend(db) == 1
    with db.transaction() as tx:
        assert inbox.next_due(tx).id == number


def test_what_is_put_off_on_purpose_stays_put_off(db, chat):
    with db.transaction() as tx:
        morning = tx.now + timedelta(hours=10)
        outbox.put(tx, conversation_id=chat, key="k", purpose="notice", payload=PAYLOAD, not_before=morning)
        inbox.store(tx, RawEvent("telegram", "main", "1", "a", 1, "{}"))
    assert mend(db) == 0
    assert claim(db) == 0


def test_a_refusal_that_is_older_than_the_citizens_last_word_does_not_shut_the_chat(db, clock, chat):
    with db.transaction() as tx:
        parcel = outbox.put(tx, conversation_id=chat, key="k", purpose="reply", payload=PAYLOAD)
        parcels.claim(tx, channels=HERE)
    clock.forward(seconds=1)
    with db.transaction() as tx:
        dialogue_log.save(tx, chat, state={}, step="idle")
        outbox.blocked(tx, parcel, "blocked")
    with db.read() as snap:
        assert snap.execute(select(OutboxRow.status)).scalar_one() == "new"
    assert claim(db) == 1

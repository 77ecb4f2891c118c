"""Raw updates: durable first, each once, in the order of their chat, and a poisonous one blocks nobody."""

from dataclasses import replace

from sqlalchemy import select

from intake.sending import outbox
from intake.tables import InboxRow
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import MAX_ATTEMPTS, RawEvent

EVENT = RawEvent("telegram", "main", "1", "chat-a", 1, '{"update_id": 1}')


def store(db, event):
    with db.transaction() as tx:
        return inbox.store(tx, event)


def due(db):
    with db.transaction() as tx:
        pending = inbox.next_due(tx)
        return pending and pending.event.dedupe_key


def test_the_same_update_is_stored_once(db):
    assert store(db, EVENT) is not None
    assert store(db, EVENT) is None
    assert store(db, replace(EVENT, account="other")) is not None


def test_what_waits_is_taken_in_the_order_of_its_chat(db, clock):
    first = store(db, EVENT)
    store(db, replace(EVENT, dedupe_key="2", order_key=2))
    with db.transaction() as tx:
        assert inbox.failed(tx, first, "boom") == "new"
    assert due(db) is None  # the second waits behind the first, which is not due yet
    clock.forward(seconds=3)
    assert due(db) == "1"


def test_ids_that_no_platform_gives_are_shortened_and_stay_different(db):
    endless = "".join(chr(0x4E00 + i * 37 % 20_000) for i in range(3000))
    one, other = (replace(EVENT, dedupe_key=endless + end, chat_key=endless) for end in "ab")
    assert store(db, one)
    assert store(db, other)
    assert store(db, one) is None


def test_one_chat_does_not_hold_up_another(db):
    first = store(db, EVENT)
    store(db, replace(EVENT, dedupe_key="2", chat_key="chat-b"))
    with db.transaction() as tx:
        inbox.failed(tx, first, "boom")
    assert due(db) == "2"


def test_after_the_last_try_it_is_dead_and_the_chat_goes_on(db):
    first = store(db, EVENT)
    store(db, replace(EVENT, dedupe_key="2", order_key=2))
    for attempt in range(MAX_ATTEMPTS):
        with db.transaction() as tx:
            status = inbox.failed(tx, first, "boom")
        assert status == ("dead" if attempt == MAX_ATTEMPTS - 1 else "new")
    assert due(db) == "2"
    with db.transaction() as tx:
        assert inbox.revive(tx, first)
    assert due(db) == "1"


def test_what_somebody_else_has_answered_meanwhile_is_no_failed_try(db):
    first = store(db, EVENT)
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "chat", "").id
        outbox.put(tx, conversation_id=chat, key=f"turn:{first}:0", purpose="reply", payload={"text": "đã ghi"})
    with db.transaction() as tx:
        assert inbox.failed(tx, first, "IntegrityError") == "done"
    assert due(db) is None


def test_the_cursor_moves_with_what_was_stored(db):
    with db.transaction() as tx:
        inbox.store(tx, EVENT)
        inbox.move_cursor(tx, "telegram", "main", 7)
        inbox.move_cursor(tx, "telegram", "main", 8)
    with db.read() as snap:
        assert inbox.cursor(snap, "telegram", "main") == 8
        assert inbox.cursor(snap, "telegram", "other") == 0


def test_quarantine_keeps_what_is_no_update_and_never_handles_it(db):
    with db.transaction() as tx:
        inbox.quarantine(tx, "telegram", "main", "<html>\x00", "not JSON")
    with db.read() as snap:
        row = snap.execute(select(InboxRow.status, InboxRow.raw)).one()
    assert row.status == "quarantined"
    assert "\x00" not in row.raw
    assert due(db) is None

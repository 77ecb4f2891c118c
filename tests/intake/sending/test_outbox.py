"""The one way out: in order, leased, tried again, given up with a reason, held back behind a block."""

from threading import Event, Thread

import pytest
from sqlalchemy import select

from intake.sending import outbox, parcels
from intake.sending.outbox import MAX_ATTEMPTS
from intake.tables import OutboxRow, UtteranceRow
from intake.talk import dialogue_log, transcripts
from intake.talk.dialogue_log import Saying

HERE = [("telegram", "main")]


@pytest.fixture
def chats(db):
    with db.transaction() as tx:
        return [dialogue_log.open_conversation(tx, "telegram", "main", key, "").id for key in ("a", "b")]


def put(db, conversation_id, key):
    with db.transaction() as tx:
        payload = {"text": key, "choices": []}
        return outbox.put(tx, conversation_id=conversation_id, key=key, purpose="reply", payload=payload)


def claim(db, channels=HERE):
    with db.transaction() as tx:
        return [parcel.payload["text"] for parcel in parcels.claim(tx, channels=channels)]


def row(db, parcel_id):
    with db.read() as snap:
        return snap.execute(select(OutboxRow.__table__).where(OutboxRow.id == parcel_id)).one()


def test_each_answer_of_a_turn_is_sent_under_its_own_line(db, chats):
    with db.transaction() as tx:
        lines = []
        for number, chat in enumerate([*chats, *chats]):
            said = f"câu {number}"
            lines.append((said, dialogue_log.write_ahead(tx, chat, None, Saying("bot", "text", said))))
            outbox.put_reply(tx, conversation_id=chat, key=said, payload={"text": said}, case_id=None)
        numbered = [(said, line()) for said, line in lines]
    with db.read() as snap:
        assert snap.execute(select(OutboxRow.key, OutboxRow.utterance_id).order_by(OutboxRow.id)).all() == numbered
        words = select(UtteranceRow.text, UtteranceRow.id).order_by(UtteranceRow.id)
        assert snap.execute(words).all() == numbered


def test_each_chat_gets_its_messages_in_order(db, chats):
    first = put(db, chats[0], "a1")
    put(db, chats[0], "a2")
    put(db, chats[1], "b1")
    assert claim(db) == ["a1", "b1"]
    assert claim(db) == []
    with db.transaction() as tx:
        outbox.sent(tx, first, "77")
    assert claim(db) == ["a2"]


def test_a_sender_that_died_gives_its_lease_up(db, chats, clock):
    put(db, chats[0], "a1")
    assert claim(db) == ["a1"]
    clock.forward(seconds=61)
    assert claim(db) == ["a1"]


def test_only_the_channels_that_are_there_are_served(db, chats):
    put(db, chats[0], "a1")
    assert claim(db, [("web", "main")]) == []
    assert claim(db, []) == []


def test_tries_come_later_and_later_and_end_in_a_dead_letter(db, chats, clock):
    parcel = put(db, chats[0], "a1")
    waits = []
    for _attempt in range(MAX_ATTEMPTS):
        assert claim(db) == ["a1"]
        with db.transaction() as tx:
            outbox.retry(tx, parcel, reason="timeout")
        waits.append((row(db, parcel).not_before - clock.now).total_seconds())
        clock.forward(hours=2)
    assert waits[:3] == [5, 10, 20]
    assert max(waits) <= 3600
    assert row(db, parcel).status == "dead"
    assert row(db, parcel).reason == "timeout"
    with db.transaction() as tx:
        assert outbox.revive(tx, parcel)
    assert claim(db) == ["a1"]


def test_the_same_key_is_never_put_in_twice(db, chats):
    put(db, chats[0], "a1")
    with pytest.raises(Exception, match=r"(?i)unique"):
        put(db, chats[0], "a1")


def test_behind_a_block_everything_waits_for_the_citizens_next_word(db, chats):
    first = put(db, chats[0], "a1")
    put(db, chats[0], "a2")
    claim(db)
    with db.transaction() as tx:
        outbox.blocked(tx, first, "blocked by user")
    put(db, chats[0], "a3")
    assert claim(db) == []
    with db.transaction() as tx:
        dialogue_log.save(tx, chats[0], state={}, step="idle")
        outbox.release(tx, chats[0])
    assert claim(db) == ["a1"]


def test_a_notice_written_beside_a_turn_does_not_overtake_its_lines(db, chats):
    """An open page reads "after line n": a line that commits later with a smaller number would never be seen."""
    put(db, chats[0], "a notice")
    with db.transaction() as tx:
        [parcel] = parcels.claim(tx, channels=HERE)
    spoken, may_answer, may_commit, seen = Event(), Event(), Event(), []

    def turn():
        with db.transaction() as tx:
            chat = dialogue_log.open_conversation(tx, "telegram", "main", "a", "")
            dialogue_log.write(tx, chat.id, chat.draft_no, Saying("citizen", "text", "a turn"))
            spoken.set()
            may_answer.wait(60)
            dialogue_log.write(tx, chat.id, chat.draft_no, Saying("bot", "text", "its answer"))

    def deliver():
        with db.transaction() as tx:
            parcels.wrote(tx, parcel, "a notice")
            may_commit.wait(60)

    def look():
        with db.read() as snap:
            seen.extend(transcripts.transcript(snap, chats[0], seen[-1].seq if seen else 0))

    writers = [Thread(target=turn), Thread(target=deliver)]
    writers[0].start()
    spoken.wait(60)
    writers[1].start()
    writers[1].join(0.3)  # time to overtake, if it can
    may_answer.set()
    writers[0].join(2)  # SQLite commits both at once, after the other
    look()
    may_commit.set()
    writers[1].join(60)
    look()
    assert [line.text for line in seen] == ["a turn", "its answer", "a notice"]

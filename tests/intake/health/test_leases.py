"""What a process that is gone had taken on is due again at once; what a living one has in hand stays its own."""

import pytest
from sqlalchemy import func, insert, select, text

from intake.db import open_database
from intake.files import attachments
from intake.health import leases
from intake.officers import letters
from intake.sending import outbox, parcels
from intake.sending.outbox import MAX_ATTEMPTS
from intake.tables import AttachmentRow, OutboxRow
from intake.talk import dialogue_log
from tests.factories import open_office, viewer

HERE = [("telegram", "main")]
postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def another(db):
    """Another process with the same book; it ends with the test, or when told."""
    process = open_database(db.url, db.clock)
    yield process
    process.close()


@pytest.fixture
def chat(db):
    with db.transaction() as tx:
        found = dialogue_log.open_conversation(tx, "telegram", "main", "a", "").id
        for key in ("a1", "a2"):
            outbox.put(tx, conversation_id=found, key=key, purpose="reply", payload={"text": key})
    return found


def claim(process):
    holder = process.presence.shown()
    with process.transaction() as tx:
        leases.take_back(tx, own=holder)
        found = parcels.claim(tx, channels=HERE, holder=holder)
    return [parcel.payload["text"] for parcel in found]


def end(db, process):
    """Close a process and wait until the server has seen that it is gone."""
    number = process.presence.number
    process.close()
    with db.transaction() as tx:
        tx.execute(select(func.pg_advisory_xact_lock(number)))


def cut_off(db, process):
    """End the connection by which a process is seen, as a broken network or an administrator does."""
    number = process.presence.number
    find = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND objid = :low"
    with db.transaction() as tx:
        assert tx.execute(text(find), {"low": number & 0xFFFFFFFF}).scalars().all() == [True]


@postgresql
@pytest.mark.usefixtures("chat")
def test_what_a_killed_process_had_in_hand_is_taken_back_at_once_and_in_order(db, another):
    assert claim(another) == ["a1"]
    assert claim(db) == []
    end(db, another)
    assert claim(db) == ["a1"]


@postgresql
@pytest.mark.usefixtures("chat")
def test_what_a_living_process_has_in_hand_is_its_own_until_the_lease_runs_out(db, another):
    assert claim(another) == ["a1"]
    for _look in range(3):
        assert claim(db) == []
    db.clock.forward(seconds=outbox.LEASE.total_seconds() + 1)  # it may be frozen
    assert claim(db) == ["a1"]


@postgresql
@pytest.mark.usefixtures("chat")
def test_a_process_whose_connection_was_lost_is_seen_again_under_its_number(db, another):
    assert claim(another) == ["a1"]
    cut_off(db, another)
    assert another.presence.shown() == another.presence.number
    assert claim(db) == []
    cut_off(db, another)
    assert claim(db) == ["a1"]  # somebody looked before it was back: twice is better than never


@postgresql
def test_the_transaction_that_shows_a_process_keeps_no_old_row_from_being_tidied_away(db, another):
    seen = (
        "SELECT state, backend_xmin IS NULL AND backend_xid IS NULL FROM pg_stat_activity JOIN pg_locks USING (pid)"
        " WHERE locktype = 'advisory' AND objid = :low"
    )
    for _look in range(12):  # the driver prepares what is asked often, which is another way of asking
        low = another.presence.shown() & 0xFFFFFFFF
        with db.read() as snap:
            found = snap.connection.execute(text(seen), {"low": low}).all()
        assert [tuple(row) for row in found] == [("idle in transaction", True)]


@postgresql
def test_files_and_letters_are_taken_back_too_but_not_what_may_be_what_kills(db, chat):
    open_office(db)
    giap = viewer(db, "giap").id
    with db.transaction() as tx:
        wait = {
            "draft_no": 1,
            "channel": "telegram",
            "account": "main",
            "kind": "photo",
            "ref": "x",
            "status": "pending",
        }
        row = {"conversation_id": chat, "not_before": tx.now, "at": tx.now, "attempts": 0, **wait}
        tx.execute(insert(AttachmentRow).values(row))
        letters.put(tx, key="one", kind="trial", staff_id=giap, address="a@example.vn")
    for kill in range(5):
        process = open_database(db.url, db.clock)
        holder = process.presence.shown()
        with process.transaction() as tx:
            leases.take_back(tx, own=holder)
            taken = attachments.claim(tx, holder=holder), letters.claim(tx, holder=holder)
        assert [len(some) for some in taken] == ([1, 1] if kill < 4 else [0, 0])
        end(db, process)
    db.clock.forward(minutes=6)
    with db.transaction() as tx:
        assert [len(attachments.claim(tx)), len(letters.claim(tx))] == [1, 1]


@pytest.mark.usefixtures("chat")
def test_the_only_process_takes_its_leases_up_again_when_it_restarts(db):
    for _crash in range(2 * MAX_ATTEMPTS):  # being killed is no failed try
        assert claim(db) == ["a1"]
        with db.transaction() as tx:
            leases.take_all_back(tx)
    assert claim(db) == ["a1"]
    with db.transaction() as tx:
        outbox.retry(tx, 1, reason="channel_error")
    with db.read() as snap:
        row = snap.execute(select(OutboxRow.status, OutboxRow.attempts).where(OutboxRow.id == 1)).one()
    assert row.status == "new"
    assert row.attempts > 1  # it may have arrived: what it answers is quoted when it is sent again

import threading
import time
from contextlib import ExitStack, suppress

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, event, insert, select, text
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError

from intake import meta
from intake.db import open_database
from intake.engine.prepared import Prepared
from intake.errors import Conflict, Unavailable
from intake.migrate import is_current, upgrade
from intake.tables import Base, MetaRow, RateRow


def keys(db):
    with db.read() as snap:
        return set(snap.execute(select(MetaRow.key)).scalars())


def test_what_a_finished_transaction_wrote_is_there(db):
    with db.transaction() as tx:
        meta.put(tx, "a", {"n": 1})
    assert keys(db) == {"a"}


def test_leaving_by_an_exception_changes_nothing(db):
    with pytest.raises(Conflict), db.transaction() as tx:
        meta.put(tx, "a", {"n": 1})
        raise Conflict("nope")
    assert keys(db) == set()


def test_a_failing_transaction_takes_no_neighbour_with_it(db):
    inside, go = threading.Event(), threading.Event()

    def slow() -> None:
        with db.transaction() as tx:
            meta.put(tx, "slow", {})
            inside.set()
            go.wait(60)

    def failing() -> None:
        with pytest.raises(Conflict), db.transaction() as tx:
            meta.put(tx, "failing", {})
            raise Conflict("nope")

    threads = [threading.Thread(target=slow), threading.Thread(target=failing)]
    threads[0].start()
    inside.wait(60)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(60)
    assert keys(db) == {"slow"}


def test_nobody_is_told_that_it_is_done_where_the_common_commit_fails(tmp_path):
    db = open_database(f"sqlite:///{tmp_path}/book.db")
    upgrade(db)
    inside, outcomes = threading.Event(), {}

    def write(name: str, *, is_broken: bool) -> None:
        try:
            with db.transaction() as tx:
                meta.put(tx, name, {})
                if is_broken:  # found out by the commit, and not before
                    tx.execute(text("PRAGMA defer_foreign_keys = ON"))
                    tx.execute(text("INSERT INTO meta_links (of) VALUES ('nobody')"))
                    inside.set()
                    time.sleep(0.5)  # the other waits by then
            outcomes[name] = "done"
        except (Unavailable, IntegrityError) as error:
            outcomes[name] = type(error).__name__

    with db.transaction() as tx:
        tx.execute(text('CREATE TABLE meta_links (of TEXT REFERENCES meta ("key"))'))
    broken = threading.Thread(target=write, args=("broken",), kwargs={"is_broken": True})
    sound = threading.Thread(target=write, args=("sound",), kwargs={"is_broken": False})
    broken.start()
    inside.wait(60)
    sound.start()
    for thread in (broken, sound):
        thread.join(60)
    assert "done" not in outcomes.values()
    assert keys(db) == set()
    db.close()


def test_many_writers_at_once_lose_nothing(db):
    def write(name: str) -> None:
        for number in range(10):
            with db.transaction() as tx:
                tx.execute(insert(MetaRow).values(key=f"{name}{number}", value={}))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(keys(db)) == 80


def test_a_read_cannot_write(db):
    with pytest.raises((Unavailable, InternalError)), db.read() as snap:
        snap.execute(insert(MetaRow).values(key="x", value={}))


def test_connections_that_were_needed_at_once_are_kept_for_the_next(db):
    made = []

    def count(connection, _record):
        made.append(connection)

    def a_dozen():
        with ExitStack() as reads:
            for _number in range(12):
                reads.enter_context(db.read())

    a_dozen()
    event.listen(db._readers, "connect", count)  # noqa: SLF001 - only the pool knows when it makes one
    try:
        a_dozen()
    finally:
        event.remove(db._readers, "connect", count)  # noqa: SLF001
    assert made == []


def test_where_everybody_waits_for_the_database_the_next_is_told_so(db, monkeypatch):
    monkeypatch.setattr(db._readers.pool, "_timeout", 0.05)  # noqa: SLF001 - half a minute else
    with ExitStack() as readers, pytest.raises(Unavailable):
        for _one in range(100):
            readers.enter_context(db.read())


_OF_THE_SEARCH = ("utterances_fts", "cases_fts", "folded_tsv")  # made by hand: no table of ours describes them


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_migrated_schema_is_the_schema_of_the_tables(db):
    assert is_current(db)
    with db.read() as snap:
        context = MigrationContext.configure(
            snap.connection,
            opts={
                "include_object": lambda _object, name, *_: not str(name).startswith(_OF_THE_SEARCH),
                "compare_type": False,
            },
        )
        differences = [
            found
            for found in compare_metadata(context, Base.metadata)
            if not any(name in str(found) for name in _OF_THE_SEARCH)
        ]
    assert differences == []


def fail(tx):
    if not tx.is_sqlite:
        tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    tx.connection.exec_driver_sql("ROLLBACK")
    raise ValueError("disk I/O error")


def test_a_database_that_fails_inside_a_part_is_an_outage_and_no_failure_of_the_work(db):
    """A full disk undoes the whole transaction of SQLite; to go back to a savepoint of it then fails too."""
    is_told_as_work = []
    with pytest.raises(Unavailable), db.transaction() as tx:
        meta.put(tx, "a", {"n": 1})
        try:
            with tx.attempt():
                fail(tx)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - what a turn takes for its own failure
            is_told_as_work.append(error)
    assert is_told_as_work == []
    assert keys(db) == set()
    with db.transaction() as tx:
        meta.put(tx, "b", {"n": 1})
    assert keys(db) == {"b"}


def test_a_limit_of_the_database_is_a_failure_of_the_work_or_it_would_hold_up_all_behind_it(db):
    if db.is_sqlite:
        return  # tells of its limits with an error of another family
    too_large = text("DO $$ BEGIN RAISE EXCEPTION 'index row too large' USING ERRCODE = '54000'; END $$")
    with db.transaction() as tx:
        with pytest.raises(OperationalError), tx.attempt():
            tx.execute(too_large)
        meta.put(tx, "after", {})
    assert keys(db) == {"after"}


def test_connections_that_the_database_has_ended_meanwhile_are_replaced_unnoticed(db):
    if db.is_sqlite:
        return  # has no server that could end them
    with ExitStack() as several:
        snaps = [several.enter_context(db.read()) for _number in range(4)]
        numbers = [snap.execute(text("SELECT pg_backend_pid()")).scalar() for snap in snaps]
    with db.transaction() as tx:
        others = set(numbers) - {tx.execute(text("SELECT pg_backend_pid()")).scalar()}
        assert len(others) >= 3
        for number in others:
            tx.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
    with ExitStack() as several:
        for number in range(4):
            meta.put(several.enter_context(db.transaction()), f"{number}", {})
    assert keys(db) == set("0123")


def test_a_failure_that_was_passed_over_is_told_when_it_would_be_kept(db):
    """PostgreSQL undoes such a transaction at its COMMIT, and calls that no error: a message would be lost."""
    if db.is_sqlite:
        return  # undoes the one statement
    with pytest.raises(InternalError), db.transaction() as tx:
        meta.put(tx, "a", {})
        with suppress(IntegrityError):
            tx.execute(insert(MetaRow).values(key="a", value={}))
    assert keys(db) == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: tx.execute(insert(MetaRow).values(key="b", value={})),
        lambda tx: tx.execute(delete(MetaRow)),
        lambda tx: tx.execute(Prepared(insert(MetaRow)), {"key": "b", "value": {}}),
        lambda tx: tx.ask(Prepared(insert(MetaRow).returning(MetaRow.key)), {"key": "b", "value": {}}),
        lambda tx: tx.write(Prepared(insert(MetaRow)), [{"key": "b", "value": {}}, {"key": "c", "value": {}}]),
        lambda tx: tx.outdate("circles"),
    ],
)
def test_what_is_remembered_is_known_until_a_table_that_it_was_read_from_is_written_to(db, change):
    with db.transaction() as tx:
        tx.remember("facts", 7, MetaRow.__tablename__, "circles")
        tx.execute(select(MetaRow.key))
        tx.execute(insert(RateRow).values(bucket="a", window_start=tx.now, count=1))
        assert tx.memory["facts"] == 7
        change(tx)
        assert "facts" not in tx.memory


def test_rows_that_nobody_asks_for_are_written_together(db):
    with db.transaction() as tx:
        tx.write(Prepared(insert(MetaRow)), [{"key": key, "value": {"n": 1}} for key in "abc"])
    assert keys(db) == {"a", "b", "c"}

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import InternalError

from intake import meta
from intake.errors import Conflict, Unavailable
from intake.migrate import is_current
from intake.tables import Base, MetaRow


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
            go.wait(5)

    def failing() -> None:
        with pytest.raises(Conflict), db.transaction() as tx:
            meta.put(tx, "failing", {})
            raise Conflict("nope")

    threads = [threading.Thread(target=slow), threading.Thread(target=failing)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert keys(db) == {"slow"}


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


def test_the_migrated_schema_is_the_schema_of_the_tables(db):
    assert is_current(db)
    with db.read() as snap:
        context = MigrationContext.configure(
            snap.connection,
            opts={
                "include_object": lambda _object, name, *_: not str(name).startswith(("utterances_fts", "folded_tsv")),
                "compare_type": False,
            },
        )
        differences = [
            found
            for found in compare_metadata(context, Base.metadata)
            if "utterances_fts" not in str(found) and "folded_tsv" not in str(found)
        ]
    assert differences == []

"""A pool that mixes up what connections have learned is told at the start, in one sentence that says what to set."""

import pytest
from sqlalchemy import event

from intake.db import open_database
from intake.errors import Invalid, Unavailable
from intake.health import pooling

ONLY_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def used_by_another_before(db):
    """Let each connection of the server know our statements already, as behind PgBouncer by transaction before 1.21."""

    def use(driver, _record):
        from intake.engine.pg_cursor import PgCursor

        pooling._AGAIN.run(PgCursor(driver), db.presence.engine.dialect)  # noqa: SLF001 - under the name that we use
        driver.rollback()

    event.listen(db.presence.engine, "connect", use)


def test_a_database_that_is_ours_alone_is_fit(db):
    pooling.require_own_statements(db)
    pooling.require_own_statements(db)


@ONLY_POSTGRESQL
def test_a_pool_that_hands_statements_on_is_refused_with_what_to_set(database_url):
    db = open_database(database_url)
    used_by_another_before(db)
    with pytest.raises(Invalid) as refused:
        pooling.require_own_statements(db)
    assert "pool_mode = session" in refused.value.sentence
    assert "max_prepared_statements" in refused.value.sentence
    db.close()


@ONLY_POSTGRESQL
def test_where_it_begins_to_later_no_message_is_blamed_for_it(database_url):
    db = open_database(database_url)
    used_by_another_before(db)
    with pytest.raises(Unavailable), db.transaction() as tx, tx.attempt():
        tx.execute(pooling._AGAIN)  # noqa: SLF001 - any statement of ours
    db.close()

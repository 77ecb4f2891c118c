"""Processes of one book hear at once what another was handed; without another, nothing is told and nothing held."""

from time import monotonic, sleep

import pytest
from sqlalchemy import text

from intake.db import open_database

HANDED = [(number, f"chat {number}") for number in range(1, 131)]  # more than one notice holds
SOON_S = 20


@pytest.fixture
def other(db):
    database = open_database(db.url, db.clock)
    yield database
    database.close()


def heard_by(database):
    found = []
    database.neighbours.hear(lambda *told: found.append(told))
    return found


def until(is_so):
    end = monotonic() + SOON_S
    while not is_so() and monotonic() < end:
        sleep(0.01)
    return is_so()


def told_until_heard(speaker, found):
    """Tell it until it is heard: whoever begins to listen needs a moment."""

    def is_heard():
        speaker.neighbours.tell("telegram", "main", [(0, "first")])
        return bool(found)

    return until(is_heard)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
class TestTwo:
    def test_what_one_is_handed_the_other_hears_and_itself_does_not(self, db, other):
        mine, theirs = heard_by(db), heard_by(other)
        db.neighbours.found()
        other.neighbours.found()
        assert told_until_heard(db, theirs)
        db.neighbours.tell("telegram", "main", HANDED)
        assert until(lambda: theirs[-1][2] == len(HANDED))
        assert theirs[-len(HANDED) :] == [("telegram", "main", *one) for one in HANDED]
        assert mine == []

    def test_whoever_listens_no_longer_begins_again_at_the_next_find(self, db, other):
        theirs = heard_by(other)
        other.neighbours.awake_s = 0.0
        other.neighbours.found()
        assert not other.neighbours.are_there
        other.neighbours.awake_s = SOON_S
        until(lambda: other.neighbours._thread is None)  # noqa: SLF001 - nothing else shows it
        other.neighbours.found()
        assert told_until_heard(db, theirs)
        assert other.neighbours.are_there

    def test_a_lost_connection_is_begun_anew_at_the_next_find(self, db, other):
        theirs = heard_by(other)
        other.neighbours.found()
        assert told_until_heard(db, theirs)
        with db.transaction() as tx:
            tx.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query LIKE 'LISTEN %' AND datname = current_database()"
                )
            )
        assert until(lambda: other.neighbours._thread is None)  # noqa: SLF001 - nothing else shows it
        theirs.clear()
        other.neighbours.found()
        assert told_until_heard(db, theirs)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_book_in_a_file_has_no_neighbours(db):
    found = heard_by(db)
    db.neighbours.found()
    db.neighbours.tell("telegram", "main", HANDED)
    assert not db.neighbours.are_there
    assert found == []

"""What waits for somebody is counted from an index, however many messages a book has sent."""

from sqlalchemy import event

from intake.queries.talk.problems import problems
from tests.factories import open_office, viewer

_OF_A_LARGE_BOOK = """
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 VALUES ('outbox', 'ix_outbox_due', '32862 10954 1 1');
INSERT INTO sqlite_stat1 VALUES ('outbox', 'ix_outbox_case', '32862 2 1');
CREATE TABLE made_anew (id INTEGER);
"""  # the last makes every connection look at what was counted


def test_whoever_keeps_the_channels_reads_no_whole_outbox(db):
    open_office(db)
    with db.transaction() as tx:
        if not tx.is_sqlite:
            return  # PostgreSQL counts how often each state is there
        for statement in _OF_A_LARGE_BOOK.strip().split(";\n"):
            tx.connection.exec_driver_sql(statement.rstrip(";\n"))
    asked = []
    with db.read() as snap:
        who = viewer(db, "quy")
        event.listen(snap.connection, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
        problems(snap, who)
        counts = [one for one in asked if "count(outbox.id)" in one[0]]
        plans = [snap.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", bound).all() for one, bound in counts]
    assert plans
    assert "SCAN outbox" not in str(plans)

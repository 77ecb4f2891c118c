"""Who was called to a danger is found by an index: in a danger nobody waits until a whole book was read."""

from datetime import timedelta

from sqlalchemy import event, insert, select, text

from intake.notices import notices
from intake.registration import calls
from intake.tables import NoticeRow, StaffRow
from tests.factories import tell


def called(tx, case_id):
    """Tell staff of a danger in the talk 5 and in a case, and call them to many others."""
    [first, *_] = staff = list(tx.execute(select(StaffRow.id).order_by(StaffRow.id)).scalars())
    urgent = {"kind": "urgent", "text": "", "at": tx.now - timedelta(hours=1)}
    others = [{**urgent, "staff_id": first, "case_id": None, "key": f"danger:{n}:fire:x"} for n in range(10, 3000)]
    tx.execute(insert(NoticeRow), others)
    key = calls.key_of(tx, 5, "fire")
    notices.tell(tx, staff[:2], key=f"{key}{tx.today}", kind="urgent", text="", case_id=None)
    notices.tell(tx, staff[2:3], key="urgent", kind="urgent", text="", case_id=case_id)
    return staff


def relieved(tx):
    return sorted(tx.execute(select(NoticeRow.staff_id).where(NoticeRow.kind == calls.RELIEF)).scalars())


def test_whoever_was_called_hears_that_it_is_over_and_nobody_else(office, settings):
    case_id = tell(office, settings).id
    with office.transaction() as tx:
        staff = called(tx, case_id)
        calls.tell_over(tx, 5, "fire", case_id=case_id)
        assert relieved(tx) == sorted(staff[:3])
        assert calls.key_of(tx, 5, "fire") == "danger:5:fire:again1:"
        assert [calls.key_of(tx, *other) for other in ((5, "fires"), (55, "fire"), (5, "flood"))] == [
            "danger:5:fires:", "danger:55:fire:", "danger:5:flood:",
        ]  # fmt: skip


def test_of_a_large_book_only_the_calls_to_this_danger_are_read(office, settings):
    case_id = tell(office, settings).id
    with office.transaction() as tx:
        called(tx, case_id)
    with office.transaction() as tx:
        tx.execute(text("ANALYZE notices"))
    plans = []
    with office.transaction() as tx:
        how = "EXPLAIN QUERY PLAN" if tx.is_sqlite else "EXPLAIN"

        def explain(_connection, cursor, sql, bound, *_rest):
            if (sql.startswith("SELECT") and "count(DISTINCT" in sql) or "notices.at >=" in sql:
                cursor.execute(f"{how} {sql}", bound)
                plans.append("\n".join(str(row[-1]) for row in cursor.fetchall()))

        event.listen(tx.connection, "before_cursor_execute", explain)
        calls.tell_over(tx, 5, "fire", case_id=case_id)
    times, of_talk, of_case = plans
    assert "ix_notices_called" in times, times
    assert "ix_notices_called" in of_talk, of_talk
    assert "ix_notices_called_case" in of_case, of_case

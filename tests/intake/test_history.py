"""Events added in bulk stand in the chain as if each had been added alone."""

from contextlib import suppress

from sqlalchemy import select, text

from intake import audit, history
from intake.tables import AuditRow, CaseEventRow
from intake.talk import inbox
from tests.factories import tell


def events(case_id, count):
    return [
        history.Event(case_id, "overdue", "system", "internal", "assigned", "assigned", {"stage": f"stage {number}"})
        for number in range(count)
    ]


def test_many_events_are_added_in_their_order_and_vouched_for_one_by_one(office, settings):
    case = tell(office, settings)
    with office.transaction() as tx:
        ids = history.add_many(tx, events(case.id, 1_500))
        same = {"state_from": "assigned", "state_to": "assigned"}
        history.add(tx, case.id, "note", actor="system", audience="internal", data={}, **same)
    with office.read() as snap:
        found = snap.execute(select(CaseEventRow.data).where(CaseEventRow.id.in_(ids)).order_by(CaseEventRow.id))
        assert [data["stage"] for data in found.scalars()] == [f"stage {number}" for number in range(1_500)]
        vouched = snap.execute(select(AuditRow.detail).order_by(AuditRow.id)).scalars().all()
        assert [detail["event"] for detail in vouched if "event" in detail][-1501:-1] == ids
        assert audit.verify(snap).ok


def test_a_bulk_event_that_is_changed_afterwards_breaks_the_chain_at_its_row(office, settings):
    case = tell(office, settings)
    with office.transaction() as tx:
        ids = history.add_many(tx, events(case.id, 20))
    with office.transaction() as tx:
        tx.execute(text("UPDATE case_events SET actor = 'staff:1' WHERE id = :id"), {"id": ids[7]})
    with office.read() as snap:
        report = audit.verify(snap)
        broken = snap.execute(select(AuditRow.detail).where(AuditRow.id == report.broken_id)).scalar_one()
    assert not report.ok
    assert broken["event"] == ids[7]


def test_a_row_is_sealed_alike_whatever_it_says(office):
    before = '0,"previous":"'
    with office.transaction() as tx:
        odd = {"previous": "0" * 64, before: [before, None]}
        audit.record(tx, "staff:1", 'đọc\x01 "\\ %s %(at)s', before + "0" * 64, odd)
        audit.record_many(tx, [audit.Entry("system", f"test.{n}", "previous", {"n": n}) for n in range(3)])
    with office.transaction() as tx:
        audit.record(tx, "staff:1", "test.next", "previous")
    with office.read() as snap:
        rows = snap.execute(select(AuditRow.__table__).order_by(AuditRow.id)).all()
        assert audit.verify(snap).ok
    assert [one.previous for one in rows[1:]] == [one.hash for one in rows[:-1]]


def test_whoever_adds_to_the_chain_keeps_nobody_waiting_until_the_word_that_commits(office):
    if office.is_sqlite:
        return  # has one writer

    def others_add(_tx, _rows):
        with office.transaction() as other:
            inbox.lock_nothing_long(other, 0.5)
            audit.record(other, "system", "test.other", "test:1")

    with office.transaction() as tx:
        audit.record(tx, "system", "test.mine", "test:1")
        tx.at_last[others_add] = []
    with office.read() as snap:
        newest = select(AuditRow.action).order_by(AuditRow.id.desc()).limit(2)
        assert snap.execute(newest).scalars().all() == ["test.mine", "test.other"]
        assert audit.verify(snap).ok


def test_no_events_leave_no_trace(office):
    with office.transaction() as tx:
        before = tx.execute(select(AuditRow.id)).scalars().all()
        assert history.add_many(tx, []) == []
        assert tx.execute(select(AuditRow.id)).scalars().all() == before


def test_the_chain_is_held_from_the_end_of_the_work_on_and_forgets_what_was_undone(office):
    def rows(snap):
        return [row.action for row in snap.execute(select(AuditRow.action).order_by(AuditRow.id))]

    with office.transaction() as tx:
        before = rows(tx)
        audit.record(tx, "system", "test.first", "test:1")
        with suppress(KeyError), tx.attempt():
            audit.record(tx, "system", "test.undone", "test:2")
            raise KeyError
        audit.record(tx, "system", "test.last", "test:3")
        assert rows(tx) == before
    with office.read() as snap:
        assert rows(snap) == [*before, "test.first", "test.last"]
        assert audit.verify(snap).ok

"""A deadline that passes is logged once and told once; the oldest first, and what nobody took is not forgotten."""

from sqlalchemy import select

from intake import overdue
from intake.tables import CaseEventRow, NoticeRow
from routing.kinds import Kind
from tests.factories import tell, viewer


def sweep(db):
    with db.transaction() as tx:
        return overdue.sweep(tx)


def told(db, kind="overdue"):
    with db.read() as snap:
        return sorted(snap.execute(select(NoticeRow.staff_id).where(NoticeRow.kind == kind)).scalars())


def test_nothing_is_late_on_the_last_day(office, settings, clock):
    tell(office, settings)
    clock.forward(days=14)  # Monday 28 September, the due day itself
    assert sweep(office) == 0


def test_a_passed_deadline_is_logged_once_and_told_to_officer_and_head(office, settings, clock):
    case = tell(office, settings)
    clock.forward(days=15)
    assert sweep(office) == 2  # the notice of the outcome by law, the result by local rule
    assert sweep(office) == 0
    with office.read() as snap:
        moves = snap.execute(select(CaseEventRow.move).where(CaseEventRow.case_id == case.id)).scalars().all()
    assert moves.count("overdue") == 2
    officer = viewer(office, "ha").id if case.receipt.officer == "Nguyễn Thu Hà" else viewer(office, "lam").id
    assert set(told(office)) == {officer, viewer(office, "son").id}


def test_what_nobody_has_screened_is_told_to_the_desk_and_the_chair(office, settings, clock):
    tell(office, settings, confidence=0.1)
    clock.forward(days=15)
    sweep(office)
    assert set(told(office)) == {viewer(office, "mai").id, viewer(office, "cuc").id}


def test_a_late_denunciation_is_told_only_to_those_who_may_know_of_it(office, settings, clock):
    tell(office, settings, "Tố cáo chủ tịch phường", kind=Kind.DENUNCIATION, topic="can_bo")
    clock.forward(days=15)
    sweep(office)
    assert set(told(office)) <= {viewer(office, "dung").id, viewer(office, "giap").id}
    assert told(office)


def test_a_batch_takes_the_oldest_first_and_the_next_takes_the_rest(office, settings, clock):
    for number in range(3):
        tell(office, settings, chat=f"citizen-{number}")
        clock.forward(days=1)
    clock.forward(days=30)
    with office.transaction() as tx:
        assert overdue.sweep(tx, limit=4) == 4
    with office.transaction() as tx:
        assert overdue.sweep(tx, limit=4) == 2

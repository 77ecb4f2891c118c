"""A coordinating unit is reminded of what it was asked: before the day, after it once more, then no longer."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from intake.errors import Invalid
from intake.lifecycle import Move
from intake.notices import tasks
from intake.queries.inbox import folders
from intake.tables import CaseEventRow, CaseTaskRow, NoticeRow
from tests.factories import viewer
from tests.scenes import Desk


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def helped(desk, office):
    """A case on Monday with a task for Thursday."""
    with office.read() as snap:
        due = (snap.today + timedelta(days=3)).isoformat()
    task = {"unit_id": desk.unit("T-KT"), "text": "Cho biết ai quản lý đoạn đường", "task_due_on": due}
    return desk.make(desk.at_work(), Move.ADD_UNIT, **task)


def sweep(db):
    with db.transaction() as tx:
        return tasks.sweep(tx)


def told(db):
    with db.read() as snap:
        table = NoticeRow.__table__
        where = table.c.key.like("task-%")
        rows = snap.execute(select(table.c.staff_id, table.c.kind, table.c.key).where(where).order_by(table.c.id))
        return [(row.staff_id, row.kind) for row in rows if not row.key.startswith("task-done")]


@pytest.mark.usefixtures("helped")
def test_the_unit_hears_the_working_day_before_and_the_lead_when_it_is_late(office, clock):
    tam = viewer(office, "tam").id
    assert sweep(office) == 0
    clock.forward(days=2)
    assert sweep(office) == 1
    assert told(office) == [(tam, "due_soon")]
    clock.forward(days=1)
    assert sweep(office) == 0
    clock.forward(days=1)
    assert sweep(office) == 1
    late = told(office)[1:]
    lead = {viewer(office, "ha").id, viewer(office, "lam").id}
    assert late[0] == (tam, "overdue")
    assert late[1][0] in lead
    clock.forward(days=3)
    assert sweep(office) == 0


def test_another_day_is_told_to_the_unit_and_the_old_one_reminds_nobody(office, desk, helped, clock):
    tam, later = viewer(office, "tam").id, {"task_id": "1", "reason": "Chờ bản vẽ"}
    with office.read() as snap:
        first, second = (snap.today + timedelta(days=days) for days in (3, 7))
    with pytest.raises(Invalid, match="trùng với hạn"):
        desk.make(helped, Move.RESCHEDULE_TASK, task_due_on=first.isoformat(), **later)
    desk.make(helped, Move.RESCHEDULE_TASK, task_due_on=second.isoformat(), **later)
    assert told(office) == [(tam, "task")]
    with office.read() as snap:
        says = snap.execute(select(NoticeRow.text).order_by(NoticeRow.id.desc()).limit(1)).scalar_one()
        data = snap.execute(select(CaseEventRow.data).order_by(CaseEventRow.id.desc()).limit(1)).scalar_one()
    assert f"{first:%d/%m/%Y} sang {second:%d/%m/%Y}" in says
    assert (data["task_was_due_on"], data["task_due_on"]) == (first.isoformat(), second.isoformat())
    clock.forward(days=3)
    assert sweep(office) == 0
    clock.forward(days=1)  # the Friday before the Monday
    assert sweep(office) == 1
    assert told(office)[1:] == [(tam, "due_soon")]


@pytest.mark.parametrize("end", ["finish", "release", "close"])
def test_what_is_done_let_go_or_over_is_not_told(office, desk, helped, clock, end):
    if end == "finish":
        desk.make(helped, Move.FINISH_TASK, "tam", report="Đoạn này do xã quản lý.")
    elif end == "release":
        desk.make(helped, Move.RELEASE_UNIT, task_id="1", reason="Đã rõ")
    else:
        desk.make(helped, Move.REFER, to="Tòa án", reason="Việc của tòa án")
    taken_back = [(viewer(office, "tam").id, "task")] if end == "close" else []
    clock.forward(days=4)
    sweep(office)
    assert told(office) == taken_back, "that it was taken back, and no day any more"
    assert sweep(office) == 0


@pytest.mark.usefixtures("helped")
def test_nobody_is_told_at_night_and_an_outage_is_told_once_by_its_gravest(office, clock):
    clock.forward(days=4, hours=12)
    assert sweep(office) == 0
    clock.forward(hours=60)  # Monday morning
    assert sweep(office) == 1
    assert {kind for _, kind in told(office)} == {"overdue"}
    assert sweep(office) == 0


def test_a_sealed_case_is_told_only_to_the_cleared(office, desk):
    sealed = desk.accusation()
    with office.transaction() as tx:
        row = {"case_id": sealed.id, "unit_id": int(desk.unit("G-KT")), "text": "x", "due_on": tx.today, "at": tx.now}
        tx.execute(CaseTaskRow.__table__.insert().values(**row, status="open", next_step="soon", next_step_on=tx.today))
    assert sweep(office) == 1
    assert told(office) == []


def test_the_folder_of_helpers_shows_the_day_of_their_own_task(office, helped, clock):
    clock.forward(days=5)
    with office.read() as snap:
        (line,) = folders.page(snap, viewer(office, "tam"), "coordinating").cases
        (lead,) = folders.page(snap, viewer(office, "giap"), "all_open").cases
    assert (line.id, line.due.late, line.due.mood) == (helped.id, 2, "late")
    assert lead.due.on != line.due.on


@pytest.mark.usefixtures("helped")
def test_a_task_of_before_is_told_on_its_day(office, clock):
    with office.transaction() as tx:  # as the migration leaves it
        tx.execute(update(CaseTaskRow).values(next_step_on=CaseTaskRow.due_on))
    clock.forward(days=3)
    assert sweep(office) == 1
    assert {kind for _, kind in told(office)} == {"due_soon"}

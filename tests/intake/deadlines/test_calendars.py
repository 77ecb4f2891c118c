"""The office's own days off: they count from now on, and move no date that was promised."""

from datetime import date

import pytest
from sqlalchemy import select

from intake.deadlines import calendars
from intake.errors import Invalid
from intake.law.workdays import Override
from intake.tables import AuditRow, CaseRow
from tests.factories import tell

DAY_OFF = Override(date(2026, 9, 16), is_working=False, name="Ngày nghỉ của tỉnh", source="Công văn 12/UBND")


def set_day(db, override):
    with db.transaction() as tx:
        calendars.set_day(tx, override, actor="staff:1")


def test_a_day_off_counts_for_the_next_case_and_moves_no_earlier_promise(office, settings):
    before = tell(office, settings)
    set_day(office, DAY_OFF)
    after = tell(office, settings, chat="citizen-2")
    assert (before.receipt.due_on, after.receipt.due_on) == (date(2026, 9, 28), date(2026, 9, 29))
    with office.read() as snap:
        assert snap.execute(select(CaseRow.due_on).where(CaseRow.id == before.id)).scalar_one() == date(2026, 9, 28)


def test_a_day_may_be_set_again_and_each_time_is_audited(office, settings):
    set_day(office, DAY_OFF)
    set_day(office, Override(DAY_OFF.day, is_working=True, name="Ngày làm việc", source="Công văn 13/UBND"))
    assert tell(office, settings).receipt.due_on == date(2026, 9, 28)
    with office.read() as snap:
        actions = list(snap.execute(select(AuditRow.action)).scalars())
    assert actions.count("calendar.set_day") == 2


@pytest.mark.parametrize("missing", [{"name": " "}, {"source": ""}])
def test_a_day_needs_a_name_and_a_source(office, missing):
    fields = {"is_working": False, "name": "Nghỉ", "source": "Công văn 12"}
    with pytest.raises(Invalid):
        set_day(office, Override(DAY_OFF.day, **(fields | missing)))

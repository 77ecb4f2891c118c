"""Helpers of the tests of the sweep: cases on the ladder, days that pass, and who has heard."""

from datetime import UTC, date, datetime, time

from sqlalchemy import select, update

from intake import overdue
from intake.clock import ZONE
from intake.deadlines import calendars, clocks
from intake.law.ladder import next_rung
from intake.tables import CaseEventRow, CaseRow, ClockRow, NoticeRow, StaffRow
from tests.factories import tell

DUE = date(2026, 9, 28)  # ten working days from Monday 14 September


def filed(office, settings, *args, **how):
    """Tell a matter, and put its clocks on the ladder."""
    case = tell(office, settings, *args, **how)
    climb_anew(office, case.id)
    return case


def climb_anew(office, case_id):
    with office.transaction() as tx:
        calendar = calendars.current(tx)
        for row in tx.execute(select(ClockRow.__table__).where(ClockRow.case_id == case_id)).all():
            first = next_rung(row.stage, row.start_on, row.due_on, calendar)
            values = {"next_step": first.step, "next_step_on": first.on}
            tx.execute(update(ClockRow).where(ClockRow.id == row.id).values(**values))


def only(office, case, stage="resolution"):
    """Leave one clock running, so that what is told is told of it."""
    with office.transaction() as tx:
        others = select(ClockRow.stage).where(ClockRow.case_id == case.id, ClockRow.stage != stage)
        clocks.stop(tx, case.id, list(tx.execute(others).scalars()))


def at(clock, day, hour=9, minute=0):
    clock.now = datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def sweep(office, limit=overdue.BATCH):
    with office.transaction() as tx:
        return overdue.sweep(tx, limit)


def rows(office, *columns):
    with office.read() as snap:
        return snap.execute(select(*columns).order_by(columns[0])).all()


def told(office, kind="overdue"):
    names = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id).where(NoticeRow.kind == kind)
    with office.read() as snap:
        return sorted(snap.execute(names).scalars())


def heard(office):
    """Return who heard of which rung: (login, step)."""
    rung = select(StaffRow.login, NoticeRow.key).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
    with office.read() as snap:
        found = snap.execute(rung.where(NoticeRow.kind.in_(["due_soon", "overdue"]))).all()
    return sorted((row.login, row.key.partition(":")[0]) for row in found)


def moves(office, case):
    with office.read() as snap:
        return snap.execute(select(CaseEventRow.move).where(CaseEventRow.case_id == case.id)).scalars().all()


def officer_of(office, case):
    with office.read() as snap:
        owner = select(StaffRow.login).join(CaseRow, CaseRow.officer_id == StaffRow.id).where(CaseRow.id == case.id)
        return snap.execute(owner).scalar_one()


def set_staff(office, login, **values):
    with office.transaction() as tx:
        if "substitute" in values:
            named = select(StaffRow.id).where(StaffRow.login == values.pop("substitute"))
            values["substitute_id"] = tx.execute(named).scalar_one()
        tx.execute(update(StaffRow).where(StaffRow.login == login).values(**values))


def away(office, login, substitute=None):
    more = {"substitute": substitute} if substitute else {}
    set_staff(office, login, absent_from=date(2026, 9, 1), absent_until=None, **more)

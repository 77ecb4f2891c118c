"""Whatever is told and whatever is changed: what a preview shows is what applying it does, to the row."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intake.deadlines import ledgers
from intake.deadlines.calendars import DayChange
from intake.deadlines.local_rules import RuleChange
from intake.deadlines.revisions import CalendarRevision, RuleRevision
from intake.settings import load_settings
from intake.setup import recount
from intake.tables import CaseRow, ClockChangeRow, ClockRow
from routing.kinds import Kind
from tests.conftest import IS_NIGHTLY, HandClock
from tests.factories import furnish, tell

SOURCE = "Công văn 12/UBND"
FIRST = date(2026, 9, 14)
NEAR = st.dates(FIRST - timedelta(days=5), FIRST + timedelta(days=70))
KINDS = st.sampled_from([Kind.FEEDBACK, Kind.PETITION, Kind.COMPLAINT, Kind.DENUNCIATION, Kind.INQUIRY])
TOLD = st.lists(st.tuples(KINDS, st.integers(0, 4), st.booleans()), min_size=1, max_size=4)
DAY = st.builds(
    DayChange,
    NEAR,
    is_working=st.booleans(),
    name=st.just("Ngày riêng"),
    source=st.just(SOURCE),
    confirmed=st.booleans(),
)
HOLIDAYS = st.lists(DAY, min_size=1, max_size=3, unique_by=lambda one: one.day).map(
    lambda days: CalendarRevision(tuple(days))
)
RULES = st.builds(
    lambda kind, amount, unit, since: RuleRevision(
        RuleChange(kind, "resolution", "normal", amount, unit, SOURCE, since)
    ),
    st.sampled_from(["feedback", "petition", "inquiry"]),
    st.integers(1, 30),
    st.sampled_from(["working", "calendar"]),
    NEAR,
)


def running(snap):
    rows = snap.execute(select(ClockRow.__table__).where(ClockRow.status == "running").order_by(ClockRow.id))
    return {row.id: row for row in rows}


@pytest.mark.slow
@settings(max_examples=250 if IS_NIGHTLY else 25)
@given(told=TOLD, revisions=st.lists(HOLIDAYS | RULES, min_size=1, max_size=3))
def test_a_preview_is_what_applying_does(sqlite_template, sqlite_book, told, revisions):
    sqlite_book.begin_anew()
    db = sqlite_book.database
    db.clock = clock = HandClock()
    facts = load_settings({"NGHEDAN_DATA_DIR": str(sqlite_template.parent), "NGHEDAN_SECRET_KEY": "k" * 40})
    furnish(db)
    for number, (kind, later, urgent) in enumerate(told):
        clock.forward(days=later)
        tell(db, facts, kind=kind, chat=f"citizen-{number}", is_urgent=urgent)
    for revision in revisions:
        assert_applied_as_shown(db, revision)


def assert_applied_as_shown(db, revision):
    with db.read() as snap:
        before = running(snap)
        found = recount.preview(snap, revision)
        cases = dict(snap.execute(select(CaseRow.id, CaseRow.is_sealed)).all())
        recorded = len(snap.execute(select(ClockChangeRow.id)).all())
    with db.transaction() as tx:
        applied = recount.apply(tx, revision, reason="Thử", actor="staff:1", expected=found.digest)
    with db.read() as snap:
        after = running(snap)
        shown = {(row.case_id, row.stage): (row.from_on, row.to_on) for row in found.rows if row.direction != "kept"}
        moved = {
            (row.case_id, row.stage): (before[key].due_on, row.due_on)
            for key, row in after.items()
            if row.due_on != before[key].due_on and not cases[row.case_id]
        }
        assert shown == moved
        assert all(row.due_on >= snap.today for row in after.values() if row.due_on != before[row.id].due_on)
        assert len(snap.execute(select(ClockChangeRow.id)).all()) - recorded == applied.clocks
        for key, row in after.items():
            again = ledgers.recompute(snap, key)
            assert (again.due_on, again.due_if_unconfirmed) == (row.due_on, row.due_if_unconfirmed)
        for case_id in cases:
            nearest = min((row.due_on for row in after.values() if row.case_id == case_id), default=None)
            assert snap.execute(select(CaseRow.due_on).where(CaseRow.id == case_id)).scalar_one() == nearest
        again = recount.preview(snap, revision) if isinstance(revision, CalendarRevision) else None
        assert again is None or not again.rows

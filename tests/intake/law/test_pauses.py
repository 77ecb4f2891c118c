"""Time that does not count: for every limit that knows a pause, stopping and going on is a shift, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.law.deadlines import Pause, compute
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar

STATUTES = load_statutes()
CALENDAR = Calendar()
PAUSABLE = st.sampled_from([row for row in STATUTES.rows if "suspension" in row.pauses])
LOCAL = st.sampled_from([row for row in STATUTES.rows if "waiting" in row.pauses and row.unit == "working"])
DAYS = st.dates(date(2012, 7, 1), date(2032, 1, 1))


def count(row, start, *pauses):
    return compute(row, start, CALENDAR, STATUTES.version, pauses=pauses)


def row_of(rule):
    return next(row for row in STATUTES.rows if row.id == rule)


def suspension(start, after, length):
    begins = start + timedelta(after)
    return Pause("suspension", begins, begins + timedelta(length))


@given(PAUSABLE, DAYS, st.integers(1, 29), st.integers(0, 200))
def test_suspending_and_going_on_is_a_shift_of_as_many_days(row, start, after, length):
    plain = count(row, start)
    paused = count(row, start, suspension(start, after, length))
    assert paused.nominal_on == plain.nominal_on + timedelta(length)
    assert paused.due_on == CALENDAR.next_working(paused.nominal_on)


@given(LOCAL, DAYS, st.integers(1, 5), st.integers(0, 60))
def test_a_working_limit_shifts_by_the_working_days_of_the_pause(row, start, after, length):
    begins = start + timedelta(after)
    ends = begins + timedelta(length)
    lost = CALENDAR.working_days_between(begins - timedelta(1), ends - timedelta(1))
    paused = count(row, start, Pause("waiting", begins, ends))
    assert paused.due_on == CALENDAR.add_working(count(row, start).due_on, lost)


@given(PAUSABLE, DAYS, st.lists(st.tuples(st.integers(1, 20), st.integers(0, 30)), max_size=4))
def test_several_pauses_add_up_and_their_order_does_not_matter(row, start, parts):
    pauses, at = [], start
    for gap, length in parts:
        begins = at + timedelta(gap)
        pauses.append(Pause("suspension", begins, begins + timedelta(length)))
        at = begins + timedelta(length)
    assert count(row, start, *pauses).due_on == count(row, start, *reversed(pauses)).due_on
    assert count(row, start, *pauses).due_on >= count(row, start).due_on


@given(PAUSABLE, DAYS, st.integers(1, 29), st.integers(0, 200))
def test_the_ledger_counts_the_limit_whatever_was_paused(row, start, after, length):
    found = count(row, start, suspension(start, after, length))
    assert sum(line.counted for line in found.days) == row.amount
    assert [line.day for line in found.days] == [start + timedelta(n) for n in range((found.due_on - start).days + 1)]


@given(PAUSABLE, DAYS, st.integers(-60, 400), st.integers(0, 60))
def test_a_pause_never_brings_a_day_forward(row, start, after, length):
    assert count(row, start, suspension(start, after, length)).due_on >= count(row, start).due_on


@given(st.sampled_from([row for row in STATUTES.rows if not row.pauses and not row.is_before]), DAYS)
def test_a_limit_that_knows_no_pause_is_not_stopped(row, start):
    pause = Pause("suspension", start + timedelta(1), start + timedelta(30))
    assert count(row, start, pause).due_on == count(row, start).due_on


@given(PAUSABLE, DAYS, st.integers(1, 200))
def test_a_pause_that_begins_on_the_days_by_which_the_last_one_moved_keeps_the_limit_open(row, start, length):
    within_a_week = (count(row, start + timedelta(days)) for days in range(7))
    plain = next(one for one in within_a_week if one.due_on > one.nominal_on)
    pause = Pause("suspension", plain.due_on, plain.due_on + timedelta(length))
    assert count(row, plain.start_on, pause).due_on == CALENDAR.next_working(pause.until_on)


TABLE = [
    # rule, start, pauses, due: counted by hand on the calendar of 2026
    ("K3", "2026-09-14", [], "2026-10-14"),
    ("K3", "2026-09-14", [("2026-09-18", "2026-09-28")], "2026-10-26"),
    ("K3", "2026-09-14", [("2026-09-18", "2026-09-18")], "2026-10-14"),
    ("K3", "2026-09-14", [("2026-10-14", "2026-10-20")], "2026-10-20"),
    ("K3", "2026-09-14", [("2026-10-15", "2026-10-20")], "2026-10-14"),
    ("K3", "2026-09-14", [("2026-09-21", "2026-09-25"), ("2026-10-05", "2026-10-12")], "2026-10-26"),
    ("T7", "2026-07-01", [("2026-07-10", "2026-08-10")], "2026-09-03"),
    ("T7-complex", "2026-07-01", [("2026-07-10", "2026-07-20")], "2026-09-09"),
]


@pytest.mark.parametrize(("rule", "start", "pauses", "due"), TABLE)
def test_paused_limits_counted_by_hand(rule, start, pauses, due):
    told = [Pause("suspension", date.fromisoformat(one), date.fromisoformat(other)) for one, other in pauses]
    assert count(row_of(rule), date.fromisoformat(start), *told).due_on.isoformat() == due

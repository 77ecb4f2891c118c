"""Properties of counting that hold for every statute, start and calendar, and the ledger that proves them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.law.deadlines import compute
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar, OutsideCalendar, Override

STATUTES = load_statutes()
CALENDAR = Calendar()
ROWS = st.sampled_from(STATUTES.rows)
FORWARD = st.sampled_from([row for row in STATUTES.rows if not row.is_before])
DAYS = st.dates(date(2012, 1, 1), date(2032, 1, 1))


def row_of(rule):
    return next(row for row in STATUTES.rows if row.id == rule)


def due(row, start, calendar=CALENDAR):
    return compute(row, start, calendar, STATUTES.version, with_days=False).due_on


def day_off(day):
    return Override(day, is_working=False, name="Nghỉ", source="thử")


@given(ROWS, DAYS, st.integers(0, 60))
def test_due_date_is_monotone_in_the_start(row, start, later):
    assert due(row, start) <= due(row, start + timedelta(later))


@given(FORWARD, DAYS, st.integers(-5, 120))
def test_adding_a_day_off_never_brings_a_date_forward(row, start, offset):
    assert due(row, start) <= due(row, start, Calendar([day_off(start + timedelta(offset))]))


@given(ROWS, DAYS)
def test_last_day_is_never_a_day_off(row, start):
    assert CALENDAR.is_working(due(row, start))


@given(ROWS, DAYS)
def test_ledger_counts_exactly_the_limit_and_reaches_every_day(row, start):
    found = compute(row, start, CALENDAR, STATUTES.version)
    step = -1 if row.is_before else 1
    walked = [start + timedelta(step * n) for n in range(abs((found.due_on - start).days) + 1)]
    assert [line.day for line in found.days] == walked
    assert sum(line.counted for line in found.days) == row.amount
    assert all(line.why for line in found.days)
    assert not found.days[0].counted


@given(FORWARD.filter(lambda row: row.unit == "working"), DAYS)
def test_working_limit_holds_as_many_working_days_as_it_says(row, start):
    assert CALENDAR.working_days_between(start, due(row, start)) == row.amount


@given(FORWARD.filter(lambda row: row.unit == "calendar"), DAYS)
def test_only_the_last_day_of_a_calendar_limit_moves_and_only_over_days_off(row, start):
    found = compute(row, start, CALENDAR, STATUTES.version)
    assert found.nominal_on == start + timedelta(row.amount)
    between = [found.nominal_on + timedelta(n) for n in range((found.due_on - found.nominal_on).days)]
    assert not any(CALENDAR.is_working(day) for day in between)


@given(ROWS, DAYS)
def test_other_date_is_the_one_of_the_other_calendar(row, start):
    found = compute(row, start, CALENDAR, STATUTES.version, with_days=False)
    assert (found.due_if_unconfirmed or found.due_on) == due(row, start, CALENDAR.otherwise)


def test_limit_counted_back_onto_an_unconfirmed_make_up_day_shows_the_other_date():
    worked = Override(date(2026, 11, 14), is_working=True, name="làm bù", source="dự thảo", confirmed=False)
    found = compute(row_of("K10"), date(2026, 11, 19), Calendar([worked]), STATUTES.version)
    assert (found.due_on, found.due_if_unconfirmed) == (date(2026, 11, 14), date(2026, 11, 13))


def test_deadline_carries_its_article_and_its_versions():
    found = compute(row_of("K2"), date(2026, 11, 20), CALENDAR, STATUTES.version)
    assert found.basis.startswith("Điều 27 Luật Khiếu nại 2011, sửa đổi bởi Luật 136/2025/QH15")
    assert (found.statutes_version, found.calendar_version) == (STATUTES.version, CALENDAR.version)
    assert (found.rule_id, found.is_local, found.in_force_from) == ("K2", False, date(2026, 7, 1))


def test_ledger_over_the_swap_says_why():
    lines = {line.day: line for line in compute(row_of("P1"), date(2026, 8, 21), CALENDAR, STATUTES.version).days}
    assert (lines[date(2026, 8, 22)].counted, lines[date(2026, 8, 22)].why) == (True, "làm bù cho 31/08")
    assert (lines[date(2026, 9, 2)].counted, lines[date(2026, 9, 2)].why) == (False, "Quốc khánh")


def test_ledger_of_a_moved_last_day_says_so():
    found = compute(row_of("K3"), date(2026, 11, 20), CALENDAR, STATUTES.version)
    assert found.days[-2].why == "Chủ nhật, vẫn tính theo ngày lịch"
    assert found.days[-1].why.endswith("hạn chuyển sang ngày này (Điều 148 khoản 5 Bộ luật Dân sự)")
    assert not found.days[-1].counted


def test_event_on_a_day_off_counts_from_the_next_day_all_the_same():
    saturday, friday = date(2026, 11, 21), date(2026, 11, 20)
    assert due(row_of("P1"), saturday) == due(row_of("P1"), friday)
    assert due(row_of("P8"), saturday) == date(2027, 1, 5)


@pytest.mark.parametrize("start", [date.min, date.max, date(2099, 12, 20)])
def test_count_that_leaves_the_calendar_is_refused(start):
    with pytest.raises(OutsideCalendar):
        due(row_of("K3"), start)

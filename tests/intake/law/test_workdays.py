"""The calendar knows Tết, swaps, make-up Saturdays, corrections, an administrator's rows and what is not certain."""

from datetime import date, timedelta

import holidays
import pytest

from intake.law.workdays import LIBRARY, Calendar, OutsideCalendar, Override

CALENDAR = Calendar()
STORM = Override(date(2026, 10, 7), is_working=False, name="Nghỉ tránh bão", source="Công điện của tỉnh")


@pytest.mark.parametrize(
    ("day", "is_working", "why"),
    [
        (date(2026, 11, 20), True, "ngày làm việc"),
        (date(2026, 11, 21), False, "thứ Bảy"),
        (date(2026, 11, 22), False, "Chủ nhật"),
        (date(2026, 2, 17), False, "Tết Nguyên Đán"),
        (date(2026, 4, 27), False, "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        (date(2026, 8, 22), True, "làm bù cho 31/08"),
        (date(2026, 8, 31), False, "Nghỉ hoán đổi, làm bù ngày 22/08/2026"),
        (date(2026, 9, 2), False, "Quốc khánh"),
        (date(2026, 1, 2), False, "Nghỉ hoán đổi Tết Dương lịch, làm bù ngày 10/01/2026"),
        (date(2026, 1, 10), True, "làm bù cho 02/01"),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam (chờ xác nhận)"),
        (date(2014, 12, 27), True, "làm bù cho 02/01"),
        (date(2019, 1, 5), True, "làm bù cho 31/12"),
    ],
)
def test_day_is_worked_or_not_for_a_reason(day, is_working, why):
    assert (CALENDAR.is_working(day), CALENDAR.why(day)) == (is_working, why)


def test_day_of_culture_is_unconfirmed_even_when_moved_off_a_weekend():
    assert not CALENDAR.is_confirmed(date(2026, 11, 24))
    assert not CALENDAR.is_confirmed(date(2029, 11, 26))
    assert CALENDAR.is_confirmed(date(2026, 11, 23))
    assert CALENDAR.is_confirmed(date(2026, 9, 2))


def test_otherwise_the_unconfirmed_days_are_ordinary_days():
    assert CALENDAR.otherwise.is_working(date(2026, 11, 24))
    assert not CALENDAR.otherwise.is_working(date(2029, 11, 24))
    assert not CALENDAR.otherwise.is_working(date(2026, 9, 2))


def test_administrator_confirms_a_day():
    sure = Override(
        date(2026, 11, 24), is_working=False, name="Ngày Văn hóa Việt Nam", source="Bộ luật Lao động sửa đổi"
    )
    calendar = Calendar([sure])
    assert calendar.is_confirmed(sure.day)
    assert calendar.why(sure.day) == "Ngày Văn hóa Việt Nam"
    assert not calendar.otherwise.is_working(sure.day)


def test_override_wins_and_changes_the_version():
    calendar = Calendar([STORM])
    assert (calendar.is_working(STORM.day), calendar.why(STORM.day)) == (False, "Nghỉ tránh bão")
    assert CALENDAR.is_working(STORM.day)
    assert calendar.version != CALENDAR.version
    assert calendar.version == Calendar([STORM]).version
    assert Calendar([STORM], "v7").version == "v7"


def test_unconfirmed_override_falls_back_to_what_lies_below():
    calendar = Calendar([Override(date(2026, 9, 2), is_working=True, name="Trực", source="dự thảo", confirmed=False)])
    assert calendar.is_working(date(2026, 9, 2))
    assert not calendar.otherwise.is_working(date(2026, 9, 2))
    assert calendar.unconfirmed_between(date(2026, 9, 1), date(2026, 9, 2)) == (date(2026, 9, 2),)
    assert calendar.unconfirmed_between(date(2026, 9, 2), date(2026, 9, 9)) == ()


def test_next_and_previous_working_keep_a_worked_day():
    assert CALENDAR.next_working(date(2026, 8, 22)) == date(2026, 8, 22)
    assert CALENDAR.next_working(date(2026, 8, 29)) == date(2026, 9, 3)
    assert CALENDAR.previous_working(date(2026, 9, 2)) == date(2026, 8, 28)
    assert CALENDAR.previous_working(date(2026, 8, 28)) == date(2026, 8, 28)


def test_adding_no_days_stays_and_adding_back_crosses_the_year():
    assert CALENDAR.add_working(date(2026, 8, 29), 0) == date(2026, 8, 29)
    assert CALENDAR.add_working(date(2027, 1, 4), -1) == date(2026, 12, 31)
    assert CALENDAR.add_working(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert CALENDAR.add_working(date(2026, 1, 5), 600) == date(2028, 6, 6)


def test_days_between_are_negative_when_past():
    assert CALENDAR.working_days_between(date(2026, 8, 21), date(2026, 9, 3)) == 7
    assert CALENDAR.working_days_between(date(2026, 9, 3), date(2026, 8, 21)) == -7
    assert CALENDAR.working_days_between(date(2026, 9, 3), date(2026, 9, 3)) == 0


@pytest.mark.parametrize("day", [date.min, date(1994, 12, 31), date(2100, 1, 1), date.max])
def test_day_beyond_the_calendar_is_refused_with_a_sentence(day):
    with pytest.raises(OutsideCalendar, match="Lịch làm việc chỉ có từ năm 1995 đến 2099"):
        CALENDAR.is_working(day)


def test_marked_days_carry_their_source():
    sources = {row.day: row.source for row in Calendar([STORM]).marked_days(2026)}
    assert sources[STORM.day] == "Công điện của tỉnh"
    assert sources[date(2026, 2, 17)] == LIBRARY
    assert "30/NQ-CP" in sources[date(2026, 11, 24)]
    assert "Bộ Nội vụ" in sources[date(2026, 1, 10)]


def test_working_day_count_equals_a_brute_force_walk_over_twenty_years():
    library = holidays.country_holidays("VN", years=range(2010, 2033))
    corrected = {date(2026, 1, 2): False, date(2026, 1, 10): True}
    first, count = date(2012, 1, 1), 0
    day = first
    while day < date(2032, 1, 1):
        plain = day in library.weekend_workdays or (day.weekday() < 5 and day not in library)
        is_working = corrected.get(day, plain)
        assert CALENDAR.is_working(day) == is_working
        day += timedelta(1)
        count += is_working and day > first + timedelta(1)
    assert CALENDAR.working_days_between(first, date(2031, 12, 31)) == count

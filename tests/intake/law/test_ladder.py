"""The ladder: each rung on its working day, none before the first day of work, none out of order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.law.ladder import BadLadder, load_ladder, next_rung, parse_ladder, rungs
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar, Override

CALENDAR = Calendar()
MONDAY = date(2026, 9, 14)
STAGES = st.sampled_from(["resolution", "acceptance", "outcome_notice", "alarm_45"])
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def days(stage, start_on, due_on, calendar=CALENDAR):
    return {rung.step: rung.on for rung in rungs(stage, start_on, due_on, calendar)}


@pytest.mark.parametrize(
    ("start_on", "due_on", "expected"),
    [
        # ten working days; the weekend lies between "late" and "gravely late"
        (MONDAY, date(2026, 9, 28), ("2026-09-24", "2026-09-28", "2026-09-29", "2026-10-05")),
        # two working days: at risk on the day after the start, not on the day of the start
        (MONDAY, date(2026, 9, 16), ("2026-09-15", "2026-09-16", "2026-09-17", "2026-09-23")),
        # one working day: at risk and due on the same day
        (MONDAY, date(2026, 9, 15), ("2026-09-15", "2026-09-15", "2026-09-16", "2026-09-22")),
        # Friday to Monday
        (date(2026, 9, 18), date(2026, 9, 21), ("2026-09-21", "2026-09-21", "2026-09-22", "2026-09-28")),
        # Tết 2026: off from Saturday 14 to Sunday 22 February
        (date(2026, 2, 2), date(2026, 2, 13), ("2026-02-11", "2026-02-13", "2026-02-23", "2026-02-27")),
        # Saturday 22 August 2026 is worked for Monday 31, and 1 and 2 September are off
        (date(2026, 8, 10), date(2026, 8, 24), ("2026-08-21", "2026-08-24", "2026-08-25", "2026-09-03")),
        # the year's end
        (date(2026, 12, 20), date(2026, 12, 31), ("2026-12-29", "2026-12-31", "2027-01-04", "2027-01-08")),
    ],
)
def test_rungs_of_an_ordinary_stage_stand_on_these_days(start_on, due_on, expected):
    found = days("resolution", start_on, due_on)
    assert tuple(day.isoformat() for day in found.values()) == expected
    assert tuple(found) == ("at_risk", "due", "late", "gravely_late")


@pytest.mark.parametrize(
    ("start_on", "due_on", "expected"),
    [
        # 15 and 5 days before Thursday 29 October: a Wednesday, and a Saturday that is told on the Friday before
        (MONDAY, date(2026, 10, 29), ("2026-10-14", "2026-10-23", "2026-10-29", "2026-11-05")),
        # the warnings of a petition that falls due after Tết 2027 (off from 4 to 10 February) come before the holiday
        (date(2026, 12, 28), date(2027, 2, 11), ("2027-01-27", "2027-02-03", "2027-02-11", "2027-02-18")),
    ],
)
def test_rungs_of_the_45_days_stand_on_these_days(start_on, due_on, expected):
    found = days("alarm_45", start_on, due_on)
    assert tuple(day.isoformat() for day in found.values()) == expected
    assert tuple(found) == ("day_30", "day_40", "day_45", "gravely_late")


def test_the_ladder_rises_from_officer_to_head_to_supervisor():
    told = {rung.step: rung.tells for rung in rungs("acceptance", MONDAY, date(2026, 9, 28), CALENDAR)}
    assert told["at_risk"] == told["due"] == ("officer",)
    assert told["late"] == ("officer", "head")
    assert told["gravely_late"] == ("officer", "head", "supervisor")


def test_steps_follow_each_other_and_end():
    steps, after = [], None
    while rung := next_rung("alarm_45", MONDAY, date(2026, 10, 29), CALENDAR, after):
        steps.append(rung.step)
        after = rung.step
    assert steps == ["day_30", "day_40", "day_45", "gravely_late"]


def test_a_step_that_the_ladder_lost_is_followed_by_the_first():
    assert next_rung("resolution", MONDAY, date(2026, 9, 28), CALENDAR, "no_such_step").step == "at_risk"
    assert next(rungs("resolution", MONDAY, date(2026, 9, 28), CALENDAR, "no_such_step")).step == "at_risk"


def test_a_due_day_that_has_become_a_day_off_is_told_on_the_next_working_day():
    storm = Calendar([Override(date(2026, 9, 28), is_working=False, name="Nghỉ tránh bão", source="Công điện")])
    assert days("resolution", MONDAY, date(2026, 9, 28), storm)["due"] == date(2026, 9, 29)


@given(STAGES, DAYS, st.integers(1, 90))
def test_rungs_never_go_back_and_stand_on_working_days_after_the_start(stage, start_on, limit):
    due_on = CALENDAR.next_working(start_on + timedelta(days=limit))
    found = list(rungs(stage, start_on, due_on, CALENDAR))
    assert [rung.on for rung in found] == sorted(rung.on for rung in found)
    assert all(CALENDAR.is_working(rung.on) and rung.on > start_on for rung in found)
    assert all((rung.on > due_on) == rung.is_late for rung in found)


@given(STAGES, DAYS, st.integers(1, 60), st.integers(1, 40))
def test_a_later_due_day_brings_no_rung_forward(stage, start_on, limit, more):
    sooner, later = (CALENDAR.next_working(start_on + timedelta(days=n)) for n in (limit, limit + more))
    before, after = (days(stage, start_on, due_on) for due_on in (sooner, later))
    assert all(before[step] <= after[step] for step in before)


def test_every_stage_named_in_the_ladder_is_a_stage_of_the_law():
    assert load_ladder().stages.keys() <= load_statutes().stages.keys()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not toml", "không đọc được"),
        (b"version = 1", "'ordinary' chưa có"),
        (b'[[ordinary]]\nstep = "x"', "phải có đúng các mục"),
        (b'[[ordinary]]\nstep="x"\nlabel="x"\namount=1\nunit="hours"\ntells=["head"]', "đơn vị 'hours'"),
        (b'[[ordinary]]\nstep="x"\nlabel="x"\namount=1\nunit="working"\ntells=["everybody"]', "chỉ báo cho"),
        (b'[[ordinary]]\nstep="x"\nlabel="x"\namount=1\nunit="working"\ntells=["head"]\n' * 2, "hai lần"),
    ],
)
def test_a_ladder_that_cannot_be_trusted_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(BadLadder, match=sentence):
        parse_ladder(content)

"""When the office is next at work: its hours, working days, and the days on which somebody is away."""

from datetime import date, datetime

from intake.clock import ZONE
from intake.deadlines import office_hours

MONDAY, FRIDAY = date(2026, 9, 14), date(2026, 9, 18)


def at(day, hour, minute=0):
    return datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


def test_a_notice_waits_for_the_next_hour_of_work(db):
    expected = [
        (at(14, 9), None, at(14, 9)),
        (at(14, 6), None, at(14, 7, 30)),
        (at(14, 17), None, at(15, 7, 30)),
        (at(18, 20), None, at(21, 7, 30)),
        (at(19, 10), None, at(21, 7, 30)),
        (at(14, 9), (MONDAY, MONDAY), at(15, 7, 30)),
        (at(14, 9), (MONDAY, FRIDAY), at(21, 7, 30)),
        (at(14, 9), (FRIDAY, None), at(14, 9)),
    ]
    with db.read() as snap:
        for wanted, away, moment in expected:
            assert office_hours.next_open(snap, wanted, away=away) == moment, (wanted, away)


def test_who_is_away_without_an_end_is_not_told_for_two_months(db):
    with db.read() as snap:
        assert (office_hours.next_open(snap, at(14, 9), away=(MONDAY, None)) - at(14, 9)).days > 50

"""What is kept of statutes and calendars answers as they did on the day they were kept."""

import json
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.law.frozen import calendar_from, days_of, rows_of, statutes_from
from intake.law.overlay import LocalRule, with_local
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar, Override

FIRST, LAST = 2024, 2029
DAYS = st.dates(date(FIRST, 1, 1), date(LAST, 12, 31))
OVERRIDES = st.builds(
    Override, DAYS, st.booleans(), st.just("Ngày riêng"), st.just("Công văn 12"), confirmed=st.booleans()
)


def through_json(value):
    return json.loads(json.dumps(value, ensure_ascii=False))


def test_statutes_come_back_as_they_were():
    local = LocalRule(1, "feedback", "resolution", "normal", 5, "working", "Quyết định 30", date(2026, 9, 1))
    for statutes in (load_statutes(), with_local(load_statutes(), [local])):
        assert statutes_from(statutes.version, through_json(rows_of(statutes)), load_statutes()) == statutes


@settings(max_examples=20, deadline=None)
@given(st.lists(OVERRIDES, max_size=6))
def test_a_calendar_comes_back_with_the_same_answer_for_every_day(overrides):
    calendar = Calendar(overrides)
    again = calendar_from(calendar.version, through_json(days_of(calendar, FIRST, LAST)), FIRST, LAST)
    assert again.version == calendar.version
    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        for one, other in ((calendar, again), (calendar.otherwise, again.otherwise)):
            answers = [(each.is_working(day), each.is_confirmed(day), each.why(day)) for each in (one, other)]
            assert answers[0] == answers[1], day
        day += timedelta(days=1)

"""What is typed as a number or a day is read alike in every form, and refused with one sentence."""

from datetime import date, time

import pytest

from admin.forms import typed
from admin.forms.day_fields import day_field, hour_field
from intake.errors import Invalid

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("written", ["2026-11-05", " 5/11/2026 ", "05/11/2026", "5-11-2026", "05.11.2026"])
def test_a_day_is_read_as_a_field_sends_it_and_as_people_write_it(written):
    assert typed.day(written) == date(2026, 11, 5)


@pytest.mark.parametrize(
    "written", ["", "mai", "31/02/2026", "2026-13-01", "9999-12-31", "0001-01-01", "20261105", "5/11/26"]
)
def test_what_is_no_day_or_one_that_nobody_means_is_none(written):
    assert typed.day(written) is None


def test_a_blank_day_may_be_left_out_where_none_is_needed():
    assert typed.day_in({"on": "  "}, "on") is None
    with pytest.raises(Invalid) as missing:
        typed.needed_day_in({}, "on")
    with pytest.raises(Invalid) as wrong:
        typed.day_in({"on": "hôm qua"}, "on", refusal="Chưa ghi được.")
    assert missing.value.fields == {"on": "Xin ghi một ngày, ví dụ 25/11/2026."}
    assert (wrong.value.sentence, wrong.value.fields) == ("Chưa ghi được.", {"on": typed.NO_DAY})


@pytest.mark.parametrize("written", ["08:05", "8:05", " 8h05 ", "8 giờ 05", "8g05", "08.05"])
def test_an_hour_is_read_as_people_write_it(written):
    assert typed.hour(written) == time(8, 5)
    assert typed.as_hour(written) == "08:05"


@pytest.mark.parametrize("written", ["", "sáng", "25:00", "8:75", "805", "8"])
def test_what_is_no_hour_is_left_as_it_was_typed(written):
    assert typed.hour(written) is None
    assert typed.as_hour(written) == written


def test_fields_of_days_and_hours_show_them_as_people_write_them():
    assert 'value="05/11/2026"' in day_field(date(2026, 11, 5))
    assert 'value="05/11/2026"' in day_field("2026-11-05")
    assert 'value="m&lt;ai"' in day_field("m<ai")
    assert 'value="08:05"' in hour_field(time(8, 5))
    for field in (day_field(""), hour_field("")):
        assert 'type="text"' in field  # a browser's own field shows the month first where it speaks English

"""What is typed as a number or a day is read alike in every form, and refused with one sentence."""

from datetime import date

import pytest

from admin import typed
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
    assert missing.value.fields == {"on": "Xin chọn một ngày."}
    assert (wrong.value.sentence, wrong.value.fields) == ("Chưa ghi được.", {"on": typed.NO_DAY})

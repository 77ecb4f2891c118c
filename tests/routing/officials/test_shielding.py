"""A body that is told to be paid by, or close to, whomever a report is about does not look into that report."""

import pytest

from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.reading import default_reader
from tests.routing.staffing import TAN_YEN, TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE, directory, unit

POLICE = 13


def kept_out(text):
    house = directory()
    units = [*house.units.values(), unit(POLICE, "Công an xã", TAN_YEN, TAN_YEN_BODY)]
    place = default_reader().read("xã Tân Yên").place
    found = conflicts_in(Kind.FEEDBACK, text, topic="tieng_on", places=[place], directory=directory(units=units))
    return found.units, found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Quán karaoke đầu ngõ xã Tân Yên hát tới 2h sáng, chủ quán chung chi cho công an xã nên không ai xử",
        "quan karaoke hat toi 2h sang, chu quan chung chi cho cong an xa nen khong ai xu",
        "Chủ quán karaoke quen công an xã Tân Yên nên không ai dám động tới",
    ],
)
def test_the_police_that_is_told_to_be_paid_does_not_get_it(text):
    units, reasons = kept_out(text)
    assert units == {POLICE}
    assert len(reasons) == 1


def test_where_the_chair_is_told_to_be_paid_nobody_below_gets_it():
    units, _reasons = kept_out("Bãi cát lậu hoạt động ngày đêm, nghe nói lo lót chủ tịch xã rồi")
    assert units == {TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE, POLICE}


@pytest.mark.parametrize(
    "text",
    [
        "Quán karaoke cạnh công an xã hát tới 2h sáng",
        "Quán karaoke hát tới 2h sáng, tôi đã báo công an xã mà chưa thấy ai xuống",
        "Tôi quen ông chủ quán karaoke, góp ý mãi không nghe",
    ],
)
def test_who_is_merely_spoken_of_may_get_it(text):
    assert kept_out(text) == (frozenset(), ())

"""The figures are those that one would count by hand, and the same on both databases."""

from datetime import date

import pytest

from intake import cases
from intake.lifecycle import Move
from intake.queries.board import Period, Spread, board
from routing.kinds import Kind
from tests.factories import tell, viewer

MONTH = Period(date(2026, 9, 1), date(2026, 10, 31))
HOUR = 3600
WARD = "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"


def act(db, case_id, move, **fields):
    actor = viewer(db, "giap")
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def figures(db, login="giap", period=MONTH):
    with db.read() as snap:
        return board(snap, viewer(db, login), period)


def test_an_empty_office_has_an_empty_board(office):
    found = figures(office)
    assert found.units == ()
    assert (found.total.open, found.total.judged, found.total.first_reply) == (0, 0, Spread())


def test_median_and_p90_are_nearest_ranks(office, settings, clock):
    told = [tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(10)]
    for case_id in told:
        clock.forward(hours=1)
        act(office, case_id, Move.ACCEPT)
    total = figures(office).total
    assert total.first_reply == Spread(10, 5 * HOUR, 9 * HOUR)
    assert total.answer == Spread()


def test_on_time_counts_cases_met_late_and_passed_unmet(office, settings, clock):
    in_time, late, _open = (tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(3))
    for case_id in (in_time, late):
        act(office, case_id, Move.ACCEPT)
    act(office, in_time, Move.ANSWER, outcome="resolved", text="Xong.")
    clock.forward(days=20)
    act(office, late, Move.ANSWER, outcome="resolved", text="Xong.")
    total = figures(office).total
    assert (total.on_time, total.judged) == (1, 3)
    assert (total.open, total.overdue) == (3, 1)
    assert total.answer.count == 2


def test_units_and_officers_add_up_to_the_total(office, settings):
    for number in range(6):
        tell(office, settings, f"Việc {number}", chat=f"c{number}", confidence=0.9 if number % 2 else 0.1)
    found = figures(office)
    assert sum(unit.open for unit in found.units) == found.total.open == 6
    assert sum(officer.open for officer in found.officers) == 3
    assert {officer.name for officer in found.officers} == {"Nguyễn Thu Hà", "Trần Văn Lâm"}


def test_a_head_sees_the_figures_of_their_own_unit_only(office, settings):
    tell(office, settings)
    assert [unit.name for unit in figures(office, "son").units] == [WARD]
    assert figures(office, "tam").units == ()


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_administrator_and_observer_get_units_without_names_and_nothing_sealed(office, settings, login):
    tell(office, settings)
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    found = figures(office, login)
    assert found.total.open == 1
    assert found.officers == ()
    assert not found.has_drills


def test_what_lies_outside_the_period_is_not_measured(office, settings, clock):
    act(office, tell(office, settings).id, Move.ACCEPT)
    clock.forward(days=60)
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert figures(office, period=period).total.first_reply == Spread()

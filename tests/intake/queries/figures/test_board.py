"""The figures are those that one would count by hand, and the same on both databases and by both ways of counting."""

import time
from datetime import date

import pytest

from intake import cases
from intake.figures import kept, memory
from intake.figures.tally import Spread
from intake.lifecycle import Move
from intake.queries.figures.board import Period, board
from intake.queries.figures.board_cases import cases_behind
from routing.kinds import Kind
from tests import people
from tests.factories import tell, viewer

MONTH = Period(date(2026, 9, 1), date(2026, 10, 31))
HOUR = 3600
WARD = "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"


def act(db, case_id, move, **fields):
    actor = viewer(db, "giap")
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def figures(db, login="giap", period=MONTH, by="unit", *, keep=True):
    if keep:
        kept.catch_up(db)
    with db.read() as snap:
        return board(snap, viewer(db, login), period, by)


def test_an_empty_office_has_an_empty_board(office):
    found = figures(office)
    assert found.lines == ()
    assert (found.total.cells["open"], found.total.cells["told"], found.total.spreads["replied"]) == (0, 0, Spread())


@pytest.mark.parametrize("keep", [False, True])
def test_median_and_p90_are_nearest_ranks(office, settings, clock, keep):
    told = [tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(10)]
    for case_id in told:
        clock.forward(hours=1)
        act(office, case_id, Move.ACCEPT)
    total = figures(office, keep=keep).total
    assert total.spreads["replied"] == total.spreads["accepted"] == Spread(10, 5 * HOUR, 9 * HOUR)
    assert total.spreads["answered"] == Spread()


@pytest.mark.parametrize("keep", [False, True])
def test_deadlines_are_told_by_law_and_by_local_rule(office, settings, clock, keep):
    in_time, late, _open = (tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(3))
    for case_id in (in_time, late):
        act(office, case_id, Move.ACCEPT)
    act(office, in_time, Move.ANSWER, outcome="resolved", text="Xong.")
    clock.forward(days=20)
    act(office, late, Move.ANSWER, outcome="resolved", text="Xong.")
    found = figures(office, keep=keep)
    cells = found.total.cells
    assert (cells["law_met"], cells["law_all"]) == (2, 3)
    assert (cells["local_met"], cells["local_all"]) == (1, 3)
    assert (cells["open"], cells["overdue"], cells["answered"]) == (3, 1, 2)
    with office.read() as snap:
        behind = cases_behind(snap, viewer(office, "giap"), "local_late", MONTH, narrowed={})
    assert {line.id for line in behind.cases} == {late, _open}


@pytest.mark.parametrize("by", ["unit", "officer", "topic", "commune", "kind", "channel"])
def test_every_dimension_adds_up_to_the_total(office, settings, by):
    for number in range(6):
        commune = people.BAC_GIANG if number % 3 else None
        tell(office, settings, f"Việc {number}", chat=f"c{number}", confidence=number % 2, commune=commune)
    found = figures(office, by=by)
    assert found.dimension == by
    for count in ("open", "told"):
        assert sum(line.cells[count] for line in found.lines) == found.total.cells[count] == 6


@pytest.mark.parametrize("login", ["giap", "son"])
def test_remembered_figures_are_forgotten_with_the_next_change(office, settings, clock, login):
    first = tell(office, settings).id
    for day in range(3):
        found = figures(office, login)
        assert figures(office, login) is found
        assert (found.total.cells["told"], found.total.cells["open"]) == (day + 1, day + 1)
        clock.forward(days=1)
        tell(office, settings, f"Việc {day}", chat=f"c{day}")
    act(office, first, Move.REFUSE, ground="unclear", text="Không rõ.")
    assert figures(office, login).total.cells["open"] == 3


def test_nothing_is_remembered_of_a_transaction_that_may_be_undone(office, settings):
    told = tell(office, settings).id
    actor = viewer(office, "giap")

    def refused_and_undone():
        with office.transaction() as tx:
            cases.act(tx, told, Move.REFUSE, actor=actor, fields={"ground": "unclear", "text": "Không rõ."})
            assert board(tx, actor, MONTH).total.cells["open"] == 0
            raise InterruptedError

    with pytest.raises(InterruptedError):
        refused_and_undone()
    assert figures(office).total.cells["open"] == 1


def test_a_head_sees_the_figures_of_their_own_unit_only(office, settings):
    tell(office, settings)
    assert [line.name for line in figures(office, "son").lines] == [WARD]
    assert figures(office, "tam").lines == ()


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_who_sees_figures_only_gets_no_names_nothing_sealed_and_no_small_number(office, settings, login):
    for number in range(6):
        tell(office, settings, f"Việc {number}", chat=f"c{number}")
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    found = figures(office, login, by="officer")
    assert (found.dimension, found.has_drills, found.total.cells["told"]) == ("unit", False, 6)
    act(office, 1, Move.ACCEPT)
    found = figures(office, login, by="topic")
    assert found.total.cells["accepted"] is None
    assert found.total.spreads["accepted"] == Spread()


def test_a_sealed_case_is_counted_only_for_those_cleared(office, settings):
    tell(office, settings)
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    assert figures(office).total.cells["told"] == 2
    assert figures(office, "son").total.cells["told"] == 1
    assert [line.key for line in figures(office, "nga", by="kind").lines] == ["feedback"]


def test_what_lies_outside_the_period_is_not_measured_but_compared(office, settings, clock):
    act(office, tell(office, settings).id, Move.ACCEPT)
    clock.forward(days=60)
    found = figures(office, period=Period(date(2026, 10, 1), date(2026, 11, 30)))
    assert found.total.spreads["replied"] == Spread()
    assert found.before.cells["told"] == 1


def test_the_backlog_is_counted_back_from_today(office, settings, clock):
    first = tell(office, settings).id
    clock.forward(days=2)
    tell(office, settings, "Việc khác", chat="c2")
    clock.forward(days=1)
    act(office, first, Move.REFUSE, ground="unclear", text="Không rõ.")
    found = figures(office, period=Period(date(2026, 9, 14), date(2026, 9, 17)))
    assert [(point.told, point.closed, point.backlog) for point in found.course] == [
        (1, 0, 1),
        (0, 0, 1),
        (1, 0, 2),
        (0, 1, 1),
    ]
    assert found.grounds == {"unclear": 1}


@pytest.mark.parametrize(("told", "lags"), [(3, False), (13, True)])
def test_what_has_just_changed_is_told_at_once_in_a_light_office_and_soon_in_a_busy_one(
    office, settings, monkeypatch, told, lags
):
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    first, *_others = (tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(told))
    kept.sweep(office)
    figures(office)
    act(office, first, Move.ACCEPT)
    kept.sweep(office)
    assert figures(office).total.cells["accepted"] == (0 if lags else 1)
    monkeypatch.setattr(time, "monotonic", lambda: now + memory.LAG_S)
    assert figures(office).total.cells["accepted"] == 1

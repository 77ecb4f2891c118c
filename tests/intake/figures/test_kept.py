"""Kept sums are what counting everything anew gives, whatever happened in between, and hide what must be hidden."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake import cases
from intake.access import visible_cases
from intake.figures import kept
from intake.figures.facts import KEPT, tallies
from intake.figures.periods import Period
from intake.figures.reader import reader
from intake.figures.small import covered
from intake.figures.tally import COUNTS, Tally, rounded
from intake.lifecycle import Move
from intake.tables import CaseExclusionRow, FigureRow
from routing.kinds import Kind
from tests.factories import tell, viewer

SPAN = Period(date(2026, 9, 1), date(2026, 11, 30))


def act(db, case_id, move, login="giap", **fields):
    actor = viewer(db, login)
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def rows(db):
    with db.read() as snap:
        order = (FigureRow.level, FigureRow.day, FigureRow.part, FigureRow.dimension, FigureRow.key)
        return [tuple(row) for row in snap.execute(select(FigureRow.__table__).order_by(*order))]


def said(tally):
    return {name: tally[name] for name in COUNTS}, tally.times


@pytest.fixture
def lived(office, settings, clock):
    """A few weeks over the end of a month, looked at again and again; what a case was counted for changes later."""
    first, second = (tell(office, settings, f"Việc {number}", chat=f"c{number}") for number in range(2))
    kept.sweep(office)
    act(office, first.id, Move.ACCEPT)
    clock.forward(days=10)
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    kept.sweep(office)
    act(office, first.id, Move.ANSWER, outcome="resolved", text="Xong.")
    act(office, second.id, Move.TRANSFER, unit_id="10", reason="Đúng nơi.")
    clock.forward(days=10)
    kept.sweep(office)
    act(office, first.id, Move.REOPEN, reason="Còn sai.")
    act(office, sealed.id, Move.REFUSE, ground="unclear", text="Không rõ.")
    kept.sweep(office)
    return first, second, sealed


@pytest.mark.usefixtures("lived")
def test_sums_that_were_kept_are_those_counted_anew(office):
    before = rows(office)
    assert before
    kept.rebuild(office)
    assert rows(office) == before


@pytest.mark.usefixtures("lived")
def test_nothing_is_counted_again_when_nothing_has_happened(office):
    assert kept.sweep(office) == 0


@pytest.mark.parametrize(("told", "waits"), [(3, False), (13, True)])
def test_a_page_counts_what_has_changed_in_a_light_office_and_leaves_a_busy_one_to_the_worker(
    office, settings, told, waits
):
    first, *_others = (tell(office, settings, f"Việc {number}", chat=f"c{number}") for number in range(told))
    kept.sweep(office)
    act(office, first.id, Move.ACCEPT)
    kept.catch_up(office)
    with office.read() as snap:
        assert bool(kept.waiting(snap)) is waits


@pytest.mark.slow
@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("dimension", KEPT)
def test_months_and_days_make_the_period(office, dimension):
    with office.read() as snap:
        straight = tallies(snap, visible_cases(viewer(office, "giap")), SPAN, KEPT)
        source = reader(snap, viewer(office, "giap"), SPAN)
        found = source.totals(dimension, SPAN)
        source.add_times(dimension, SPAN, found, list(found))
    expected: dict[str, Tally] = {}
    for (_day, name, key), tally in straight.items():
        if name == dimension:
            expected.setdefault(key, Tally()).plus(tally)
    assert {key: said(tally) for key, tally in found.items()} == {key: said(tally) for key, tally in expected.items()}


def test_a_case_that_accuses_the_viewers_own_body_is_taken_away(office, lived):
    first, _second, _sealed = lived
    with office.transaction() as tx:
        tx.execute(CaseExclusionRow.__table__.insert().values(case_id=first.id, unit_id=viewer(office, "giap").unit_id))
    with office.read() as snap:
        source = reader(snap, viewer(office, "giap"), SPAN)
        assert source.totals("all", SPAN)[""]["told"] == 2
        assert source.totals("all", SPAN)[""]["reopened"] == 0


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=40))
def test_a_rounded_time_is_right_to_half_a_hundredth(seconds):
    assert all(abs(rounded(one) - one // 60) <= max(one // 60 / 200, 0) for one in seconds)


@given(st.lists(st.fixed_dictionaries({"a": st.integers(0, 30), "b": st.integers(0, 30)}), max_size=12))
def test_no_covered_number_can_be_found_by_subtraction(table):
    for name in ("a", "b"):
        shown = [row[name] for row in covered(table)]
        assert all(value is None or value == 0 or value >= 5 for value in shown)
        assert shown.count(None) != 1 or sum(1 for row in table if row[name]) == 1


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_months_and_edges_hold_each_day_once(since, length):
    period = Period(since, date.fromordinal(since.toordinal() + length))
    months, edges = period.months()
    days = [day for edge in edges for day in edge.days()]
    for first in months:
        days += [day for day in period.days() if day.replace(day=1) == first]
    assert sorted(days) == list(period.days())


def test_every_count_has_its_column():
    assert set(COUNTS) <= set(FigureRow.__table__.c.keys())

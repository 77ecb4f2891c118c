"""What everybody may see: months that are over, nothing sealed, no number that points at a person."""

from dataclasses import replace
from datetime import date

import pytest

from intake import cases, meta
from intake.figures import kept
from intake.lifecycle import Move
from intake.queries.figures.public_board import MONTHS, public_board
from routing.kinds import Kind
from tests import people
from tests.factories import tell, viewer


def publish(db):
    with db.transaction() as tx:
        meta.set_office(tx, replace(meta.office(tx), publishes=True))


def found(db, month="", by=""):
    with db.read() as snap:
        return public_board(snap, month, by)


def cells(board, name):
    return {line.key: line.cells[name] for line in board.figures.lines}


@pytest.fixture
def told(office, settings, clock):
    """Seven reports of September for the ward, six of them answered; two for the commune; one denunciation."""
    publish(office)
    for number in range(7):
        case_id = tell(office, settings, f"Việc {number}", chat=f"c{number}").id
        if number:
            for move, fields in ((Move.ACCEPT, {}), (Move.ANSWER, {"outcome": "resolved", "text": "Xong."})):
                with office.transaction() as tx:
                    cases.act(tx, case_id, move, actor=viewer(office, "giap"), fields=fields)
    for number in range(2):
        tell(office, settings, f"Việc xã {number}", chat=f"x{number}", commune=people.TAN_YEN)
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    clock.forward(days=31)


def test_an_office_that_publishes_nothing_shows_nothing(office):
    assert found(office) is None


def test_the_month_that_is_running_is_not_told(office, settings):
    publish(office)
    tell(office, settings)
    board = found(office)
    assert board.month == date(2026, 8, 1)
    assert board.figures.total.cells["told"] == 0
    assert len(board.months) == MONTHS


@pytest.mark.slow
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("keep", [False, True])
def test_a_month_that_is_over_is_counted_without_what_is_sealed(office, keep):
    if keep:
        kept.catch_up(office)
    total = found(office).figures.total
    assert (total.cells["told"], total.cells["answered"]) == (9, 6)
    assert (total.cells["local_met"], total.cells["local_all"]) == (6, 9)
    assert total.spreads["answered"].count == 6
    assert "tham_nhung" not in cells(found(office, by="topic"), "told")


@pytest.mark.usefixtures("told")
def test_a_small_number_is_covered_and_cannot_be_found_from_the_others(office):
    assert cells(found(office, by="commune"), "told") == {people.BAC_GIANG: None, people.TAN_YEN: None}


@pytest.mark.slow
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("month", "by"), [("2026-13", "officer"), ("2019-01", "kind"), ("2026-10", "x" * 500), ("'", "")]
)
def test_what_is_not_offered_shows_the_newest_by_unit(office, month, by):
    board = found(office, month, by)
    assert (board.month, board.by) == (date(2026, 9, 1), "unit")

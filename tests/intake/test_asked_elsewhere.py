"""Whoever has no chat is asked by other ways, and nobody's clock stops for a question that reached nobody."""

import pytest
from sqlalchemy import select

from intake import cases
from intake.errors import Forbidden, Invalid
from intake.lifecycle import Move
from intake.tables import ClockRow, OutboxRow
from tests.factories import viewer
from tests.scenes import Desk


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def moves(desk, told):
    with desk.db.read() as snap:
        return cases.moves_of(snap, viewer(desk.db, "giap"), told.id)


def paused(desk, told):
    with desk.db.read() as snap:
        of_case = select(ClockRow.paused_from).where(ClockRow.case_id == told.id, ClockRow.stage == "resolution")
        return snap.execute(of_case).scalar_one() is not None


def test_who_called_is_not_asked_in_a_chat_that_is_not_there(desk):
    told = desk.told_by_telephone()
    assert Move.ASK not in moves(desk, told)
    with pytest.raises(Forbidden):
        desk.make(told, Move.ASK, question="Ổ gà ở đâu ạ?")
    assert not paused(desk, told)


def test_the_question_by_telephone_stops_the_clock_and_the_answer_starts_it(desk):
    told = desk.make(desk.told_by_telephone(), Move.ASK_ELSEWHERE, question="Ổ gà ở đâu ạ?", how="phone")
    assert paused(desk, told)
    desk.make(told, Move.RECEIVE, how="counter", text="Trước số nhà 12.")
    assert not paused(desk, told)
    with desk.db.read() as snap:
        sent = [payload.get("notice") for payload in snap.execute(select(OutboxRow.payload)).scalars()]
    assert "notice.question" not in sent


def test_how_it_was_asked_is_one_of_the_ways(desk):
    with pytest.raises(Invalid):
        desk.make(desk.told_by_telephone(), Move.ASK_ELSEWHERE, question="Ổ gà ở đâu ạ?", how="gió")


def test_who_writes_in_a_chat_may_answer_at_the_counter(desk):
    told = desk.asked()
    assert Move.ASK_ELSEWHERE not in moves(desk, told)
    desk.make(told, Move.RECEIVE, how="counter", text="Trước số nhà 12.")
    assert not paused(desk, told)

"""The history of a case is the case: told in any order, however often, and nothing beside it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.lifecycle.replay import BrokenHistory, Event, replay
from intake.tables import CaseEventRow, CaseRow
from routing.kinds import Kind
from tests.factories import tell
from tests.intake.moving import PAPER, act, unit_id

HISTORY = (
    Event(1, "register", None, "screening", {"kind": "feedback", "topic": "dien", "unit_id": 3, "officer_id": None}),
    Event(2, "screen", "screening", "assigned", {"kind": "petition", "topic": "nuoc", "unit_id": 4, "officer_id": 7}),
    Event(3, "add_unit", "assigned", "assigned", {"unit_id": 9}),
    Event(4, "accept", "assigned", "in_progress", {}),
    Event(5, "split", "in_progress", "in_progress", {"kind": "denunciation", "topic": "tham_nhung"}),
    Event(6, "correct", "in_progress", "in_progress", {"topic": "moi_truong", "was_topic": "nuoc"}),
    Event(7, "answer", "in_progress", "answered", {"outcome": "partly"}),
    Event(8, "reopen", "answered", "in_progress", {"reason": "còn"}),
    Event(9, "transfer", "in_progress", "assigned", {"unit_id": 5, "officer_id": None}),
)


@given(st.lists(st.sampled_from(HISTORY)), st.randoms(use_true_random=False))
def test_shuffled_and_repeated_events_give_the_same_case(repeated, rng):
    told = [*HISTORY, *repeated]
    rng.shuffle(told)
    facts = replay(told)
    assert facts == replay(HISTORY)
    assert (facts.state, facts.kind, facts.topic) == ("assigned", "petition", "moi_truong")
    assert (facts.unit_id, facts.outcome) == (5, None)


@pytest.mark.parametrize("lost", range(len(HISTORY) - 1))
def test_a_lost_event_is_noticed_where_the_state_shows_it(lost):
    rest = [event for number, event in enumerate(HISTORY) if number != lost]
    changes_state = HISTORY[lost].state_from != HISTORY[lost].state_to
    if changes_state:
        with pytest.raises(BrokenHistory):
            replay(rest)
    else:
        replay(rest)


def test_an_altered_event_does_not_fit():
    with pytest.raises(BrokenHistory):
        replay([replace(HISTORY[0], state_to="closed"), *HISTORY[1:]])


@pytest.fixture
def lived(office, settings, clock):
    """Two cases with a life behind them."""
    light = tell(office, settings)
    act(office, light.id, Move.ACCEPT)
    act(office, light.id, Move.TRANSFER, unit_id=unit_id(office, "T-KT"), reason="Sai địa bàn")
    act(office, light.id, Move.ACCEPT, login="tam")
    act(office, light.id, Move.ANSWER, login="tam", outcome="resolved", text="Đã xong")
    clock.forward(hours=1)
    act(office, light.id, Move.REOPEN, login="giap", reason="Còn")
    act(office, light.id, Move.RETURN, login="tam", reason="Nhầm")
    formal = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai", chat="citizen-2")
    screen = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "G-VP")}
    act(office, formal.id, Move.SCREEN, login="mai", **screen)
    form = {"form_on": "2026-09-14", "form_ref": "12", "instance": "1", "respondent": "commune_staff"}
    act(office, formal.id, Move.RECORD_FORM, login="mai", files=(PAPER,), **form)
    return light


def test_every_case_is_what_its_history_says(office, lived):
    with office.read() as snap:
        assert list(differences(snap)) == []
        assert snap.execute(select(func.count(CaseRow.id)).where(CaseRow.id >= lived.id)).scalar_one() == 2


@pytest.mark.parametrize(
    ("column", "value"), [("state", "closed"), ("kind", "inquiry"), ("outcome", "resolved"), ("standing", "signed")]
)
def test_a_case_changed_past_the_doors_is_found(office, lived, column, value):
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == lived.id).values({column: value}))
    with office.read() as snap:
        [found] = differences(snap)
    assert (found.code, found.fact, found.stored) == (lived.receipt.code, column, value)


def test_the_stored_history_may_come_in_any_order(office, lived):
    with office.read() as snap:
        table = CaseEventRow.__table__
        rows = snap.execute(select(table).where(table.c.case_id == lived.id)).all()
    told = [Event(row.id, row.move, row.state_from, row.state_to, row.data) for row in rows] * 2
    random.Random(7).shuffle(told)
    assert replay(told).state == "screening"

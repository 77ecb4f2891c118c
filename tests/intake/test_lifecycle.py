"""The table of moves is walked: nothing unreachable, no dead end, terminal means terminal."""

from collections import deque

import pytest

from intake import labels
from intake.access import ROLES
from intake.errors import Conflict
from intake.lifecycle import (
    AT_REGISTRATION,
    CLOCK_OWNERS,
    INFORMATION,
    TABLE,
    TERMINAL,
    CaseState,
    Move,
    first_state,
    rule_of,
)
from routing.kinds import Kind


def reachable(kind):
    waiting = deque({first_state(kind, to_screening=True), first_state(kind, to_screening=False)})
    seen = set(waiting)
    while waiting:
        state = waiting.popleft()
        for rule in TABLE[kind].values():
            if state in rule.froms and rule.to and rule.to not in seen:
                seen.add(rule.to)
                waiting.append(rule.to)
    return seen


@pytest.mark.parametrize("kind", Kind)
def test_every_state_is_reachable(kind):
    formal = kind in {Kind.COMPLAINT, Kind.DENUNCIATION}
    only_formal = {CaseState.INTENDED, CaseState.SUSPENDED, CaseState.TERMINATED}
    assert reachable(kind) == set(CaseState) - (set() if formal else only_formal)


def test_an_accusation_without_a_name_never_becomes_a_denunciation():
    ways = {rule.to for rule in INFORMATION.values()}
    assert not ways & {CaseState.INTENDED, CaseState.SUSPENDED, CaseState.TERMINATED}
    assert "resolution" not in INFORMATION[Move.ACCEPT].starts


@pytest.mark.parametrize("kind", Kind)
def test_every_open_state_has_a_way_on_and_an_owner(kind):
    for state in reachable(kind) - TERMINAL:
        assert state in CLOCK_OWNERS
        ways = [move for move, rule in TABLE[kind].items() if state in rule.froms and rule.to not in {None, state}]
        assert ways, state


@pytest.mark.parametrize("kind", Kind)
def test_from_a_terminal_state_only_reopening_and_taking_up_lead_out(kind):
    for state in TERMINAL:
        ways = {move for move, rule in TABLE[kind].items() if state in rule.froms and rule.to}
        assert ways <= {Move.REOPEN, Move.TAKE_UP}
    assert Move.TAKE_UP in TABLE[kind]
    assert TABLE[kind][Move.TAKE_UP].roles == {"head", "supervisor"}


@pytest.mark.parametrize("kind", Kind)
def test_every_state_that_an_officer_owns_can_be_left_by_an_officer(kind):
    for state in reachable(kind) - TERMINAL:
        roles = set().union(*(rule.roles for rule in TABLE[kind].values() if state in rule.froms and rule.to))
        assert roles & {"officer", "reception"}, state


def test_no_answer_and_no_refusal_without_words():
    for kind in Kind:
        assert {"outcome", "text"} <= set(TABLE[kind][Move.ANSWER].needs)
        assert {"ground", "text"} <= set(TABLE[kind][Move.REFUSE].needs)


def test_a_missing_cell_is_a_named_error():
    with pytest.raises(Conflict):
        rule_of(Kind.FEEDBACK, Move.CLOSE, CaseState.SCREENING)
    with pytest.raises(Conflict):
        rule_of(Kind.FEEDBACK, Move.RECORD_FORM, CaseState.INTENDED)


def test_everything_has_a_name_that_people_read():
    assert set(labels.STATES) == {state.value for state in CaseState}
    assert {move.value for move in Move} <= set(labels.MOVES)
    assert set(labels.KINDS) == {kind.value for kind in Kind} == {kind.value for kind in AT_REGISTRATION}
    assert set(labels.ROLES) == set(ROLES)

"""Random walks over the pure table: whatever people do, the clocks and the state never contradict each other."""

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from intake.law.statutes import load_statutes
from intake.lifecycle import (
    AT_REGISTRATION,
    CLOCK_OWNERS,
    DUTIES,
    FORMAL_KINDS,
    TERMINAL,
    CaseState,
    Move,
    Situation,
    Standing,
    first_state,
    moves_for,
    table_of,
)
from routing.kinds import Kind

STATUTES = load_statutes()
known_moves = cache(moves_for)  # many walks come by the same situation
STAFF = ("officer", "head", "reception", "supervisor")
WALKS, STEPS, SELDOM = 250, 40, 0.05
TELLING = (Move.BEGIN_ASSESSMENT, Move.END_ASSESSMENT, Move.ASK_REOPEN, Move.ASK_WITHDRAWAL, Move.FULFIL)
OTHERS = ("administrator", "observer")
CITIZENS = (Move.SUPPLEMENT, Move.SUPPLEMENT, Move.RELOCATE, Move.WITHDRAW, Move.ASK_REOPEN, Move.ASK_WITHDRAWAL)


def has_limit(kind, stage):
    return stage in STATUTES.stages_for(kind.value)


def pauses_of(kind, stage):
    return {cause for row in STATUTES.rows if row.stage == stage and kind.value in row.kinds for cause in row.pauses}


class Walk:
    """A case with its clocks, moved as the book moves it: ends, then pauses and their ends, then starts."""

    def __init__(self, dice):
        self.dice, self.trail = dice, []
        self.kind, self.standing = dice.choice(list(Kind)), Standing.CHAT
        self.state = first_state(self.kind, to_screening=dice.random() < 0.5)
        if self.kind is Kind.DENUNCIATION and dice.random() < SELDOM:  # told without a name from the beginning
            self.standing, self.state = Standing.INFORMATION, CaseState.SCREENING
        self.running: dict[str, str | None] = {}  # stage -> the cause for which it stands still
        self.flags = {"draft": False, "withdrawal": False, "reopen": False, "joined": False, "assessment": False}
        self.outcome = None
        self.was_signed = False
        self._start(AT_REGISTRATION[self.kind])

    def step(self):
        """Let staff or the citizen do something that the table allows; most often something that leads on."""
        role = self.dice.choice(STAFF)
        facts = ("wants_approval", "is_author", "has_open_task", "has_tasks", "can_extend", "has_chat")
        relation = "coordinating" if self.dice.random() < SELDOM else "lead"
        more = {name: self.dice.random() < 0.5 for name in facts}
        moves = list(known_moves(self.situation(role, relation=relation, **more)))
        table = table_of(self.kind, self.standing)
        moves += [move for move in CITIZENS if move in table and self.state in table[move].froms]
        ends = [one for one in moves if table[one].to in TERMINAL]
        leads_on = [one for one in moves if one not in ends and (table[one].to or one in TELLING)]
        stays = [one for one in moves if one not in ends and one not in leads_on]
        moves = self.dice.choices([ends, stays, leads_on], [SELDOM, 3 * SELDOM, 1])[0] or moves
        if moves:
            self._make(self.dice.choice(moves))

    def _start(self, stages):
        for stage in stages:
            if has_limit(self.kind, stage):
                self.running.setdefault(stage, None)

    def situation(self, role, **more):
        now = Situation(
            self.kind,
            self.state,
            role,
            standing=self.standing,
            has_duty=bool(set(self.running) & set(DUTIES)),
            withdrawal_asked=self.flags["withdrawal"],
            reopen_asked=self.flags["reopen"],
            is_joined=self.flags["joined"],
            in_assessment=self.flags["assessment"],
        )
        return replace(now, **more)

    def _make(self, move):
        if move is Move.SCREEN:
            self._retarget(self.dice.choice(list(Kind)))
        row = table_of(self.kind, self.standing)[move]
        was, is_accepted = self.state, "resolution" in self.running
        self.trail.append(f"{was} {move}")
        for stage in (*row.stops, *row.drops):
            self.running.pop(stage, None)
        if move is Move.FULFIL:
            self.running.pop(self.dice.choice(sorted(set(self.running) & set(DUTIES))))
        self.state = row.to or self.state
        assert was not in TERMINAL or row.to is None or move in {Move.REOPEN, Move.TAKE_UP}
        self._note(move)
        if self.state in TERMINAL and row.to:
            self.running.clear()
        if row.resumes:
            self.running = {stage: None if by == row.resumes else by for stage, by in self.running.items()}
        if row.pauses:
            for stage, by in self.running.items():
                if by is None and row.pauses in pauses_of(self.kind, stage):
                    self.running[stage] = row.pauses
        if is_accepted or move is not Move.GRANT_WITHDRAWAL:  # what was not accepted ends without a decision
            self._start(row.starts)

    def _retarget(self, kind):
        if kind is self.kind:
            return
        self.kind, self.was_signed = kind, False
        wanted = [stage for stage in AT_REGISTRATION[kind] if has_limit(kind, stage)]
        self.running = {stage: self.running.get(stage) for stage in wanted}

    def _note(self, move):
        on = {Move.ASK_WITHDRAWAL: "withdrawal", Move.ASK_REOPEN: "reopen", Move.JOIN: "joined"}
        on |= {Move.BEGIN_ASSESSMENT: "assessment"}
        off = {Move.DENY_WITHDRAWAL: "withdrawal", Move.PART_WITHDRAWAL: "withdrawal", Move.DENY_REOPEN: "reopen"}
        off |= {Move.REOPEN: "reopen", Move.LEAVE: "joined", Move.END_ASSESSMENT: "assessment"}
        off |= {Move.TAKE_UP: "reopen"}
        if move in on:
            self.flags[on[move]] = True
        if move in off:
            self.flags[off[move]] = False
        if move in {Move.ANSWER, Move.APPROVE}:
            self.outcome = "given"
            self.flags["withdrawal"] = self.flags["reopen"] = False
        if move is Move.REOPEN:
            self.outcome = None
        self.was_signed |= move is Move.RECORD_FORM
        self.standing = {
            Move.RECORD_FORM: Standing.SIGNED,
            Move.STORE: Standing.INFORMATION,
            Move.RETURN: Standing.CHAT,
        }.get(move, self.standing)

    def nothing_runs_when_all_is_over_but_the_sending_of_what_ended_it(self):
        assert self.state not in TERMINAL or set(self.running) <= {"termination_notice"}

    def a_clock_stands_still_only_for_what_is_so(self):
        causes = {by for by in self.running.values() if by}
        assert "waiting" not in causes or self.state is CaseState.WAITING_CITIZEN, self.trail
        assert "suspension" not in causes or self.state is CaseState.SUSPENDED, self.trail
        assert "assessment" not in causes or self.flags["assessment"], self.trail

    def while_suspended_no_limit_to_resolve_runs(self):
        if self.state is CaseState.SUSPENDED:
            running = {stage for stage, by in self.running.items() if by is None}
            assert not {stage for stage in running if "suspension" in pauses_of(self.kind, stage)}, self.trail

    def an_answered_or_closed_case_has_its_answer(self):
        assert self.state not in {CaseState.ANSWERED, CaseState.CLOSED} or self.outcome

    def a_law_that_wants_a_signed_form_waits_for_it(self):
        """Once it was there, the clocks go on, even when the case is returned to be screened anew."""
        if self.kind in FORMAL_KINDS and self.standing is Standing.CHAT and not self.was_signed:
            assert set(self.running) <= set(AT_REGISTRATION[self.kind]), self.trail

    def an_open_case_has_an_owner_and_somebody_can_move_it(self):
        if self.state in TERMINAL:
            return
        assert self.state in CLOCK_OWNERS
        ways = {
            move
            for role in STAFF
            for four_eyes in (True, False)
            for move in known_moves(self.situation(role, wants_approval=four_eyes))
            if table_of(self.kind, self.standing)[move].to or move in {Move.END_ASSESSMENT, Move.FULFIL}
        }
        assert ways, self.trail

    def who_only_watches_moves_nothing(self):
        for role in OTHERS:
            assert known_moves(self.situation(role, has_open_task=True, has_tasks=True, can_extend=True)) == ()


PROMISES = [
    Walk.nothing_runs_when_all_is_over_but_the_sending_of_what_ended_it,
    Walk.a_clock_stands_still_only_for_what_is_so,
    Walk.while_suspended_no_limit_to_resolve_runs,
    Walk.an_answered_or_closed_case_has_its_answer,
    Walk.a_law_that_wants_a_signed_form_waits_for_it,
    Walk.an_open_case_has_an_owner_and_somebody_can_move_it,
    Walk.who_only_watches_moves_nothing,
]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_whatever_people_do_no_promise_is_broken(seed):
    dice = Random(seed)
    for _ in range(WALKS):
        walk = Walk(dice)
        for _ in range(STEPS):
            walk.step()
            for promise in PROMISES:
                promise(walk)


@pytest.mark.slow
def test_the_walks_come_everywhere():
    dice, states, moves = Random(2), Counter(), Counter()
    for _ in range(3 * WALKS):
        walk = Walk(dice)
        for _ in range(STEPS):
            walk.step()
            states[walk.state] += 1
        moves.update(step.split()[1] for step in walk.trail)
    assert set(states) == set(CaseState)
    assert set(moves) == {move.value for move in Move}

"""Random walks over the pure table: whatever people do, the clocks and the state never contradict each other."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

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
STAFF = ("officer", "head", "reception", "supervisor")
OTHERS = ("administrator", "observer")
CITIZENS = (Move.SUPPLEMENT, Move.WITHDRAW, Move.ASK_REOPEN, Move.ASK_WITHDRAWAL)


def has_limit(kind, stage):
    return stage in STATUTES.stages_for(kind.value)


def pauses_of(kind, stage):
    return {cause for row in STATUTES.rows if row.stage == stage and kind.value in row.kinds for cause in row.pauses}


class Walk(RuleBasedStateMachine):
    """A case with its clocks, moved as the book moves it: ends, then pauses and their ends, then starts."""

    @initialize(kind=st.sampled_from(Kind), to_screening=st.booleans())
    def tell(self, kind, to_screening):
        self.kind, self.standing = kind, Standing.CHAT
        self.state = first_state(kind, to_screening=to_screening)
        self.running: dict[str, str | None] = {}  # stage -> the cause for which it stands still
        self.flags = {"draft": False, "withdrawal": False, "reopen": False, "joined": False, "assessment": False}
        self.outcome = None
        self.last = None
        self.was_signed = False
        self._start(AT_REGISTRATION[kind])

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

    @rule(
        data=st.data(),
        role=st.sampled_from(STAFF),
        more=st.fixed_dictionaries(
            {
                "relation": st.sampled_from(("lead", "lead", "lead", "coordinating")),
                **{
                    name: st.booleans()
                    for name in ("wants_approval", "is_author", "has_open_task", "has_tasks", "can_extend")
                },
            }
        ),
    )
    def staff(self, data, role, more):
        if moves := moves_for(self.situation(role, **more)):
            self._make(data.draw(st.sampled_from(moves)), data)

    @rule(data=st.data(), move=st.sampled_from(CITIZENS))
    def citizen(self, data, move):
        row = table_of(self.kind, self.standing).get(move)
        if row is not None and not row.roles and self.state in row.froms:
            self._make(move, data)

    def _make(self, move, data):
        if move is Move.SCREEN:
            self._retarget(data.draw(st.sampled_from(Kind)))
        row = table_of(self.kind, self.standing)[move]
        was, self.last = self.state, (self.state, move)
        for stage in (*row.stops, *row.drops):
            self.running.pop(stage, None)
        if move is Move.FULFIL:
            self.running.pop(data.draw(st.sampled_from(sorted(set(self.running) & set(DUTIES)))))
        self.state = row.to or self.state
        assert was not in TERMINAL or row.to is None or move is Move.REOPEN
        self._note(move)
        if self.state in TERMINAL:
            self.running.clear()
            return
        if row.resumes:
            self.running = {stage: None if by == row.resumes else by for stage, by in self.running.items()}
        if row.pauses:
            for stage, by in self.running.items():
                if by is None and row.pauses in pauses_of(self.kind, stage):
                    self.running[stage] = row.pauses
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
        off |= {Move.REOPEN: "reopen", Move.LEAVE: "joined", Move.END_ASSESSMENT: "assessment", Move.CLOSE: "reopen"}
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

    @invariant()
    def nothing_runs_when_all_is_over(self):
        assert self.state not in TERMINAL or not self.running

    @invariant()
    def a_clock_stands_still_only_for_what_is_so(self):
        causes = {by for by in self.running.values() if by}
        assert "waiting" not in causes or self.state is CaseState.WAITING_CITIZEN, self.last
        assert "suspension" not in causes or self.state is CaseState.SUSPENDED, self.last
        assert "assessment" not in causes or self.flags["assessment"], self.last

    @invariant()
    def while_suspended_no_limit_to_resolve_runs(self):
        if self.state is CaseState.SUSPENDED:
            running = {stage for stage, by in self.running.items() if by is None}
            assert not {stage for stage in running if "suspension" in pauses_of(self.kind, stage)}, self.last

    @invariant()
    def an_answered_or_closed_case_has_its_answer(self):
        assert self.state not in {CaseState.ANSWERED, CaseState.CLOSED} or self.outcome

    @invariant()
    def a_law_that_wants_a_signed_form_waits_for_it(self):
        """Once it was there, the clocks go on, even when the case is returned to be screened anew."""
        if self.kind in FORMAL_KINDS and self.standing is Standing.CHAT and not self.was_signed:
            assert set(self.running) <= set(AT_REGISTRATION[self.kind]), self.last

    @invariant()
    def an_open_case_has_an_owner_and_somebody_can_move_it(self):
        if self.state in TERMINAL:
            return
        assert self.state in CLOCK_OWNERS
        ways = {
            move
            for role in STAFF
            for four_eyes in (True, False)
            for move in moves_for(self.situation(role, wants_approval=four_eyes))
            if table_of(self.kind, self.standing)[move].to or move in {Move.END_ASSESSMENT, Move.FULFIL}
        }
        assert ways, self.last

    @invariant()
    def who_only_watches_moves_nothing(self):
        for role in OTHERS:
            assert moves_for(self.situation(role, has_open_task=True, has_tasks=True, can_extend=True)) == ()


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)

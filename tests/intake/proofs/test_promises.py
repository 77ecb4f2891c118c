"""Whatever is done to a case, each stored day follows from what was written down, and so does each day told before."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from intake import meta
from intake.acts import citizen_steps
from intake.deadlines import clock_moves, ledgers
from intake.deadlines.calendars import set_day
from intake.errors import Conflict, Forbidden, Invalid
from intake.law.workdays import Override
from intake.lifecycle import Move
from intake.proofs.check import check_clocks
from intake.proofs.sheets import proof_sheet
from intake.tables import ClockChangeRow, LocalRuleRow
from tests.conftest import IS_NIGHTLY, MONDAY
from tests.factories import write

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STORIES = {True: 100, False: 30} if IS_NIGHTLY else {True: 10, False: 4}  # on SQLite, on PostgreSQL
STOPS = {
    "feedback": (Move.ASK, Move.SUPPLEMENT),
    "complaint": (Move.SUSPEND, Move.RESUME),
    "denunciation": (Move.BEGIN_ASSESSMENT, Move.END_ASSESSMENT),
}
MOVES = (
    Move.SUSPEND,
    Move.RESUME,
    Move.EXTEND,
    Move.ASK,
    Move.SUPPLEMENT,
    Move.BEGIN_ASSESSMENT,
    Move.END_ASSESSMENT,
    Move.ANSWER,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(MOVES)),
        st.tuples(
            st.just("move"), st.sampled_from((Move.SUSPEND, Move.RESUME, Move.EXTEND, Move.ASK, Move.SUPPLEMENT))
        ),
        st.tuples(st.just("days"), st.integers(1, 9)),
        st.tuples(st.just("calendar"), st.tuples(st.integers(0, 40), st.booleans())),
        st.tuples(st.just("rule"), st.integers(3, 30)),
    ),
    max_size=14,
)


class Story:
    """One case, what is done to it, and what its deadlines promised at the end of each day."""

    def __init__(self, desk, kind):
        self.desk = desk
        desk.clock.now = MONDAY
        self.case_id, self.login = getattr(desk, kind)()
        self.promised = {}

    def play(self, steps):
        for what, how in steps:
            getattr(self, f"_{what}")(how)
            self.compare()
        self.note()

    def note(self):
        for clock in self.desk.clocks(self.case_id):
            self.promised[clock.id, self.desk.today] = clock.due_on

    def compare(self):
        with self.desk.db.read() as snap:
            for clock in self.desk.clocks(self.case_id):
                found = ledgers.recompute(snap, clock.id)
                stored = (clock.due_on, clock.nominal_on, clock.due_if_unconfirmed)
                assert (found.due_on, found.nominal_on, found.due_if_unconfirmed) == stored, clock.stage

    def _days(self, count):
        for _ in range(count):
            self.note()
            self.desk.clock.forward(days=1)

    def _move(self, move):
        try:
            if move is Move.SUPPLEMENT:
                self._supplement()
            else:
                self.desk.act(self.case_id, move, self.login, **self._fields(move))
        except (Conflict, Forbidden, Invalid):
            return

    def _supplement(self):
        with self.desk.db.transaction() as tx:
            citizen_steps.add_information(tx, self.case_id, utterance_id=write(tx, 1, "Gần số 12"))

    def _fields(self, move):
        with self.desk.db.read() as snap:
            known = clock_moves.extensions(snap, self.case_id)
        if move is Move.EXTEND and known:
            listed = ",".join(code for code, _name in known[0].criteria_from[: known[0].criteria])
            return {"stage": known[0].stage, "criteria": listed, **self.desk.decision()}
        return {
            Move.ASK: {"question": "Đoạn nào ạ?"},
            Move.ANSWER: {"outcome": "resolved", "text": "Đã xong."},
            Move.BEGIN_ASSESSMENT: {"assessor": "Viện khoa học", **self.desk.decision()},
            Move.END_ASSESSMENT: {"text": "Có kết quả."},
            Move.SUSPEND: {"suspension_ground": "waits_for_other", **self.desk.decision()},
        }.get(move, self.desk.decision())

    def _calendar(self, how):
        ahead, is_working = how
        day = self.desk.today + timedelta(days=ahead)
        with self.desk.db.transaction() as tx:
            set_day(tx, Override(day, is_working, "Ngày thử", "Công điện", confirmed=ahead % 3 > 0), actor="staff:1")

    def _rule(self, amount):
        rule = {"kind": "feedback", "stage": "resolution", "complexity": "normal", "amount": amount, "unit": "working"}
        with self.desk.db.transaction() as tx:
            dated = {"basis": "Quyết định của tỉnh", "in_force_from": tx.today, "at": tx.now}
            tx.execute(insert(LocalRuleRow).values(**rule, **dated))
            meta.bump(tx, "rules")


@pytest.mark.slow
@pytest.mark.parametrize("kind", STOPS)
def test_no_stored_day_differs_from_the_recomputed_one_now_or_on_any_past_day(desk, kind):
    stop, go_on = STOPS[kind]

    @settings(PATIENT, max_examples=STORIES[desk.db.is_sqlite])
    @given(steps=STEPS)
    @example(steps=[("days", 2), ("move", stop), ("days", 4), ("move", go_on), ("days", 1), ("move", Move.EXTEND)])
    @example(steps=[("move", Move.EXTEND), ("calendar", (3, False)), ("days", 8), ("move", stop), ("days", 9)])
    def plays_out(steps):
        story = Story(desk, kind)
        story.play(steps)
        with desk.db.read() as snap:
            for (clock_id, day), promised in story.promised.items():
                assert proof_sheet(snap, clock_id, until=day).due_on == promised, day
            for clock in desk.clocks(story.case_id):
                _is_proved(proof_sheet(snap, clock.id), clock)

    plays_out()
    assert [one for one in check_clocks(desk.db) if not isinstance(one, int)] == []
    assert {"start", "pause", "resume", "extend"} <= _changes(desk.db)


def _changes(db):
    with db.read() as snap:
        return set(snap.execute(select(ClockChangeRow.change)).scalars())


def _is_proved(sheet, clock):
    """The lines that count are as many as the limit, end on the due date, and nothing written down contradicts them."""
    assert sum(line.number is not None for line in sheet.lines) == sheet.amount
    assert [line.number for line in sheet.lines if line.number] == list(range(1, sheet.amount + 1))
    assert sheet.lines[0].day == clock.start_on
    assert sheet.lines[-1].day == sheet.due_on == clock.due_on == sheet.promised_on

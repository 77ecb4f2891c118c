"""Random people do random things to the whole book: what the law and the seal ask for holds after every few steps."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from intake import cases, labels, meta
from intake.acts import citizen_steps
from intake.deadlines import clock_moves, ledgers
from intake.directory import directory, exclusions
from intake.errors import NgheDanError
from intake.files import attachments
from intake.law import halts
from intake.law.competence import respondents
from intake.lifecycle import DUTIES, FORMAL_KINDS, TERMINAL, CaseState, Move, Standing, outcomes_of, table_of
from intake.moves import NewFile
from intake.sealed.vault_keys import add_key
from intake.tables import CaseRow, CaseTaskRow, ClockRow, StaffRow, UnitRow, UtteranceRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.scenes import BRIBE, LAND, PDF, Desk
from tests.sweeping import sweep

STAFF = ("ha", "lam", "son", "mai", "cuc", "dung", "giap", "tam")
TOPICS = ("giao_thong_ha_tang", "tham_nhung", "can_bo", "dat_dai", "chieu_sang")
TOLD = (
    ("Ổ gà to trước cổng trường", Kind.FEEDBACK, "giao_thong_ha_tang"),
    ("Kiến nghị lắp đèn ở ngõ 7", Kind.PETITION, "chieu_sang"),
    ("Xin hỏi thủ tục cấp đất", Kind.INQUIRY, "dat_dai"),
    ("Chị Nguyễn Thu Hà quát mắng dân", Kind.FEEDBACK, "can_bo"),
    (LAND, Kind.COMPLAINT, "dat_dai"),
    (BRIBE, Kind.DENUNCIATION, "tham_nhung"),
    ("Tố cáo ông Giáp Văn Thanh nhận tiền", Kind.DENUNCIATION, "can_bo"),
)
STEPS, SELDOM = 90, 0.06
FOUR_EYES = "G-KT"


@dataclass
class Walk:
    """A book in which things happen; `trail` is what was done, for whoever reads a failure."""

    desk: Desk
    clock: object
    dice: Random
    trail: list = field(default_factory=list)

    def step(self):
        self.clock.forward(minutes=self.dice.randint(1, 600))
        if self.dice.random() < 2 * SELDOM:
            self.clock.forward(days=self.dice.randint(1, 12))
            sweep(self.desk.db)
        ids = self.rows(CaseRow.id)
        if not ids or self.dice.random() < 2 * SELDOM:
            text, kind, topic = self.dice.choice(TOLD)
            chat = f"u{self.dice.randint(1, 5)}" if self.dice.random() < 0.3 else f"c{len(ids)}"
            facts = {"kind": kind, "topic": topic, "chat": chat, "confidence": self.dice.choice([0.1, 0.9])}
            tell(self.desk.db, self.desk.settings, text, **facts)
            return
        with self.desk.db.read() as snap:
            case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == self.dice.choice(ids))).one()
        try:
            (self.citizen if self.dice.random() < 2 * SELDOM else self.officer)(case)
        except NgheDanError:
            return  # refused in words: nothing has changed, as the next look shows

    def rows(self, column, *where):
        with self.desk.db.read() as snap:
            return list(snap.execute(select(column).where(*where).order_by(column)).scalars())

    def citizen(self, case):
        with self.desk.db.transaction() as tx:
            if self.dice.random() < 0.5:
                citizen_steps.withdraw(tx, case.id, conversation_id=case.conversation_id)
            else:
                citizen_steps.ask_reopen(tx, case.id, conversation_id=case.conversation_id, reason="Chưa xong")

    def officer(self, case):
        who = viewer(self.desk.db, self.dice.choice(STAFF))
        with self.desk.db.read() as snap:
            moves = [one for one in cases.moves_of(snap, who, case.id) if one is not Move.NOTE]
        table = table_of(Kind(case.kind), Standing(case.standing))
        ends = [one for one in moves if table[one].to in TERMINAL]
        leads_on = [one for one in moves if one not in ends]
        moves = ends if ends and self.dice.random() < SELDOM else leads_on
        if not moves:
            return
        move = self.dice.choice(moves)
        fields = {name: self.typed(case, name) for name in self.asked(table[move])}
        kept = attachments.keep(self.desk.settings, PDF)
        files = [NewFile(kept, "q.pdf")] if table[move].file else []
        with self.desk.db.transaction() as tx:
            cases.act(tx, case.id, move, actor=who, fields=fields, files=files, settings=self.desk.settings)
        self.trail.append((case.id, case.kind, case.state, move.value, who.name))

    def asked(self, rule):
        return (*rule.needs, *(one for one in rule.may if self.dice.random() < 0.5))

    def typed(self, case, name):
        """Return what somebody might type: most often something that fits."""
        kind, standing = Kind(case.kind), Standing(case.standing)
        with self.desk.db.read() as snap:
            longer = clock_moves.extensions(snap, case.id)
            day = snap.today + timedelta(
                days=self.dice.randint(0, 9) if name == "task_due_on" else -self.dice.randint(0, 3)
            )
        running = self.rows(ClockRow.stage, ClockRow.case_id == case.id, ClockRow.status == "running")
        open_tasks = (CaseTaskRow.case_id == case.id, CaseTaskRow.status == "open")
        offered = {
            "kind": list(labels.KINDS),
            "topic": TOPICS,
            "unit_id": self.rows(UnitRow.id),
            "officer_id": self.rows(StaffRow.id, StaffRow.unit_id == case.lead_unit_id),
            "code": self.rows(CaseRow.code),
            "task_id": self.rows(CaseTaskRow.id, *open_tasks),
            "duty": [one for one in running if one in DUTIES],
            "stage": [one.stage for one in longer],
            "criteria": [",".join(key for key, _ in one.criteria_from) for one in longer],
            "ground": list(labels.grounds_of(case.kind)),
            "suspension_ground": list(halts.suspensions(case.kind)),
            "termination_ground": list(halts.terminations(case.kind)),
            "outcome": outcomes_of(kind, standing),
            "how": list(labels.WAYS_IN),
            "instance": ("1", "2"),
            "respondent": ("commune_staff", "department_staff", *respondents()),
            "people": ("1", "7"),
            "is_remote": ("", "1"),
            "commune_code": ("", "07210", "07339"),
            **{key: (day.isoformat(),) for key in ("done_on", "doc_on", "form_on", "task_due_on")},
        }
        return str(self.dice.choice(list(offered.get(name, ["Theo hồ sơ"])) or ["không có"]))

    def look(self):
        with self.desk.db.read() as snap:
            known = {row.id: row for row in snap.execute(select(CaseRow.__table__))}
            for case in known.values():
                trail = [one for one in self.trail if one[0] == case.id]
                running = snap.execute(_RUNNING.where(ClockRow.case_id == case.id)).all()
                for promise in PROMISES:
                    assert promise(snap, case, running, known), (promise.__name__, case.state, trail)


_RUNNING = select(ClockRow.__table__).where(ClockRow.status == "running")


def only_what_is_open_has_a_clock(_snap, case, running, _known):
    """Only what is open has one, but for the sending of the decision that has ended it."""
    is_over = CaseState(case.state) in TERMINAL
    stages = {one.stage for one in running}
    return case.is_open != is_over and not (is_over and stages - {"termination_notice"})


def what_is_open_has_a_desk_and_a_day(_snap, case, running, _known):
    """Tell whether somebody has it, by a day, but where the law sets none: of information, and after a decision."""
    is_free = case.standing == "information" or case.state == "answered"
    return not case.is_open or ((case.lead_unit_id or case.screening_unit_id) and (running or is_free))


def the_case_shows_its_nearest_day(_snap, case, running, _known):
    return case.due_on == min((one.due_on for one in running if one.paused_from is None), default=None)


def a_stored_day_is_counted_again_to_the_day(snap, _case, running, _known):
    return all(ledgers.recompute(snap, one.id).due_on == one.due_on for one in running)


def a_clock_stands_still_only_for_what_is_so(_snap, case, running, _known):
    of = {"waiting": "waiting_citizen", "suspension": "suspended"}
    return all(of.get(one.paused_by, case.state) == case.state for one in running if one.paused_by)


def an_accusation_is_sealed_with_all_its_words(snap, case, _running, _known):
    open_words = (UtteranceRow.case_id == case.id, UtteranceRow.is_sealed.is_(False))
    is_covered = case.is_sealed and snap.execute(select(UtteranceRow.id).where(*open_words)).first() is None
    return is_covered or (case.kind != "denunciation" and not case.is_sealed)


def it_lies_with_nobody_who_must_not_know_of_it(snap, case, _running, _known):
    if case.officer_id is None or not case.is_open:
        return True
    person = snap.execute(select(StaffRow.unit_id, StaffRow.has_clearance).where(StaffRow.id == case.officer_id)).one()
    barred = exclusions.of(snap, case.id).bars(case.officer_id, person.unit_id, directory.snapshot(snap))
    return not barred and (person.has_clearance or not case.is_sealed)


def only_what_is_alike_is_answered_together(_snap, case, _running, known):
    leader = known.get(case.leader_id)
    if leader is None or not case.is_open:
        return True
    kinds = {Kind(one.kind) in FORMAL_KINDS for one in (case, leader)}
    return leader.is_sealed == case.is_sealed and len(kinds) == 1


def what_is_answered_has_its_answer(_snap, case, _running, _known):
    return case.state not in {"answered", "closed"} or bool(case.outcome and case.answer)


PROMISES = (
    only_what_is_open_has_a_clock,
    what_is_open_has_a_desk_and_a_day,
    the_case_shows_its_nearest_day,
    a_stored_day_is_counted_again_to_the_day,
    a_clock_stands_still_only_for_what_is_so,
    an_accusation_is_sealed_with_all_its_words,
    it_lies_with_nobody_who_must_not_know_of_it,
    only_what_is_alike_is_answered_together,
    what_is_answered_has_its_answer,
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_whatever_people_do_to_the_book_no_promise_is_broken(office, settings, clock, seed):
    add_key(settings)
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login.in_(("tam", "son"))).values(has_clearance=True))
        tx.execute(update(UnitRow).where(UnitRow.code == FOUR_EYES).values(needs_approval=True))
        meta.bump(tx, "directory")
    walk = Walk(Desk(office, settings), clock, Random(seed))
    for number in range(STEPS):
        walk.step()
        if number % 6 == 0:
            walk.look()
    walk.look()
    assert len({move for *_, move, _ in walk.trail}) > 8


def test_information_that_comes_back_to_the_desk_has_a_day_again(office, settings, clock):
    desk = Desk(office, settings)
    told = desk.make(desk.stored(), Move.ACCEPT, "dung")
    clock.forward(days=1)
    desk.make(told, Move.RETURN, "dung", reason="Đã biết ai gửi")
    with office.read() as snap:
        assert (
            snap.execute(select(CaseRow.due_on).where(CaseRow.id == told.id)).scalar_one().isoformat() == "2026-09-29"
        )

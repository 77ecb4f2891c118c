"""What the officers of the demo province can do with a case, and when: working hours, the right unit, fitting words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.demo.agenda import Agenda, Life, office_hour
from bot.demo.citizens import Citizen
from bot.demo.hands import Hands
from bot.demo.papers import Papers
from bot.demo.stories import Book, Story
from intake.law.workdays import Calendar
from intake.lifecycle import CaseState, Move
from intake.moves import NewFile

_A_WHILE = timedelta(minutes=9)
_DAYS_WITHOUT_PROMISE = 10
_SHOWS_PROOF = 0.3
_SENT_BACK = 0.5
_COMMENT = "Ghi rõ cách liên hệ khi việc chưa ổn; xem lại ngày làm xong."
_ADDED = "Nếu chỗ này hỏng lại, Anh/Chị nhắn ngay tại đây để chúng tôi tới xem."
_OPEN_STATES = frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS})
_BEFORE_THE_LAW = {
    "resolved": "upheld",
    "partly": "partly_upheld",
    "explained": "not_upheld",
    "not_our_authority": "not_upheld",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A registered case of the play with its true labels, which the officers of the play know."""

    id: int
    story: Story
    citizen: Citizen
    registered_on: date
    due_on: date | None
    rng: Random

    def chance(self, share: float) -> bool:
        """Tell whether something that happens in this share of cases happens in this one."""
        return self.rng.random() < share


class Desk:
    """Plays the moves of staff; `moves` counts them, `refused` says what the book would not let them do."""

    def __init__(self, hands: Hands, agenda: Agenda, book: Book, calendar: Calendar, papers: Papers) -> None:
        self.hands = hands
        self.papers = papers
        self.agenda = agenda
        self.book = book
        self.calendar = calendar
        self.moves = 0
        self.refused: list[str] = []
        self._alike: dict[tuple[int | None, str], Case] = {}
        self.on_reply_expected: Callable[[], None] = _nothing

    def after(self, case: Case, fewest: int, most: int) -> datetime:
        """Return an office hour of the working day that lies so many working days from now."""
        ahead = case.rng.randint(fewest, most)
        return self._hour(case, self.calendar.add_working(self.agenda.today, ahead) if ahead else self.agenda.today)

    def in_time(self, case: Case) -> datetime:
        """Return an office hour between now and the promised day."""
        due_on = case.due_on or self.calendar.add_working(case.registered_on, _DAYS_WITHOUT_PROMISE)
        left = self.calendar.working_days_between(self.agenda.today, due_on)
        first = case.rng.randint(min(1, left), max(left, 1))  # of two days the later: people answer when it presses
        return self.after(case, first, max(left, 1))

    def too_late(self, case: Case) -> datetime:
        """Return an office hour after the promised day."""
        due_on = case.due_on or case.registered_on
        return self._hour(case, self.calendar.add_working(due_on, case.rng.randint(1, 8)))

    def _hour(self, case: Case, day: date) -> datetime:
        return max(office_hour(self.calendar, day, case.rng), self.agenda.now + _A_WHILE)

    def do(self, case: Case, move: Move, **fields: str) -> None:
        """Make a move."""
        self.act(case, move, fields)

    def act(
        self,
        case: Case,
        move: Move,
        fields: Mapping[str, str],
        files: Sequence[NewFile] = (),
        unit_id: int | None = None,
    ) -> None:
        """Make a move with papers, or as a unit that is named."""
        self.hands.make(case.id, move, fields, files=files, unit_id=unit_id)
        self.moves += 1

    def decree(self, case: Case, move: Move, **fields: str) -> None:
        """Make a move by a decision: number, day and paper."""
        number = f"{case.rng.randint(20, 900)}/QĐ-UBND"
        decision = {"doc_no": number, "doc_on": self.agenda.today.isoformat()}
        self.act(case, move, {**decision, **fields}, (self.papers.decision(number),))

    def state(self, case: Case) -> CaseState:
        """Return where the case stands now."""
        return self.hands.state_of(case.id)

    def words(self, case: Case, what: str) -> str:
        """Return something an officer writes: a question, a note, a reason."""
        return str(case.rng.choice(self.book.officer[what]))

    def note(self, case: Case) -> None:
        """Write something down for the office, and name a colleague where one signs in."""
        colleague = self.hands.colleague_of(case.id)
        named = f" @{colleague} xem giúp." if colleague else ""
        self.do(case, Move.NOTE, text=f"{self.words(case, 'notes')}{named}")

    def screen(self, case: Case) -> None:
        """Classify a case as what it truly is."""
        story = case.story
        unit_id = self._right_unit(case)
        self.do(case, Move.SCREEN, kind=story.kind, topic=story.topic, unit_id=str(unit_id))

    def is_misplaced(self, case: Case) -> bool:
        """Tell whether another unit should have the case, and may."""
        unit_id = self._right_unit(case)
        return self.hands.lead_unit_of(case.id) != unit_id and not self.hands.is_shut_out(case.id, unit_id)

    def transfer(self, case: Case) -> None:
        """Send a case to the unit that should have it."""
        self._send(case, self._right_unit(case))

    def transfer_up(self, case: Case) -> None:
        """Send a case to the province, where it is not there already; a sealed one stays with those cleared for it."""
        unit_id = self.hands.province_unit_for(case.story.topic)
        if not self.hands.is_sealed(case.id) and self.hands.lead_unit_of(case.id) != unit_id:
            self._send(case, unit_id)

    def _send(self, case: Case, unit_id: int) -> None:
        reason = self.words(case, "transfer_reasons")
        self.do(case, Move.TRANSFER, unit_id=str(unit_id), reason=reason)

    def _right_unit(self, case: Case) -> int:
        return self.hands.unit_for(case.id, case.story.kind, case.story.topic, case.story.commune.code)

    def answer(self, case: Case) -> None:
        """Answer a case with an outcome that fits its topic and kind."""
        outcome, text = case.rng.choice(self.book.answers[case.story.topic])
        if outcome not in self.hands.outcomes_of(case.id):
            outcome = _BEFORE_THE_LAW.get(outcome, outcome)
        files = (self.papers.proof(case.story.topic, case.rng),) if self._shows_proof(case, outcome) else ()
        answer = {"outcome": outcome, "text": text}
        if self.hands.wants_approval(case.id):
            self.act(case, Move.PROPOSE, answer, files)
            self.do(case, Move.APPROVE, **answer)
        else:
            self.act(case, Move.ANSWER, answer, files)

    def _shows_proof(self, case: Case, outcome: str) -> bool:
        return outcome == "resolved" and case.chance(_SHOWS_PROOF)

    def propose(self, case: Case) -> None:
        """Draft an answer, and leave it to be approved later."""
        outcome, text = case.rng.choice(self.book.answers[case.story.topic])
        if self.hands.wants_approval(case.id) and outcome in self.hands.outcomes_of(case.id):
            self.do(case, Move.PROPOSE, outcome=outcome, text=text)

    def send_back(self, case: Case) -> bool:
        """Send every other draft back with a comment; tell whether this one was."""
        draft = self.hands.draft_of(case.id)
        if draft is None or not case.chance(_SENT_BACK):
            return False
        self.do(case, Move.SEND_BACK, reason=_COMMENT, text=f"{draft['text']} {_ADDED}")
        return True

    def approve(self, case: Case) -> None:
        """Approve the draft that waits, as it was drafted."""
        draft = self.hands.draft_of(case.id)
        if draft is not None:
            self.do(case, Move.APPROVE, **draft)

    def ask_beside(self, case: Case) -> int | None:
        """Ask the body of the province for a part of the work; return its unit, None where it has the case itself."""
        unit_id = self.hands.province_unit_for(case.story.topic)
        if self.hands.is_sealed(case.id) or unit_id == self.hands.lead_unit_of(case.id):
            return None
        day = min(self.calendar.add_working(self.agenda.today, 4), self.hands.due_on(case.id) or self.agenda.today)
        task = {"text": self.words(case, "tasks"), "task_due_on": max(day, self.agenda.today).isoformat()}
        self.do(case, Move.ADD_UNIT, unit_id=str(unit_id), **task)
        return unit_id

    def join(self, case: Case) -> None:
        """Let a case be answered with an earlier one on the same topic in the same hands, if there is one open."""
        key = (self.hands.lead_unit_of(case.id), case.story.topic)
        leader = self._alike.setdefault(key, case)
        if leader is not case and self.state(leader) in _OPEN_STATES:
            self.do(case, Move.JOIN, code=self.hands.code_of(leader.id), reason="Cùng một việc, cùng địa bàn.")
        else:
            self._alike[key] = case

    def record_form(self, case: Case) -> None:
        """Record the signed form that the citizen has brought, about a body that this office may judge."""
        form = {"form_on": self.agenda.today.isoformat(), "form_ref": f"{case.rng.randint(11, 260)}/TCD"}
        self.do(case, Move.RECORD_FORM, **form, instance="1", respondent=self.hands.respondent_for(case.id))

    def fulfil_duties(self, case: Case) -> None:
        """Record what the law asks for after a decision: notices sent, decision or conclusion published."""
        for stage in self.hands.duties_of(case.id):
            self.do(case, Move.FULFIL, duty=stage, done_on=self.agenda.today.isoformat())

    def later(self, life: Life) -> None:
        """Let a citizen's life run beside the case's; what they will answer is delivered before."""
        self.on_reply_expected()
        self.agenda.follow(life)


def _nothing() -> None:
    return

"""What the officers of the demo province can do with a case, and when: working hours, the right unit, fitting words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.demo.agenda import Agenda, Life, office_hour
from bot.demo.citizens import Citizen
from bot.demo.hands import Hands
from bot.demo.stories import Book, Story
from intake.law.workdays import Calendar
from intake.lifecycle import CaseState, Move

_A_WHILE = timedelta(minutes=9)
_DAYS_WITHOUT_PROMISE = 10
_BEFORE_THE_LAW = {"resolved": "upheld", "explained": "not_upheld", "not_our_authority": "not_upheld"}


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
    """Plays the moves of staff; `moves` counts them."""

    def __init__(self, hands: Hands, agenda: Agenda, book: Book, calendar: Calendar) -> None:
        self.hands = hands
        self.agenda = agenda
        self.book = book
        self.calendar = calendar
        self.moves = 0
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
        self.hands.make(case.id, move, fields)
        self.moves += 1

    def state(self, case: Case) -> CaseState:
        """Return where the case stands now."""
        return self.hands.state_of(case.id)

    def words(self, case: Case, what: str) -> str:
        """Return something an officer writes: a question, a note, a reason."""
        return str(case.rng.choice(self.book.officer[what]))

    def screen(self, case: Case) -> None:
        """Classify a case as what it truly is."""
        story = case.story
        unit_id = self._right_unit(case)
        self.do(case, Move.SCREEN, kind=story.kind, topic=story.topic, unit_id=str(unit_id))

    def is_misplaced(self, case: Case) -> bool:
        """Tell whether another unit should have the case."""
        return self.hands.lead_unit_of(case.id) != self._right_unit(case)

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
        allowed = self.hands.outcomes_of(case.id)
        self.do(case, Move.ANSWER, outcome=outcome if outcome in allowed else _BEFORE_THE_LAW[outcome], text=text)

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

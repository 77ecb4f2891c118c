"""What every cell of the table is given beside state and event, and what it hands back."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from bot.dialogue.events import CaseLine, RatingLine
from bot.dialogue.orders import Order
from bot.dialogue.state import State
from bot.messages import Reply
from routing.directory import NO_DIRECTORY, Directory
from routing.records import record, replace


@record
class Patience:
    """After how many insults, in how many seconds, the talk pauses, and for how many."""

    messages: int
    within_s: int
    pause_s: int


@record
class Context:
    """What the dialogue may know of the world.

    Attributes:
        now: aware instant; today: the local day.
        office: short name ("UBND tỉnh Bắc Ninh").
        base_url: of the web pages, without a slash at the end; blank where there are none.
        office_address: where a signed letter is handed in; blank where it is not known.
        channel: the platform that the chat runs on; blank where that does not matter.
        open_cases: of this chat's citizen, newest first, at most ten; an answered one is open until it is closed.
        past_cases: of this chat, ended ones, newest first.
        ratings: in which the citizen may still say something, the newest answer first.
        finds_alike: whether the book is looked through for the same matter before a case is made.
        was_away: whether the citizen comes back after a long silence.
        directory: the bodies that are known, with their addresses, for whoever is told where a matter belongs.
    """

    now: datetime
    today: date
    office: str
    office_phone: str
    consented: bool
    open_cases: tuple[CaseLine, ...] = ()
    topic_names: Mapping[str, str] = field(default_factory=dict)
    kind_names: Mapping[str, str] = field(default_factory=dict)
    office_hours: str = ""
    office_address: str = ""
    base_url: str = ""
    past_cases: tuple[CaseLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    channel: str = ""
    finds_alike: bool = False
    was_away: bool = False
    patience: Patience = Patience(messages=3, within_s=600, pause_s=900)
    directory: Directory = NO_DIRECTORY

    @property
    def contact(self) -> dict[str, str]:
        """How the office is reached, as the fields of a sentence."""
        return {"office": self.office, "phone": self.office_phone, "hours": self.office_hours}

    def case(self, case_id: int | None) -> CaseLine | None:
        """Return an open case of this chat by its number."""
        return next((case for case in self.open_cases if case.case_id == case_id), None)

    def any_case(self, case_id: int | None) -> CaseLine | None:
        """Return a case of this chat by its number, also an ended one."""
        known = (*self.open_cases, *self.past_cases)
        return next((case for case in known if case.case_id == case_id), None)

    @property
    def answered_cases(self) -> tuple[CaseLine, ...]:
        """The cases of this chat whose answer the citizen has, newest first."""
        return tuple(case for case in (*self.open_cases, *self.past_cases) if case.is_answered)

    @property
    def running_cases(self) -> tuple[CaseLine, ...]:
        """The cases of this chat that wait for the answer of the office, newest first."""
        return tuple(case for case in self.open_cases if not case.is_answered)

    def spoken_of(self, case_id: int | None) -> CaseLine:
        """Return an open case by its number where it still waits for its answer, else the newest; there is one."""
        running = self.running_cases or self.open_cases
        return next((one for one in running if one.case_id == case_id), running[0])

    def rating(self, answer_id: int | None) -> RatingLine | None:
        """Return an open rating by its answer."""
        return next((one for one in self.ratings if one.answer_id == answer_id), None)


@record
class Step:
    """The state after an event, what to say in this order, and what to do."""

    state: State
    replies: tuple[Reply, ...] = ()
    orders: tuple[Order, ...] = ()

    def after(self, *replies: Reply) -> "Step":
        """Return the step with something said before everything else."""
        return replace(self, replies=(*replies, *self.replies))

    def ordering(self, *orders: Order) -> "Step":
        """Return the step with orders before its own."""
        return replace(self, orders=(*orders, *self.orders))

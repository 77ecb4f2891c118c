"""What every cell of the table is given beside state and event, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.dialogue.events import CaseLine
from bot.dialogue.orders import Order
from bot.dialogue.state import State
from bot.messages import Reply


@dataclass(frozen=True, slots=True)
class Patience:
    """After how many insults, in how many seconds, the talk pauses, and for how many."""

    messages: int
    within_s: int
    pause_s: int


@dataclass(frozen=True, slots=True)
class Context:
    """What the dialogue may know of the world.

    Attributes:
        now: aware instant; today: the local day.
        office: short name ("UBND tỉnh Bắc Ninh").
        base_url: of the web pages, without a slash at the end; blank where there are none.
        open_cases: of this chat, newest first, at most ten.
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
    base_url: str = ""
    patience: Patience = Patience(messages=3, within_s=600, pause_s=900)

    def case(self, case_id: int | None) -> CaseLine | None:
        """Return an open case of this chat by its number."""
        return next((case for case in self.open_cases if case.case_id == case_id), None)


@dataclass(frozen=True, slots=True)
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

"""What a form asks: a field as the page draws it, and what it is drawn from."""

from dataclasses import dataclass
from datetime import date

from intake.clock import local_day
from intake.complaints.authority import Meant
from intake.lifecycle import Move
from intake.moves.formal import LONGEST_UNRECORDED
from intake.queries.case.case_page import CasePage
from intake.queries.office.office import Choices
from routing.kinds import Kind

Options = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
NOBODY_MEANT = Meant()
BLANK: Options = (("", (("", "– chọn –"),)),)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        kind: textarea, select, checks, checkbox, file, or a type of input.
        options: grouped; the group without a name comes without a heading.
        notes: further lines that are folded until they are wanted.
        low, high: bounds of a day, ISO.
    """

    name: str
    label: str
    kind: str
    is_needed: bool = True
    value: str = ""
    hint: str = ""
    options: Options = ()
    notes: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a complaint or a denunciation tells of itself: whom it means, and its last day where it came after it."""

    meant: Meant = NOBODY_MEANT
    lapsed_on: date | None = None


NO_CLAIM = Claim()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a widget is drawn from: the move, the case, whom it may be given to, today, and what its words tell."""

    move: Move
    page: CasePage
    choices: Choices
    today: date
    claim: Claim = NO_CLAIM

    @property
    def kind(self) -> Kind:
        """The kind of the case."""
        return Kind(self.page.line.kind)

    @property
    def first_form_on(self) -> str:
        """The first day on which a form that is recorded now may have come, ISO."""
        return (local_day(self.page.line.registered_at) - LONGEST_UNRECORDED).isoformat()

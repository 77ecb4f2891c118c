"""What the dialogue shows of the book, each thing as its citizen may know it."""

from datetime import date

from routing.records import record


@record
class CaseLine:
    """A case as its citizen may know it in a chat; of a sealed one that is only its code.

    `part` is what they are in it: `told`, `joined` or `follows`. `commune`: the code of its place, `spot` where there.
    `again`: how it stands with another look (`open`, `asked`, `denied`, `late`), until when it may be asked for, and
    why it was denied.
    """

    case_id: int
    code: str
    summary: str
    state_label: str
    unit: str
    officer_name: str
    officer_phone: str
    due_on: date | None
    is_open: bool
    answer: str | None = None
    waits_for_citizen: bool = False
    kind: str = ""
    topic: str = ""
    is_answered: bool = False
    can_reopen: bool = False
    is_sealed: bool = False
    part: str = "told"
    is_signed: bool = False
    state: str = ""
    commune: str = ""
    spot: str = ""
    again: str = ""
    again_until: date | None = None
    again_denied: str = ""


@record
class RatingLine:
    """A rating of one answer as far as it goes: marks from 1 (worst) to 5, None where nothing was said."""

    answer_id: int
    case_id: int
    code: str
    result: int | None = None
    attitude: int | None = None


@record
class AlikeMatter:
    """An open matter of somebody else, told so neutrally that it may be shown to anybody at the same place."""

    case_id: int
    what: str
    where: str
    since: date
    state: str


@record
class ReceptionLine:
    """A reception day with places left; `hours` as "08:00–11:00" by the office's clock."""

    day_id: int
    on: date
    hours: str
    host: str
    place: str
    free: int
    note: str = ""


@record
class BookingLine:
    """A place that this chat has; `seat` is also its turn."""

    booking_id: int
    day: ReceptionLine
    seat: int


@record
class AnswerLine:
    """An entry of the book of answers in its language; `is_checked` once the office has gone over it."""

    answer_id: int
    title: str
    text: str
    source: str
    is_checked: bool
    language: str = "vi"


@record
class LimitLine:
    """Within how many days a complaint is to be handed in, from when, by which article; the last day where known.

    `is_earliest`: it is the first day that may be the last; `may_be_over`: that day is past.
    """

    days: int
    starts_from: str
    basis: str
    last_on: date | None = None
    is_over: bool = False
    is_earliest: bool = False
    may_be_over: bool = False


@record
class UndecidedLine:
    """What holds for a complaint that was handed in and is not decided.

    Attributes:
        ends_on: by when it was to be decided; None where it is not told when it was sent; `is_about`: nearly then.
        is_over: that day is past.
        accept_days, first_days, first_basis: working days to take it up, days to decide it, by which articles.
        second_days, remote_days, second_basis: within how many days the next complaint is made, and in remote places.
        last_on: the last of them, where it is known.
        decider: who decides the next complaint.
    """

    ends_on: date | None
    is_about: bool
    is_over: bool
    accept_days: int
    first_days: int
    first_basis: str
    second_days: int
    remote_days: int
    second_basis: str
    last_on: date | None
    decider: str


@record
class HandlingLine:
    """How long a complaint takes: working days to take it up, days to decide it, and where it is complex."""

    accept_days: int
    days: int
    complex_days: int
    basis: str
    is_second: bool = False


@record
class DenouncingLine:
    """What is asked of denouncing (`denouncing_questions`), in how many days it is decided, by which article."""

    about: str
    days: int
    basis: str


@record
class LawLine:
    """What the law answers to a message: the limits it asks for, whether a decision waits, what was not decided.

    `second`: it is asked how one complains a second time.

    `is_beside`: nothing is asked, but a limit follows from what is told.

    `of_day`: the words are the day that was asked for, or a day told less exactly before.
    """

    limits: tuple[LimitLine, ...] = ()
    asks_to_wait: bool = False
    handling: HandlingLine | None = None
    undecided: UndecidedLine | None = None
    second: UndecidedLine | None = None
    denouncing: DenouncingLine | None = None
    is_beside: bool = False
    of_day: bool = False

"""What the book answers to an order of the dialogue, or tells it unasked."""

from datetime import date

from bot.dialogue.lines import AlikeMatter, AnswerLine, BookingLine, CaseLine, LimitLine, RatingLine, ReceptionLine
from bot.dialogue.state import Booking
from routing.reading import Reading
from routing.records import record


@record
class Registered:
    """A draft became a case (answers Register); `belongs_to` is where to take what nobody here may see.

    `elsewhere`: where it belongs though it is kept here; blank where it is ours.

    `form_url`, `form_to`, `form_address`, `form_hours`: where the form that is to be signed lies, to whom, where, when
    it is handed in, `form_limits` within how many days. `hours` are those of the unit, blank where it has none.
    """

    case_id: int
    code: str
    unit: str
    officer_name: str
    officer_phone: str
    due_on: date | None
    basis: str
    kind: str
    screening: bool
    looked_up_url: str
    belongs_to: str = ""
    form_url: str = ""
    form_to: str = ""
    form_address: str = ""
    is_tip: bool = False
    hours: str = ""
    form_hours: str = ""
    form_limits: tuple[LimitLine, ...] = ()
    elsewhere: str = ""


@record
class CasesListed:
    """The cases of this chat, newest first (answers ListCases)."""

    cases: tuple[CaseLine, ...]


@record
class CaseFound:
    """A case as it stands (answers LookUp)."""

    case: CaseLine


@record
class CaseNotFound:
    """Unknown code or wrong secret, alike (answers LookUp); `limited`: too many tries.

    `mistyped`: no secret was given, and no case ever bears this code, for its last sign does not check the others.
    """

    limited: bool = False
    mistyped: bool = False


@record
class InformationAdded:
    """What was said went to a case (answers AddInformation).

    `place`: another commune than the case was sent for; `has_moved`: it went to the hands of that commune. `spot`:
    another one of the same commune, which the case has now; `is_pinned`: so is a point on the map.
    """

    case: CaseLine
    place: str = ""
    spot: str = ""
    has_moved: bool = False
    is_pinned: bool = False


@record
class WithdrawalDone:
    """A case is withdrawn (`done`), or the wish to withdraw is noted for an officer (answers Withdraw).

    `left`: a joiner or follower has only left it; it goes on.
    """

    case: CaseLine
    done: bool
    left: bool = False


@record
class AlikeFound:
    """Open matters of others that may be the one told, at most three, the likeliest first (answers FindAlike)."""

    matters: tuple[AlikeMatter, ...] = ()


@record
class Joined:
    """The citizen is a further person of a case, with a code of their own (answers Join)."""

    case: CaseLine
    looked_up_url: str = ""


@record
class JoinRefused:
    """The case takes nobody further: it has ended meanwhile (answers Join)."""


@record
class CaseFollowed:
    """This chat is told of a case from now on (answers Follow)."""

    case: CaseLine


@record
class ChatCodeMade:
    """A code joins another chat to this one (answers MakeChatCode); `number` is None after too many."""

    number: int | None


@record
class ChatJoined:
    """This chat is joined to another (answers JoinChat); `cases` can be seen here now."""

    cases: int


@record
class ChatNotJoined:
    """The code is wrong, used or too old, alike (answers JoinChat); `limited`: too many tries."""

    limited: bool = False


@record
class ChatParted:
    """This chat stands by itself (answers PartChat); `done` is False where it did before."""

    done: bool


@record
class AnswerSent:
    """An answer of the office goes out to the citizen, who may rate it."""

    rating: RatingLine


@record
class ReopenAsked:
    """The wish to have a case looked at again is noted (answers AskReopen).

    `is_late`: it came too late for that, or the case was looked at again already; `is_added`: it is being looked at, or
    is in work again, and the words went to it.
    """

    case: CaseLine
    is_late: bool = False
    is_added: bool = False


@record
class Urged:
    """The office is reminded of a case (answers Urge); `is_first`: the first time today."""

    case: CaseLine
    is_first: bool


@record
class DataRequested:
    """A wish about one's own data became a case (answers RequestData); `is_repeated`: it was asked before.

    `due_on`: until when it is answered; `done_on`: until when it is carried out, where that is counted.
    """

    case_id: int
    code: str
    unit: str
    phone: str
    due_on: date | None
    basis: str
    asks: str
    is_repeated: bool
    done_on: date | None = None


@record
class SealedPageOpened:
    """A link to the sealed form is made (answers OpenSealedPage)."""

    url: str


@record
class DraftWaits:
    """Nobody went on with a draft for a while; it is kept until a day.

    `reading_of_pending` is of the words that wait to be told for what they are; `is_last`: that day has come.
    """

    kept_until: date
    reading_of_pending: Reading | None = None
    is_last: bool = False


@record
class DraftExpired:
    """Nobody went on with a draft for so long that it is dropped."""


@record
class ReceptionsListed:
    """The next reception days, soonest first, and this chat's own places (answers ListReceptions).

    `asks_where`: so many offices receive that it must be asked which is meant; `online`: where video sessions are held.
    `none_at`: the commune that was asked for, where it has no day with places left.
    """

    days: tuple[ReceptionLine, ...]
    mine: tuple[BookingLine, ...] = ()
    asks_where: bool = False
    online: str = ""
    none_at: str = ""


@record
class ReceptionBooked:
    """A place is booked (answers BookReception)."""

    booking: BookingLine


@record
class ReceptionRefused:
    """No place: `why` is `full`, `gone` or `twice`; other days to choose from (answers BookReception)."""

    why: str
    days: tuple[ReceptionLine, ...]


@record
class BookingCancelled:
    """A place is given back, or was no longer held (answers CancelBooking)."""

    done: bool


@record
class ReceptionCalledOff:
    """The office called a day off; `kept` is what was told for the place, for a new choice."""

    booking: BookingLine
    reason: str
    days: tuple[ReceptionLine, ...]
    kept: Booking | None = None


@record
class AnswerOpened:
    """An entry of the book of answers as it holds today, None where it does not (answers OpenAnswer)."""

    answer: AnswerLine | None

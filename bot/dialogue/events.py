"""What happened: the facts that the dialogue answers to, told by the citizen or fed back by the turn."""

from dataclasses import dataclass
from datetime import date

from routing.places import Place
from routing.reading import Reading


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as its citizen may know it in a chat; of a sealed one that is only its code.

    `part` is what they are in it: `told`, `joined` or `follows`.
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


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating of one answer as far as it goes: marks from 1 (worst) to 5, None where nothing was said."""

    answer_id: int
    case_id: int
    code: str
    result: int | None = None
    attitude: int | None = None


@dataclass(frozen=True, slots=True)
class AlikeMatter:
    """An open matter of somebody else, told so neutrally that it may be shown to anybody at the same place."""

    case_id: int
    what: str
    where: str
    since: date
    state_label: str


@dataclass(frozen=True, slots=True)
class Started:
    """The citizen opened the chat."""


@dataclass(frozen=True, slots=True)
class Said:
    """The citizen wrote; `reading_of_pending` reads `State.pending_text` where there is any."""

    text: str
    reading: Reading
    reply_case_id: int | None = None
    reading_of_pending: Reading | None = None


@dataclass(frozen=True, slots=True)
class Chose:
    """The citizen pressed a button, good or stale."""

    step_no: int
    option: str
    reading_of_pending: Reading | None = None


@dataclass(frozen=True, slots=True)
class SentMedia:
    """The citizen sent photos or files, perhaps with words; told once for an album."""

    count: int
    caption: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """The citizen sent a point on the map; `place` is None when no commune of the province is near."""

    place: Place | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class SentUnsupported:
    """The citizen sent something that cannot be taken."""

    what: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The citizen shut the chat."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A draft became a case (answers Register); `belongs_to` is where to take what nobody here may see.

    `form_url`, `form_to`, `form_address`: where the form that is to be signed lies, to whom and where it is handed in.
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


@dataclass(frozen=True, slots=True)
class CasesListed:
    """The cases of this chat, newest first (answers ListCases)."""

    cases: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A case as it stands (answers LookUp)."""

    case: CaseLine


@dataclass(frozen=True, slots=True)
class CaseNotFound:
    """Unknown code or wrong secret, alike (answers LookUp); `limited`: too many tries."""

    limited: bool = False


@dataclass(frozen=True, slots=True)
class InformationAdded:
    """What was said went to a case (answers AddInformation)."""

    case: CaseLine


@dataclass(frozen=True, slots=True)
class WithdrawalDone:
    """A case is withdrawn (`done`), or the wish to withdraw is noted for an officer (answers Withdraw).

    `left`: a joiner or follower has only left it; it goes on.
    """

    case: CaseLine
    done: bool
    left: bool = False


@dataclass(frozen=True, slots=True)
class AlikeFound:
    """Open matters of others that may be the one told, at most three, the likeliest first (answers FindAlike)."""

    matters: tuple[AlikeMatter, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The citizen is a further person of a case, with a code of their own (answers Join)."""

    case: CaseLine
    looked_up_url: str = ""


@dataclass(frozen=True, slots=True)
class JoinRefused:
    """The case takes nobody further: it has ended meanwhile (answers Join)."""


@dataclass(frozen=True, slots=True)
class CaseFollowed:
    """This chat is told of a case from now on (answers Follow)."""

    case: CaseLine


@dataclass(frozen=True, slots=True)
class ChatCodeMade:
    """A code joins another chat to this one (answers MakeChatCode); `number` is None after too many."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ChatJoined:
    """This chat is joined to another (answers JoinChat); `cases` can be seen here now."""

    cases: int


@dataclass(frozen=True, slots=True)
class ChatNotJoined:
    """The code is wrong, used or too old, alike (answers JoinChat); `limited`: too many tries."""

    limited: bool = False


@dataclass(frozen=True, slots=True)
class ChatParted:
    """This chat stands by itself (answers PartChat); `done` is False where it did before."""

    done: bool


@dataclass(frozen=True, slots=True)
class AnswerSent:
    """An answer of the office goes out to the citizen, who may rate it."""

    rating: RatingLine


@dataclass(frozen=True, slots=True)
class ReopenAsked:
    """The wish to have a case looked at again is noted (answers AskReopen); `is_late`: it came too late for that."""

    case: CaseLine
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Urged:
    """The office is reminded of a case (answers Urge); `is_first`: the first time today."""

    case: CaseLine
    is_first: bool


@dataclass(frozen=True, slots=True)
class DataRequested:
    """A wish about one's own data became a case (answers RequestData); `is_repeated`: it was asked before."""

    case_id: int
    code: str
    unit: str
    phone: str
    due_on: date | None
    basis: str
    asks: str
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class SealedPageOpened:
    """A link to the sealed form is made (answers OpenSealedPage)."""

    url: str


Event = (
    Started
    | Said
    | Chose
    | SentMedia
    | Located
    | SentUnsupported
    | Stopped
    | Registered
    | CasesListed
    | CaseFound
    | CaseNotFound
    | InformationAdded
    | WithdrawalDone
    | AnswerSent
    | ReopenAsked
    | Urged
    | DataRequested
    | SealedPageOpened
    | AlikeFound
    | Joined
    | JoinRefused
    | CaseFollowed
    | ChatCodeMade
    | ChatJoined
    | ChatNotJoined
    | ChatParted
)

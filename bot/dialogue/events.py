"""What happened: the facts that the dialogue answers to, told by the citizen or fed back by the turn."""

from dataclasses import dataclass
from datetime import date

from routing.places import Place
from routing.reading import Reading


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as its citizen may know it."""

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
    """The citizen sent photos or files, perhaps with words; told once for an album. `voices` is how many are speech."""

    count: int
    caption: str = ""
    reading: Reading | None = None
    voices: int = 0


@dataclass(frozen=True, slots=True)
class Located:
    """The citizen sent a point on the map; `place` is None when no commune of the province is near."""

    place: Place | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class SharedContact:
    """The citizen shared a contact card; `phone` is blank where it is not their own."""

    phone: str


@dataclass(frozen=True, slots=True)
class SentUnsupported:
    """The citizen sent something that cannot be taken; `most` is the bound that it is beyond, where there is one."""

    what: str
    most: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The citizen shut the chat."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A draft became a case (answers Register); `belongs_to` is where to take what nobody here may see."""

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
    """A case is withdrawn (`done`), or the wish to withdraw is noted for an officer (answers Withdraw)."""

    case: CaseLine
    done: bool


Event = (
    Started
    | Said
    | Chose
    | SentMedia
    | Located
    | SharedContact
    | SentUnsupported
    | Stopped
    | Registered
    | CasesListed
    | CaseFound
    | CaseNotFound
    | InformationAdded
    | WithdrawalDone
)

"""What happened: the facts that the dialogue answers to, told by the citizen or fed back by the turn."""

from bot.dialogue.lines import AlikeMatter, AnswerLine, BookingLine, CaseLine, LawLine, RatingLine, ReceptionLine
from bot.dialogue.outcomes import (
    AlikeFound,
    AnswerOpened,
    AnswerSent,
    BookingCancelled,
    CaseFollowed,
    CaseFound,
    CaseNotFound,
    CasesListed,
    ChatCodeMade,
    ChatJoined,
    ChatNotJoined,
    ChatParted,
    DataRequested,
    DraftExpired,
    DraftWaits,
    InformationAdded,
    Joined,
    JoinRefused,
    ReceptionBooked,
    ReceptionCalledOff,
    ReceptionRefused,
    ReceptionsListed,
    Registered,
    ReopenAsked,
    SealedPageOpened,
    Urged,
    WithdrawalDone,
)
from bot.dialogue.place_now import PlaceNow
from routing.places import Place
from routing.reading import Reading
from routing.records import record


@record
class Started:
    """The citizen opened the chat."""


@record
class Parted:
    """A message that tells two matters: the first, and the other one that the writer turns to behind it.

    `answer` is what the book of answers has for the other, where that is a question which it surely knows; `more` is
    the other as two again, where a list tells three.
    """

    text: str
    reading: Reading
    other: str
    reading_of_other: Reading
    answer: "AnswerLine | None" = None
    more: "Parted | None" = None


@record
class Said:
    """The citizen wrote; `reading_of_pending` reads `State.pending_text` where there is any.

    `answers` are what the book of answers has for it, likeliest first; `is_sure` when the first is what was asked.
    `parted` where it tells two matters; the text and its reading are of the whole. `twofold` where its writer is to be
    asked whether it does. `telephones` of the commune's bodies, by name, where it asks for one. `of_law` is what the
    law answers by itself. `place_now`: where the case is that it replies to, as it puts that right.
    `has_offered`: money or a gift was offered; where more was told, the text is without it.
    """

    text: str
    reading: Reading
    reply_case_id: int | None = None
    reading_of_pending: Reading | None = None
    answers: tuple[AnswerLine, ...] = ()
    is_sure: bool = False
    parted: Parted | None = None
    twofold: Parted | None = None
    telephones: tuple[tuple[str, str], ...] = ()
    of_law: LawLine | None = None
    place_now: PlaceNow | None = None
    has_offered: bool = False


@record
class Chose:
    """The citizen pressed a button, good or stale."""

    step_no: int
    option: str
    reading_of_pending: Reading | None = None


@record
class SentMedia:
    """The citizen sent photos or files, perhaps with words; told once for an album. `voices` is how many are speech."""

    count: int
    caption: str = ""
    reading: Reading | None = None
    voices: int = 0


@record
class Located:
    """The citizen sent a point on the map; `place` is None when no commune of the province is near."""

    place: Place | None
    lat: float
    lon: float


@record
class SharedContact:
    """The citizen shared a contact card; `phone` is blank where it is not their own."""

    phone: str


@record
class SentUnsupported:
    """The citizen sent something that cannot be taken; `most` is the bound that it is beyond, where there is one."""

    what: str
    most: str = ""


@record
class Reworded:
    """The citizen has worded anew what is kept aside and not agreed to yet; `was` are its words before."""

    was: str
    text: str


@record
class Stopped:
    """The citizen shut the chat."""


Event = (
    Started
    | Said
    | Chose
    | SentMedia
    | Located
    | SharedContact
    | SentUnsupported
    | Reworded
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
    | DraftWaits
    | DraftExpired
    | ReceptionsListed
    | ReceptionBooked
    | ReceptionRefused
    | BookingCancelled
    | ReceptionCalledOff
    | AnswerOpened
)

__all__ = [
    "AlikeFound",
    "AlikeMatter",
    "AnswerLine",
    "AnswerOpened",
    "AnswerSent",
    "BookingCancelled",
    "BookingLine",
    "CaseFollowed",
    "CaseFound",
    "CaseLine",
    "CaseNotFound",
    "CasesListed",
    "ChatCodeMade",
    "ChatJoined",
    "ChatNotJoined",
    "ChatParted",
    "Chose",
    "DataRequested",
    "DraftExpired",
    "DraftWaits",
    "Event",
    "InformationAdded",
    "JoinRefused",
    "Joined",
    "Located",
    "Parted",
    "RatingLine",
    "ReceptionBooked",
    "ReceptionCalledOff",
    "ReceptionLine",
    "ReceptionRefused",
    "ReceptionsListed",
    "Registered",
    "ReopenAsked",
    "Reworded",
    "Said",
    "SealedPageOpened",
    "SentMedia",
    "SentUnsupported",
    "Started",
    "Stopped",
    "Urged",
    "WithdrawalDone",
]

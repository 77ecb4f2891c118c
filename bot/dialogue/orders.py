"""What the dialogue wants done; the turn does it and feeds the result back as an event."""

from bot.dialogue.danger_orders import AlertReception, BreakOff, TellOver, WarnCommune
from bot.dialogue.state import Draft
from routing.reading import Reading
from routing.records import record


@record
class GiveConsent:
    """Note that the citizen agreed; no event answers it."""


@record
class RefuseConsent:
    """Erase what was kept of this citizen's words; no event answers it."""


@record
class Register:
    """Make a case of the draft; answered by Registered. Only ever after a clear yes to the read-back."""

    draft: Draft


@record
class ListCases:
    """Answered by CasesListed."""


@record
class LookUp:
    """Answered by CaseFound or CaseNotFound; without a secret only the cases of this chat are looked through."""

    code: str
    secret: str = ""


@record
class AddInformation:
    """Bind what was said to a case; answered by InformationAdded.

    `of_earlier`: the information is what was told in this chat since the last matter and belongs to no case yet, not
    only the message that the citizen has just sent. `commune`: the code of the one where the matter is as they say now;
    `spot`: where in it; `point`: in degrees, read off a link to a map. `danger`: the kind of danger to life that it
    tells of, `at` the spot of that; blank for none.
    """

    case_id: int
    of_earlier: bool = False
    commune: str = ""
    spot: str = ""
    danger: str = ""
    at: str = ""
    point: tuple[float, float] | None = None


@record
class Withdraw:
    """Withdraw a case, or note the wish where only an officer may; answered by WithdrawalDone (or CaseFound)."""

    case_id: int


@record
class DropDraft:
    """Forget the matter that was being told; no event answers it."""


@record
class OpenAnswer:
    """Answered by AnswerOpened."""

    answer_id: int


@record
class NoteAsked:
    """Note that the citizen has been asked to rate an answer; no event answers it."""

    answer_id: int


@record
class Rate:
    """Keep a part of a rating; `is_last`: nothing more will be said of this answer. No event answers it."""

    answer_id: int
    result: int | None = None
    attitude: int | None = None
    words: str = ""
    is_last: bool = False


@record
class AskReopen:
    """Ask that an answered case be looked at again; answered by ReopenAsked. `of_earlier` as in AddInformation."""

    case_id: int
    reason: str
    of_earlier: bool = False


@record
class Urge:
    """Remind the office of a case; answered by Urged."""

    case_id: int


@record
class FindAlike:
    """Look for open matters of others that may be this one; answered by AlikeFound."""

    draft: Draft


@record
class Join:
    """Make the citizen a further person of a case that was shown; answered by Joined or JoinRefused.

    Only ever after a clear yes to the question whether it is the same matter.
    """

    case_id: int
    draft: Draft


@record
class Follow:
    """Let this chat follow a case whose receipt it has shown; answered by CaseFollowed."""

    case_id: int


@record
class Thank:
    """Keep the citizen's thanks with a case; no event answers it."""

    case_id: int


@record
class RequestData:
    """Make a case of a wish about one's own data; answered by DataRequested. Only ever after a clear yes."""

    asks: str


@record
class OpenSealedPage:
    """Make a link to the form outside of any chat; answered by SealedPageOpened."""


@record
class ForgetWords:
    """Erase what was told in this chat and belongs to no case, at the citizen's wish; no event answers it."""


@record
class ForgetLine:
    """Erase what was just said, and nothing else; no event answers it."""


@record
class ForgetDraft:
    """Erase what is being told and was not sent, and nothing else; no event answers it."""


@record
class MakeChatCode:
    """Answered by ChatCodeMade."""


@record
class JoinChat:
    """Join this chat to the one that made a code; answered by ChatJoined or ChatNotJoined."""

    code: str


@record
class PartChat:
    """Take this chat out of what it was joined to; answered by ChatParted."""


@record
class SealTalk:
    """What was just said names a wrongdoer: cover it; no event answers it."""


@record
class OpenTalk:
    """What was told as an accusation is none, by its citizen's word: uncover it; no event answers it."""


@record
class KeepApart:
    """Count words just said to another matter; no event answers it.

    They are the last that were said, or, with `left`, all but these. `first` and `other` read what is left and
    themselves, where they are only a part of the message. `is_next`: another matter is being told before it.
    `of_earlier`: they were said in an earlier message of what is being told.
    """

    words: str
    is_accusation: bool = False
    first: Reading | None = None
    other: Reading | None = None
    left: str = ""
    is_next: bool = True
    of_earlier: bool = False


@record
class ListReceptions:
    """Answered by ReceptionsListed; `where` is a commune's code, "province", or blank."""

    where: str = ""


@record
class BookReception:
    """Answered by ReceptionBooked or ReceptionRefused; only ever after a clear yes. Numbers that are 0 mean none."""

    day_id: int
    about: str
    people: int
    case_id: int = 0
    instead_of: int = 0


@record
class CancelBooking:
    """Answered by BookingCancelled."""

    booking_id: int


@record
class CountAnswer:
    """Count a question as `shown`, `offered`, `none`, `helped` or `not_helped`; no event answers it."""

    outcome: str
    answer_id: int


@record
class KeepPhone:
    """Keep the number that the citizen left to be called back; no event answers it."""

    phone: str


@record
class StayQuiet:
    """Answer nothing: what was said is in the log, and the talk pauses; no event answers it."""


READING = (ListCases, LookUp, OpenAnswer, FindAlike, ListReceptions)  # they leave the book as it was
JoinOrder = FindAlike | Join | Follow | MakeChatCode | JoinChat | PartChat
Order = (
    GiveConsent
    | RefuseConsent
    | Register
    | ListCases
    | LookUp
    | AddInformation
    | Withdraw
    | DropDraft
    | AlertReception
    | WarnCommune
    | BreakOff
    | TellOver
    | NoteAsked
    | Rate
    | AskReopen
    | Urge
    | Thank
    | RequestData
    | OpenSealedPage
    | ForgetWords
    | ForgetLine
    | ForgetDraft
    | JoinOrder
    | SealTalk
    | OpenTalk
    | ListReceptions
    | BookReception
    | CancelBooking
    | OpenAnswer
    | CountAnswer
    | KeepPhone
    | StayQuiet
    | KeepApart
)

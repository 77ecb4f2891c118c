"""What the dialogue wants done; the turn does it and feeds the result back as an event."""

from dataclasses import dataclass

from bot.dialogue.state import Draft


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Note that the citizen agreed; no event answers it."""


@dataclass(frozen=True, slots=True)
class RefuseConsent:
    """Erase what was kept of this citizen's words; no event answers it."""


@dataclass(frozen=True, slots=True)
class Register:
    """Make a case of the draft; answered by Registered. Only ever after a clear yes to the read-back."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class ListCases:
    """Answered by CasesListed."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Answered by CaseFound or CaseNotFound; without a secret only the cases of this chat are looked through."""

    code: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class AddInformation:
    """Bind what was said to a case; answered by InformationAdded.

    `of_earlier`: the information is what was told in this chat since the last matter and belongs to no case yet, not
    only the message that the citizen has just sent.
    """

    case_id: int
    of_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Withdraw a case, or note the wish where only an officer may; answered by WithdrawalDone (or CaseFound)."""

    case_id: int


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Forget the matter that was being told; no event answers it."""


@dataclass(frozen=True, slots=True)
class AlertReception:
    """Somebody tells of a danger to life; no event answers it."""

    danger_kind: str


@dataclass(frozen=True, slots=True)
class KeepPhone:
    """Keep the number that the citizen left to be called back; no event answers it."""

    phone: str


@dataclass(frozen=True, slots=True)
class StayQuiet:
    """Answer nothing: what was said is in the log, and the talk pauses; no event answers it."""


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
    | KeepPhone
    | StayQuiet
)

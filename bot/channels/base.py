"""What every channel can do, whatever its platform; the rest of the house knows channels only by this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from bot.messages import Inbound, Outbound
from intake.channels import delivery_reasons
from intake.channels.channel_health import Health
from intake.talk.inbox import RawEvent

Key = tuple[str, str]
WINDOW_CLOSED = delivery_reasons.WINDOW_CLOSED
AWAY = timedelta(seconds=20)  # until a platform that was not reached is asked again
_TOKEN_REFUSED = timedelta(minutes=5)  # until it is asked again whether our token counts
Status = Literal["sent", "part", "retry", "blocked", "held", "bad", "maybe_sent"]


class BadSignature(Exception):
    """What came in does not prove that it comes from the platform."""


class Malformed(Exception):
    """What came in is no update: not JSON, not an object, or without the number that tells updates apart."""


class TooLarge(Exception):
    """A file is larger than may be taken; `size` in bytes where it is known."""

    def __init__(self, size: int | None = None) -> None:
        super().__init__(f"{size} bytes" if size else "too large")
        self.size = size


class FetchFailed(Exception):
    """A file could not be fetched; `permanent` tells whether another try is of no use.

    `is_doubtful`: it may well be gone for ever; its citizen is not left waiting for a day to hear that.
    """

    def __init__(self, reason: str, *, permanent: bool = False, is_doubtful: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.is_doubtful = is_doubtful


class PollFailed(Exception):
    """The platform gave no updates; `after` tells how long to wait at least, `advice` what an operator can do.

    `is_rival`: somebody else is given them instead of us.
    """

    def __init__(
        self, reason: str, *, after: timedelta | None = None, advice: str = "", is_rival: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after
        self.advice = advice
        self.is_rival = is_rival


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of a message.

    Attributes:
        status: `sent`; `part` (a piece of it, and more are to follow, each asked for by `Outbound.sent`); `retry` (not
            taken, try again); `maybe_sent` (no answer: it is tried again, so that a citizen may read a message twice
            but never misses one); `blocked` (the citizen has shut the chat); `held` (not taken now: it waits for the
            citizen's next word, or for the account to work again); `bad` (never will be taken).
        external_id: the platform's id of the message.
        after: how long the platform wants us to wait; None of a flood where it does not say (`Pace.pause`).
        is_flood: nobody may be sent anything for so long, not only this chat: the platform has had too much of us, or
            takes nothing from us now. It is no failed try of the message.
        is_perhaps_of_chat: the platform does not say whether that flood is of all or of this chat only.
        reason: a code of `intake/channels/delivery_reasons.py`, with the platform's own number behind a colon where it
            helps.
        detail: the platform's own words, for the technical log only.
    """

    status: Status
    external_id: str | None = None
    after: timedelta | None = None
    reason: str = ""
    is_flood: bool = False
    detail: str = ""
    is_perhaps_of_chat: bool = False


def piece(external_id: str | None, number: int, *, of: int) -> SendResult:
    """Return what becomes of a message of which this piece, counted from 0, has arrived."""
    return SendResult("part" if number + 1 < of else "sent", external_id)


def not_reached(detail: str) -> SendResult:
    """Return what becomes of a message where there was nobody to hand it to, however long that lasts."""
    return SendResult("retry", after=AWAY, reason="unreachable", is_flood=True, detail=detail)


def token_refused() -> SendResult:
    """Return what becomes of a message while the platform does not know us."""
    return SendResult("retry", after=_TOKEN_REFUSED, reason=delivery_reasons.BAD_TOKEN, is_flood=True)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's bytes, with what the platform says about them."""

    data: bytes
    mime: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Polled updates.

    Attributes:
        strays: raw texts in the batch that are no updates.
        position: where to go on reading, once all of these are durable.
        is_only_once: the platform gives these out once; they must be kept now or are lost.
    """

    events: tuple[RawEvent, ...]
    strays: tuple[str, ...]
    position: int
    is_only_once: bool = False


@dataclass(frozen=True, slots=True)
class Caps:
    """What a platform can do, where the rest of the house must know it.

    Attributes:
        takes_files: whether a file can be sent; else the words name the address where it lies.
        has_buttons: whether choices can be pressed; else they stand in the words, and their number is typed.
        every_s: seconds between any two messages that the platform asks for.
        per_chat_s: seconds between two messages to one chat.
        counts_updates: whether order and key of an update are its number, one by one over all chats of the account.
    """

    takes_files: bool = False
    has_buttons: bool = True
    every_s: float = 0.0
    per_chat_s: float = 0.0
    counts_updates: bool = False


def hook_path(key: Key) -> str:
    """Return where the platform of an account brings updates: `/hooks/zalo-bot/4242`."""
    return f"/hooks/{key[0].replace('_', '-')}/{key[1]}"


class Channel(Protocol):
    """One account on one platform."""

    @property
    def name(self) -> str:
        """The platform: `telegram`, `web`, `console`."""

    @property
    def account(self) -> str:
        """Which of our accounts there."""

    @property
    def caps(self) -> Caps:
        """What the platform can do."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Check that a webhook call comes from the platform; the body as it came, byte for byte.

        Raises:
            BadSignature: it does not prove it.
        """

    def envelope(self, raw: bytes) -> RawEvent:
        """Read who, in which order and whether seen before; unknown content is no error.

        Raises:
            Malformed: this is no update at all.
        """

    def normalise(self, raw: str) -> Inbound:
        """Return what an update says; unknown content is kind `unsupported`. Never raises for a JSON object."""

    async def send(self, chat_key: str, message: Outbound) -> SendResult:
        """Send a message, or of one in several pieces the next: `Outbound.sent` have arrived. Never raises."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """Show the citizen that something was noticed: a pressed button, or words that are answered in a moment.

        Best effort; never raises.
        """

    async def fetch(self, ref: str, limit: int) -> Fetched:
        """Fetch a file of at most `limit` bytes.

        Raises:
            TooLarge: it is larger.
            FetchFailed: it could not be fetched.
        """

    async def close(self) -> None:
        """Give back connections."""


class PolledChannel(Channel, Protocol):
    """A channel whose updates we ask for, where no public address can be called."""

    @property
    def is_polled(self) -> bool:
        """Whether updates are asked for here; else they are brought to our webhook."""

    async def prepare(self, *, webhook_url: str | None) -> None:
        """Tell the platform how updates shall come: to this address, or (None) by asking. Raises PollFailed."""

    async def poll(self, position: int) -> Batch:
        """Wait for updates from a position on; an empty batch after a while. Raises PollFailed."""


class TendedChannel(Channel, Protocol):
    """A channel that has to be looked after, by one or several processes."""

    async def upkeep(self) -> None:
        """Do what is due for the channel to go on working. Called every minute."""


class RetiringChannel(Channel, Protocol):
    """A channel whose buttons stay on the screen until they are taken away."""

    async def retire(self, chat_key: str, message_id: str) -> None:
        """Take the buttons of an earlier message away. Best effort; never raises."""


class ReportingChannel(Channel, Protocol):
    """A channel that can tell how it is: whether it is reached, how old its token is, what waits at the platform."""

    async def health(self) -> Health:
        """Return how it is now, with what an operator can do. Never raises; a few seconds at most."""

"""What each error of the OpenAPI means for a message: one action a code; errors come with HTTP 200.

The codes are those of the platform's list; two of them have two meanings, told apart by their words, which is unsure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto


class Action(Enum):
    """What is done about an error."""

    RETRY = auto()  # heals by itself
    RENEW = auto()  # the access token: renew it, and try once more
    WINDOW = auto()  # too long since the citizen's last word
    GONE = auto()  # nobody there to be reached, until they write again
    QUOTA = auto()  # a person must buy more messages; until then one message a minute tries whether somebody did
    SHUT = auto()  # a person must put the account or the application right
    BAD = auto()  # this message never will be taken


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error means; `reason` is its code in the panel's words, `after` how long to wait at least.

    `is_of_all`: the platform takes nothing of this account so long, whatever the message.
    """

    action: Action
    reason: str
    after: timedelta | None = None
    is_of_all: bool = False


def too_many(after: timedelta | None) -> Meaning:
    """Return what it means that the platform has had too much of us; None where it does not say for how long."""
    return Meaning(Action.RETRY, "too_many", after, is_of_all=True)


_RATE = too_many(None)
_QUOTA = Meaning(Action.QUOTA, "quota_spent")
_AWAY = Meaning(Action.RETRY, "channel_error")
_EXPIRED_FILE = Meaning(Action.RETRY, "file_expired")  # every try uploads it anew
_NIGHT = Meaning(Action.RETRY, "night", timedelta(hours=1))
_TOKEN = Meaning(Action.RENEW, "token")
_WINDOW = Meaning(Action.WINDOW, "window_closed")
_NOT_FOLLOWER = Meaning(Action.GONE, "not_follower")
_UNREACHABLE = Meaning(Action.GONE, "person_unreachable")
_INACTIVE = Meaning(Action.GONE, "inactive")
_ACCOUNT = Meaning(Action.SHUT, "account_refused")
_MALFORMED = Meaning(Action.BAD, "refused")
_POLICY = Meaning(Action.BAD, "policy")

ERRORS: Mapping[int, Meaning] = {
    -32: _RATE,
    -100: _EXPIRED_FILE,
    -200: _AWAY,
    -201: _MALFORMED,
    -204: _ACCOUNT,
    -205: _ACCOUNT,
    -209: _ACCOUNT,  # the application is not activated
    -210: _MALFORMED,
    -211: _AWAY,
    -212: _ACCOUNT,
    -213: _NOT_FOLLOWER,
    -216: _TOKEN,
    -217: _UNREACHABLE,
    -218: _UNREACHABLE,
    -220: _TOKEN,
    -221: _ACCOUNT,
    -223: _ACCOUNT,
    -224: _ACCOUNT,  # needs a paid tier
    -227: _INACTIVE,  # 45 days
    -230: _WINDOW,
    -232: _WINDOW,
    -233: _MALFORMED,
    -234: _NIGHT,
    -235: _ACCOUNT,
    -240: _ACCOUNT,  # an address of the API that was closed: we are out of date
    -244: _UNREACHABLE,
    -248: _POLICY,
    -320: _ACCOUNT,
    -321: _ACCOUNT,
}
_TWO_MEANINGS = frozenset({-32, -223})
_OF_QUOTA = ("quota", "hạn mức", "per day", "trong ngày", "per month", "trong tháng")


def meaning_of(code: int, message: str) -> Meaning:
    """Return what an error means; one that is not known may heal, and is given up after the last try."""
    if code in _TWO_MEANINGS and any(one in message.lower() for one in _OF_QUOTA):
        return _QUOTA
    return ERRORS.get(code, Meaning(Action.RETRY, f"channel_error:{code}"))

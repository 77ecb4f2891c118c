"""A pair of tokens that came for one of our accounts: read as given, kept, and what was held for want of it sent."""

import json
from datetime import timedelta

from intake.channels import channel_tokens, channel_troubles
from intake.channels.channel_tokens import Account
from intake.db import Transaction
from intake.errors import Invalid
from intake.settings import Settings

LIVES = timedelta(hours=25)  # what the platform says of its access tokens, where it says nothing beside one
_LONGEST = 4000
_FORM = (
    "Cần đủ khóa truy cập (access token) và khóa làm mới (refresh token), mỗi khóa một dòng; hoặc JSON mà Zalo trả về."
)


def pair_in(typed: str) -> tuple[str, str]:
    """Return the access and the refresh token in what a person gives: two lines, or the platform's JSON.

    Raises:
        Invalid: it is no pair.
    """
    try:
        told = json.loads(typed) if typed.lstrip().startswith("{") else {}
    except (ValueError, RecursionError) as error:
        raise Invalid(_FORM) from error
    given = [told.get(name) for name in ("access_token", "refresh_token")] if told else typed.split()
    match given:
        case [str(access), str(refresh)] if access and refresh and max(len(access), len(refresh)) <= _LONGEST:
            return access, refresh
    raise Invalid(_FORM)


def take(
    tx: Transaction,
    settings: Settings,
    of: Account,
    pair: tuple[str, str],
    *,
    origin: str,
    lives: timedelta = LIVES,
    actor: str = "system",
) -> None:
    """Keep a pair, which counts from now on; the trouble is over and messages that were held are sent.

    Raises:
        NoVaultKey: there is no key to seal it with.
    """
    access, refresh = pair
    channel_tokens.keep(tx, settings, of, access=access, refresh=refresh, lives=lives, origin=origin, actor=actor)
    channel_troubles.clear(tx, of)
    channel_troubles.release(tx, of)

"""How an account stands by what we keep of it and by what the platform tells, and what was held for its sake."""

from dataclasses import replace
from datetime import timedelta

from bot.channels.zalo_oa.quota import Quota
from intake.channels import channel_check, channel_tokens, channel_troubles
from intake.channels.channel_health import Health
from intake.channels.channel_tokens import Account
from intake.channels.delivery_reasons import QUOTA_SPENT
from intake.db import Database
from intake.sending import courtesy
from intake.settings import Settings

# these end with a new pair, or with a message that is taken
_TRIED_BY_ONE = frozenset({"token_refused", "token_stuck", QUOTA_SPENT})


def stands(db: Database, settings: Settings, of: Account) -> Health:
    """Return how an account stands by what we keep of it."""
    with db.read() as snap:
        is_well, sentence = channel_check.zalo_stands(snap, settings)
        pair = channel_tokens.facts(snap, of)
        return Health(is_well, sentence, token_at=pair.at if pair else None)


def is_spent(db: Database, of: Account) -> bool:
    """Whether the platform has refused a message because none are left, and none was taken since."""
    with db.read() as snap:
        trouble = channel_troubles.trouble_of(snap, of)
    return trouble is not None and trouble.code == QUOTA_SPENT


def with_quota(health: Health, found: Quota) -> Health:
    """Return how an account stands that has so many messages left; it is not well when they come to their end."""
    counted = replace(health, left=found.left, total=found.total)
    said = f"còn {found.left} trong {found.total} tin của gói"
    if counted.is_low:
        return replace(counted, is_well=False, sentence=f"{said}: mua thêm ở trang quản trị OA")
    return replace(counted, sentence=f"{health.sentence}; {said}")


def let_out(db: Database, of: Account) -> None:
    """Send what was held for the account's sake; one that was refused is tried every half hour.

    While the platform renews no tokens, or lets nothing more be sent, one message a minute tries whether it does again:
    a new pair, or a message that is taken, sends them all.
    """
    with db.transaction() as tx:
        trouble = channel_troubles.trouble_of(tx, of)
        code, since = (trouble.code, tx.now - trouble.at) if trouble else ("", timedelta(0))
        if code == "account_refused" and since < channel_troubles.TRY_AGAIN:
            return
        if code not in _TRIED_BY_ONE:
            channel_troubles.clear(tx, of)
            channel_troubles.release(tx, of)
            return
        is_civil = courtesy.current(tx).notices.is_open(tx.now)  # nobody is woken by a trial
        if is_civil and not channel_troubles.release(tx, of, is_trial=True):
            channel_troubles.put_right(tx, of, QUOTA_SPENT)  # nothing waits that could try

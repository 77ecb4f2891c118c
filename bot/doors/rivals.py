"""Tells when somebody else reads the same bot: a platform gives a message to one of two, and some never come here.

A process that ends leaves its question open for half a minute, so a refusal or two after a start mean nothing.
"""

from datetime import datetime, timedelta

from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.channels.channel_troubles import TWO_READERS
from intake.db import Database

_SURE_AFTER, _GONE_AFTER = timedelta(minutes=3), timedelta(minutes=15)


class Rivals:
    """What was seen of others who ask for the updates of one account."""

    def __init__(self, db: Database, account: Account) -> None:
        self._db = db
        self._account = account
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._may_stand = True  # in the book, from before this process began

    def seen(self) -> None:
        """Note that we were refused for another's sake; told to a person when it goes on."""
        now = self._db.clock()
        if self._first is None or self._is_gone(now):
            self._first = now
        self._last = now
        if now - self._first >= _SURE_AFTER:
            self._may_stand = True
            with self._db.transaction() as tx:
                channel_troubles.report(tx, self._account, TWO_READERS)

    def quiet(self) -> None:
        """Note that we were answered; a rival of whom nothing was heard for long is gone."""
        if self._may_stand and self._is_gone(self._db.clock()):
            with self._db.transaction() as tx:
                channel_troubles.clear(tx, self._account, only=(TWO_READERS,))
            self._may_stand = False

    def _is_gone(self, now: datetime) -> bool:
        return self._last is None or now - self._last > _GONE_AFTER

"""Empties the outbox of the play: every message is put into words and noted as sent, none leaves the machine."""

from collections.abc import Iterable
from itertools import count

from bot.channels.base import Key
from bot.notices import in_words
from bot.texts import texts_in, worded
from intake import outbox, sentences
from intake.db import Database, Transaction
from intake.outbox import Parcel

_BATCH = 100


class Post:
    """Delivers what is due for some channels; `delivered` counts it."""

    def __init__(self, db: Database, channels: Iterable[Key]) -> None:
        self.delivered = 0
        self._db = db
        self._channels = tuple(channels)
        self._numbers = count(1)

    def empty(self) -> None:
        """Deliver all that is due, in one transaction."""
        with self._db.transaction() as tx:
            while parcels := outbox.claim(tx, channels=self._channels, limit=_BATCH):
                for parcel in parcels:
                    self._deliver(tx, parcel)

    def _deliver(self, tx: Transaction, parcel: Parcel) -> None:
        if parcel.purpose == "notice" and parcel.utterance_id is None:
            with worded(sentences.current(tx)):
                said = in_words(texts_in(parcel.language), parcel.payload, today=tx.today, base_url="")
            outbox.wrote(tx, parcel, said.text)
        outbox.sent(tx, parcel.id, str(next(self._numbers)))
        self.delivered += 1

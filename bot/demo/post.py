"""Empties the outbox of the play: every message is put into words and noted as sent, none leaves the machine.

Under an answer stands the question how content the citizen is, as the real delivery asks it.
"""

from collections.abc import Iterable
from itertools import count

from bot.channels.base import Key
from bot.sending.asking_back import with_question
from bot.texts import texts_in, worded
from bot.wording.notices import answer_in, in_words
from intake.catalogue import sentences
from intake.db import Database, Transaction
from intake.sending import outbox, parcels
from intake.sending.parcels import Parcel
from intake.settings import Settings

_BATCH = 100


class Post:
    """Delivers what is due for some channels; `delivered` counts it."""

    def __init__(self, db: Database, settings: Settings, channels: Iterable[Key]) -> None:
        self.delivered = 0
        self._db = db
        self._settings = settings
        self._channels = tuple(channels)
        self._numbers = count(1)

    def empty(self) -> None:
        """Deliver all that is due, in one transaction."""
        with self._db.transaction() as tx:
            while found := parcels.claim(tx, channels=self._channels, limit=_BATCH):
                for parcel in found:
                    self._deliver(tx, parcel)

    def _deliver(self, tx: Transaction, parcel: Parcel) -> None:
        if parcel.purpose == "notice" and parcel.utterance_id is None:
            with worded(sentences.current(tx)):
                said = in_words(texts_in(parcel.language), parcel.payload, today=tx.today, base_url="")
            event_id = answer_in(parcel.payload)
            if event_id is not None and not parcel.is_sealed:
                said = with_question(tx, self._settings, parcel.conversation_id, event_id, said)
            choices = [{"payload": one.payload, "label": one.label} for one in said.choices]
            parcels.wrote(tx, parcel, said.text, choices)
        outbox.sent(tx, parcel.id, str(next(self._numbers)))
        self.delivered += 1

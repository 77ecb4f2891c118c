"""Notes what became of messages: those that come back at one moment are written together, and none waits for another.

A message that is not noted when the process is killed is sent again: a note that waited for a commit that had begun
would be durable a whole commit later.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from bot.arriving.apart import TOLD as TOLD_IN_GROUPS
from bot.channels.base import SendResult
from bot.wording.notices import is_of_machine
from bot.wording.stale_buttons import PressedOn, stale_buttons
from intake.acts import not_arrived
from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.channels.delivery_reasons import BAD_TOKEN, GROUP, code_of
from intake.db import Database, Transaction
from intake.errors import Unavailable
from intake.sending import outbox
from intake.sending.parcels import Parcel

_FOR_GOOD = frozenset({"blocked", "held", "bad"})


@dataclass(frozen=True, slots=True)
class _Note:
    parcel: Parcel
    result: SendResult
    asks: PressedOn | None
    done: "asyncio.Future[str | None]"


class Noting:
    """Writes notes, many in one transaction where many wait."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: list[_Note] = []
        self._writing: set[asyncio.Task[None]] = set()

    async def note(self, parcel: Parcel, result: SendResult, *, asks: PressedOn | None = None) -> str | None:
        """Note what became of a message; durable when this returns.

        `asks`: its citizen is asked something, by buttons that stay on the screen; then return the platform's id of the
        message whose buttons are stale since it was sent, None for none.
        """
        note = _Note(parcel, result, asks, asyncio.get_running_loop().create_future())
        self._waiting.append(note)
        if len(self._waiting) == 1:
            task = asyncio.create_task(self._write())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        return await note.done

    async def _write(self) -> None:
        notes, self._waiting = self._waiting, []
        try:
            found = await run_in_threadpool(self._written, notes)
        except Exception as error:  # noqa: BLE001 - each of them hears of it
            found = [error] * len(notes)
        for note, stale in zip(notes, found, strict=True):
            _tell(note, stale)

    def _written(self, notes: Sequence[_Note]) -> Sequence[str | Exception | None]:
        """Write notes together; where that fails each alone, so that none is lost by another."""
        try:
            with self._db.transaction() as tx:
                return [_written(tx, note) for note in notes]
        except Unavailable:
            raise
        except Exception:
            if len(notes) == 1:
                raise
            return [self._alone(note) for note in notes]

    def _alone(self, note: _Note) -> str | Exception | None:
        try:
            with self._db.transaction() as tx:
                return _written(tx, note)
        except Exception as error:  # noqa: BLE001 - told to whoever waits for this note
            return error


def _tell(note: _Note, stale: str | Exception | None) -> None:
    if note.done.cancelled():
        return
    if isinstance(stale, Exception):
        note.done.set_exception(stale)
    else:
        note.done.set_result(stale)


def _written(tx: Transaction, note: _Note) -> str | None:
    write_note(tx, note.parcel, note.result)
    if note.asks is None or note.result.status != "sent":
        return None
    return stale_buttons(tx, note.parcel, note.asks)


def _account(parcel: Parcel) -> Account:
    return Account(parcel.channel, parcel.account)


def write_note(tx: Transaction, parcel: Parcel, result: SendResult) -> None:
    """Write down what became of a message. One that may have arrived is sent again: twice is better than never."""
    reason = code_of(result.reason, result.status)
    if result.status in _FOR_GOOD and parcel.payload.get("notice") == TOLD_IN_GROUPS:
        outbox.let_go(tx, parcel.id, GROUP)
        return
    _note(tx, parcel, result, reason)
    if result.status != "sent" and parcel.purpose == "notice" and not is_of_machine(parcel.payload):
        not_arrived.tell(tx, parcel.id)


def _note(tx: Transaction, parcel: Parcel, result: SendResult, reason: str) -> None:
    match result.status:
        case "sent":
            outbox.sent(tx, parcel.id, result.external_id)
            if parcel.attempts > 1:
                channel_troubles.taken(tx, _account(parcel))
        case "retry" if result.is_flood and result.after is not None:
            outbox.put_back(tx, parcel.id, reason=reason, after=result.after)
            if reason == BAD_TOKEN:
                channel_troubles.report(tx, _account(parcel), BAD_TOKEN)
        case "retry" | "maybe_sent":
            outbox.retry(tx, parcel.id, reason=reason, after=result.after)
        case "blocked":
            outbox.blocked(tx, parcel.id, reason)
        case "held":
            outbox.hold(tx, parcel.id, reason)
        case "bad":
            outbox.dead(tx, parcel.id, reason)

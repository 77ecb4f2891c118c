"""Empties the outbox: takes due messages on lease, puts notices into words, sends, and notes what became of each.

A kill between sending and noting leaves a lease that the next process, or another, takes back at once: the message is
sent again, at least once, never lost.
What is on its way at a kill may come twice, so a process that has just begun (it may be killed again, and answers
slowly while it warms up) has little on its way at once.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any, cast

from starlette.concurrency import run_in_threadpool

from bot.channels.base import Channel, Key, RetiringChannel, SendResult
from bot.channels.pace import Pace, pace_of
from bot.messages import Choice, Outbound
from bot.officers import news
from bot.sending.asking_back import with_question
from bot.sending.noting import Noting
from bot.texts import Texts, texts_in, worded
from bot.wording.answer_files import answer_files
from bot.wording.form_files import FORM, form_files
from bot.wording.marks import revealed
from bot.wording.notices import answer_in, in_words, is_of_machine, late
from bot.wording.numbered import numbered
from bot.wording.stale_buttons import PressedOn
from intake.catalogue import sentences
from intake.clock import local_day
from intake.db import Database
from intake.errors import Unavailable
from intake.health import leases
from intake.notices.officer_outlet import PURPOSE as OFFICERS
from intake.sending import outbox, parcels, pieces
from intake.sending.parcels import Parcel
from intake.settings import Settings

_log = logging.getLogger(__name__)
_AT_ONCE = 20
_NOTED_FOR_A_PLACE = 8  # a process begins with one message on its way; so many noted, and one more may be
_LOOK_EVERY_S = 2.0
_GATHER_S = 0.05  # while messages are on their way, so that the next are taken together and not one by one
_LONGEST_DETAIL = 200


class Delivery:
    """The one sender of a process; several processes share the outbox through its leases."""

    def __init__(self, db: Database, settings: Settings, channels: Mapping[Key, Channel]) -> None:
        self._db = db
        self._settings = settings
        self._channels = channels
        self._paces = {key: pace_of(channel.caps) for key, channel in channels.items()}
        self._noting = Noting(db)
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._noted = 0
        self._took_back_at = float("-inf")

    def wake(self) -> None:
        """Look at the outbox now; any thread may call this, before and after `run` too."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._news.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; what is being sent then is brought to its end."""
        self._loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            self._news.clear()
            try:
                await self._start_some()
            except Unavailable:
                _log.warning("outbox not reached; trying again")
            except Exception as error:  # noqa: BLE001 - the sender lives on; the error's words may be a citizen's
                _log.error("outbox not read; trying again", extra={"kind": type(error).__name__})
            await self._pause(stopping)
            if self._sending:
                await asyncio.wait((stopping,), timeout=_GATHER_S)
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def round(self) -> int:
        """Deliver all that is due now, and what becomes due by that; return how many were tried."""
        tried = 0
        while started := await self._start_some():
            tried += started
            await asyncio.gather(*self._sending)
        return tried

    async def _pause(self, stopping: "asyncio.Task[bool]") -> None:
        news = asyncio.create_task(self._news.wait())
        await asyncio.wait((news, stopping), timeout=_LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
        news.cancel()

    async def _start_some(self) -> int:
        free = min(_AT_ONCE, 1 + self._noted // _NOTED_FOR_A_PLACE) - len(self._sending)
        parcels = await run_in_threadpool(self._claim, free) if free > 0 else []
        for parcel in parcels:
            task = asyncio.create_task(self._deliver(parcel))
            self._sending.add(task)
            task.add_done_callback(self._delivered)
        return len(parcels)

    def _delivered(self, task: "asyncio.Task[None]") -> None:
        self._sending.discard(task)
        self._news.set()
        if not task.cancelled() and (error := task.exception()):
            _log.error("message not delivered; its lease will run out", extra={"kind": type(error).__name__})

    def _claim(self, limit: int) -> list[Parcel]:
        free = [key for key, pace in self._paces.items() if not pace.pause_left()]
        holder = self._db.presence.shown()
        with self._db.transaction() as tx:
            if monotonic() - self._took_back_at >= _LOOK_EVERY_S:
                leases.take_back(tx, own=holder)
                self._took_back_at = monotonic()
            return parcels.claim(tx, channels=free, limit=limit, holder=holder)

    async def _deliver(self, parcel: Parcel) -> None:
        key = (parcel.channel, parcel.account)
        try:
            message = await self._in_words(parcel)
        except Unavailable:
            raise  # the book is away: the lease runs out, and this was no failed try
        except Exception as error:  # noqa: BLE001 - untold it would come back for ever, and hold up its chat unseen
            await self._note(parcel, _unsayable(error))
            return
        if message is None:
            return  # nothing of it may be told any more
        result = await self._hand_over(key, parcel, shown(self._settings, parcel, message))
        stale = await self._note(parcel, result, asks=_pressed_on(self._channels[key]) if message.choices else None)
        if stale is not None:  # take away the buttons of the question before, unless one of them was pressed
            await cast("RetiringChannel", self._channels[key]).retire(parcel.chat_key, stale)

    async def _hand_over(self, key: Key, parcel: Parcel, message: Outbound) -> SendResult:
        """Send all pieces that have not arrived, each noted before the next is sent."""
        channel, pace = self._channels[key], self._paces[key]
        if not channel.caps.has_buttons:
            message = numbered(_texts(parcel), message)
        number, external_id = pieces.known(parcel.payload)
        while True:
            result = await _paced(channel, pace, parcel.chat_key, replace(message, sent=number))
            external_id = result.external_id or external_id
            if result.status != "part":
                return replace(result, external_id=external_id)
            number += 1
            await run_in_threadpool(self._note_piece, parcel, number, external_id)

    def _note_piece(self, parcel: Parcel, number: int, external_id: str | None) -> None:
        with self._db.transaction() as tx:
            pieces.sent(tx, parcel.id, number, external_id, until=tx.now + outbox.LEASE)

    async def _in_words(self, parcel: Parcel) -> Outbound | None:
        """Return what a message says; an answer as it stands needs neither the book nor a thread."""
        if parcel.purpose != OFFICERS and "text" in parcel.payload and not _has_files(parcel):
            return self._as_written(parcel, _outbound(parcel.payload))
        return await run_in_threadpool(self._put_into_words, parcel)

    def _as_written(self, parcel: Parcel, written: Outbound) -> Outbound:
        return late(_texts(parcel), parcel.payload, written, today=local_day(self._db.clock()))

    def _put_into_words(self, parcel: Parcel) -> Outbound | None:
        if parcel.purpose == OFFICERS:
            with self._db.transaction() as tx:
                return news.in_words(tx, self._settings, parcel)
        if "text" in parcel.payload:
            return self._as_written(parcel, self._with_files(parcel, _outbound(parcel.payload)))
        texts = _texts(parcel)
        with self._db.transaction() as tx:
            with worded(sentences.current(tx)):
                message = in_words(
                    _texts(parcel),
                    parcel.payload,
                    today=tx.today,
                    base_url=self._settings.base_url,
                    sealed_code=parcel.case_code if parcel.is_sealed else None,
                )
                if parcel.is_window_closed:
                    return message  # nobody reads it now: its words, and what it asks, are made when it can be sent
                event_id = answer_in(parcel.payload)
                if event_id is not None and not parcel.is_sealed:
                    message = with_question(tx, self._settings, parcel.conversation_id, event_id, message)
            author = "bot" if is_of_machine(parcel.payload) else "officer"
            parcels.wrote(tx, parcel, message.text, [_button(choice) for choice in message.choices], author=author)
        return self._with_files(parcel, late(texts, parcel.payload, message, today=tx.today))

    def _with_files(self, parcel: Parcel, message: Outbound) -> Outbound:
        """Make what is to be sent along, as it stands now; to a channel without files the words name its address."""
        takes_files = self._channels[parcel.channel, parcel.account].caps.takes_files
        if not takes_files or parcel.case_id is None or not _has_files(parcel):
            return message
        event_id = answer_in(parcel.payload)
        with self._db.read() as snap:
            if event_id is not None:
                files = answer_files(snap, self._settings, parcel.case_id, event_id, parcel.channel)
                return replace(message, files=files)
            return replace(message, files=form_files(snap, parcel.case_id)) if message.attach == FORM else message

    async def _note(self, parcel: Parcel, result: SendResult, *, asks: PressedOn | None = None) -> str | None:
        stale = await self._noting.note(parcel, result, asks=asks)
        self._noted += 1
        if result.status != "sent":
            facts = {
                "parcel": parcel.id,
                "channel": parcel.channel,
                "status": result.status,
                "attempt": parcel.attempts,
                "reason": result.reason,
                "detail": result.detail[:_LONGEST_DETAIL],
            }
            _log.warning("message not delivered", extra=facts)
        return stale


async def _paced(channel: Channel, pace: Pace, chat_key: str, message: Outbound) -> SendResult:
    """Send at the platform's pace; what it takes from nobody now holds up all of its channel."""
    await pace.wait(chat_key)
    if left := pace.pause_left():
        return SendResult("retry", after=timedelta(seconds=left), reason="too_many", is_flood=True)
    result = await channel.send(chat_key, message)
    if not result.is_flood:
        pace.took()
        return result
    asked_s = result.after.total_seconds() if result.after is not None else None
    if result.is_perhaps_of_chat and asked_s is not None:
        return replace(result, after=timedelta(seconds=pace.refused(chat_key, asked_s)))
    return replace(result, after=timedelta(seconds=pace.pause(asked_s)))


def _pressed_on(channel: Channel) -> PressedOn | None:
    """Return how to see beneath which message a button was pressed, where buttons stay on the screen."""
    return (lambda raw: channel.normalise(raw).message_id) if hasattr(channel, "retire") else None


def _unsayable(error: Exception) -> SendResult:
    """Return what becomes of a message that could not be put into words: of what is wrong in it no try makes better."""
    is_wrong = isinstance(error, (KeyError, TypeError, ValueError, AttributeError))
    return SendResult("bad" if is_wrong else "retry", reason="no_words", detail=type(error).__name__)


def _has_files(parcel: Parcel) -> bool:
    """Whether files may have to be made for a message."""
    return bool(parcel.payload.get("attach")) or (answer_in(parcel.payload) is not None and not parcel.is_sealed)


def shown(settings: Settings, parcel: Parcel, message: Outbound) -> Outbound:
    """Return the message as its citizen reads it: only here the secret stands where its mark stood."""
    text = revealed(settings, message.text, code=parcel.case_code, secret_version=parcel.secret_version)
    reply_to = parcel.payload.get("reply_to") if parcel.attempts > 1 else None
    facts, is_closed = _facts(settings, parcel), parcel.is_window_closed
    return replace(message, text=text, is_window_closed=is_closed, reply_to=reply_to, facts=facts)


def _facts(settings: Settings, parcel: Parcel) -> Mapping[str, str]:
    """Return what a ready-made message may say of a case; of a sealed one not even its code."""
    if parcel.purpose != "notice" or parcel.case_code is None or parcel.is_sealed:
        return {}
    return {"code": parcel.case_code, "url": f"{settings.base_url}/tra-cuu"}


def _texts(parcel: Parcel) -> Texts:
    """Return the sentences in which whoever wrote in a chat is spoken to."""
    return texts_in(parcel.language, to_child=parcel.is_to_child)


def _outbound(payload: Mapping[str, Any]) -> Outbound:
    choices = tuple(Choice(choice["payload"], choice["label"]) for choice in payload.get("choices") or ())
    attach, label = payload.get("attach") or "", payload.get("ask_label") or ""
    return Outbound(str(payload["text"]), choices, payload.get("ask"), attach, ask_label=label)


def _button(choice: Choice) -> Mapping[str, str]:
    return {"payload": choice.payload, "label": choice.label}

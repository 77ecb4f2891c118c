"""Fetches files that citizens sent, after their message is in the book; tells them when one cannot be taken."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool

from bot.channels.base import Channel, Fetched, FetchFailed, Key, TooLarge
from bot.doors.lost_files import uncount
from bot.pausing import stopped
from intake.db import Database, Transaction
from intake.errors import Invalid, Unavailable
from intake.files import attachments, room
from intake.files.attachments import PendingFile
from intake.sending import outbox
from intake.settings import Settings
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 2.0
_MB = 1024 * 1024
TOO_LARGE, BAD_TYPE, FAILED = "media.too_large", "media.bad_type", "media.failed"
HARD_TO_OPEN = "media.heic"


class Fetching:
    """The fetcher of a process; several share the work through leases."""

    def __init__(self, db: Database, settings: Settings, channels: Mapping[Key, Channel]) -> None:
        self._db = db
        self._settings = settings
        self._channels = channels

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until told to stop."""
        while not stop.is_set():
            try:
                found = await self.round()
            except Unavailable:
                found = 0
                _log.warning("attachments not reached; trying again")
            except Exception as error:  # noqa: BLE001 - the fetcher lives on; the error's words may be a citizen's
                found = 0
                _log.error("attachments not fetched; trying again", extra={"kind": type(error).__name__})
            if not found:
                await stopped(stop, _LOOK_EVERY_S)

    async def round(self) -> int:
        """Fetch what is due now; return how many files were tried."""
        files = await run_in_threadpool(self._claim)
        await asyncio.gather(*(self._fetch(file) for file in files))
        return len(files)

    def _claim(self) -> list[PendingFile]:
        if not room.has_room(self._settings):
            _log.warning("the disk is nearly full: files wait on their platforms")
            return []
        holder = self._db.presence.shown()
        with self._db.transaction() as tx:
            return attachments.claim(tx, holder=holder)

    async def _fetch(self, file: PendingFile) -> None:
        limit = attachments.limit_for(self._settings, file.kind)
        if (file.size or 0) > limit:
            await run_in_threadpool(self._refuse, file, TOO_LARGE)
            return
        try:
            fetched = await self._channel(file).fetch(file.ref, limit)
        except TooLarge:
            await run_in_threadpool(self._refuse, file, TOO_LARGE)
        except FetchFailed as error:
            await run_in_threadpool(self._fail, file, error)
        else:
            await run_in_threadpool(self._keep, file, fetched)

    def _channel(self, file: PendingFile) -> Channel:
        channel = self._channels.get((file.channel, file.account))
        if channel is None:
            raise FetchFailed("this channel is not set up here")
        return channel

    def _keep(self, file: PendingFile, fetched: Fetched) -> None:
        try:
            kept = attachments.keep(self._settings, fetched.data, kind=file.kind)
        except Invalid:
            self._refuse(file, BAD_TYPE)
            return
        with self._settling(file) as (tx, _):
            attachments.stored(tx, file.id, kept)
            if attachments.is_hard_to_open(kept.mime):
                self._tell(tx, file, HARD_TO_OPEN)

    def _refuse(self, file: PendingFile, why: str) -> None:
        with self._settling(file) as (tx, chat):
            attachments.refused(tx, file.id, why)
            uncount(tx, chat, file)
            self._tell(tx, file, why)

    def _fail(self, file: PendingFile, error: FetchFailed) -> None:
        facts = {"attachment": file.id, "channel": file.channel, "detail": error.reason}
        _log.warning("file not fetched", extra=facts)
        with self._settling(file) as (tx, chat):
            if error.permanent:
                attachments.refused(tx, file.id, error.reason)
            elif not attachments.failed(tx, file.id, error.reason, is_doubtful=error.is_doubtful):
                return
            uncount(tx, chat, file)
            self._tell(tx, file, FAILED)

    @contextmanager
    def _settling(self, file: PendingFile) -> Iterator[tuple[Transaction, Conversation]]:
        """Open a transaction that has the chat of a file, as a turn has: files of one breath come one by one."""
        with self._db.transaction() as tx:
            yield tx, dialogue_log.lock_conversation(tx, file.conversation_id)

    def _tell(self, tx: Transaction, file: PendingFile, notice: str) -> None:
        """Tell the citizen, once for all files of one breath, in the name of their case: its code stands beside it."""
        key = f"file:{notice}:{file.conversation_id}:{file.at.isoformat()}"
        if outbox.has(tx, key):
            return
        limit = attachments.limit_for(self._settings, file.kind) // _MB
        outbox.put(
            tx,
            conversation_id=file.conversation_id,
            key=key,
            purpose="notice",
            payload={"notice": notice, "fields": {"limit": f"{limit} MB"}},
            case_id=file.case_id,
        )

"""Empties the queue of letters: takes what is due on lease, writes it, sends it, and notes what became of it.

A kill between sending and noting leaves a lease that is taken back, and it goes again: at least once, never lost.
"""

import asyncio
import logging
from email.message import EmailMessage

from starlette.concurrency import run_in_threadpool

from bot.mail import wire, writing
from bot.pausing import stopped
from intake import meta
from intake.board import board_letters
from intake.db import Database, Snapshot
from intake.errors import Unavailable
from intake.figures import kept
from intake.officers import letters, mail_addresses
from intake.officers.letters import Letter
from intake.settings import Settings

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 10.0
NOBODY = "không còn gửi cho ai: tài khoản khóa, địa chỉ bỏ hoặc bảng đã xóa"


class Post:
    """The sender of letters of a process; several processes share the queue through its leases."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop; nothing is looked at where there is no mail server."""
        if not self._settings.mail.is_on:
            return
        while not stop.is_set():
            try:
                await run_in_threadpool(self.round)
            except Unavailable:
                _log.warning("letters not reached; trying again")
            except Exception as error:  # noqa: BLE001 - the sender lives on; the error's words may hold an address
                _log.error("round of letters failed; trying again", extra={"kind": type(error).__name__})
            await stopped(stop, _LOOK_EVERY_S)

    def round(self) -> int:
        """Send all that is due now, one after the other; return how many were taken."""
        taken = 0
        while found := self._claimed():
            for letter in found:
                self._deliver(letter)
            taken += len(found)
        return taken

    def _claimed(self) -> list[Letter]:
        holder = self._db.presence.shown()
        with self._db.transaction() as tx:
            return letters.claim(tx, holder=holder)

    def _deliver(self, letter: Letter) -> None:
        if letter.kind == "board":
            kept.catch_up(self._db)
        with self._db.read() as snap:
            message = self._written(snap, letter)
        if message is None:
            with self._db.transaction() as tx:
                letters.drop(tx, letter, NOBODY)
            return
        failure = wire.send(self._settings.mail, message)
        with self._db.transaction() as tx:
            if failure is None:
                letters.sent(tx, letter)
            else:
                letters.failed(tx, letter, failure.reason, is_final=failure.is_final)

    def _written(self, snap: Snapshot, letter: Letter) -> EmailMessage | None:
        server, to = self._settings.mail, letters.address_of(snap, letter)
        if not to:
            return None
        facts = {"base_url": self._settings.base_url, "office": meta.office(snap).name}
        message = None
        if letter.kind == "trial":
            message = writing.trial(server, to, **facts)
        elif letter.kind == "code" and (mine := mail_addresses.of(snap, letter.staff_id)) is not None:
            number = mail_addresses.code_of(self._settings, letter.staff_id, mine)
            message = writing.code(server, to, number, **facts)
        elif found := board_letters.board_letter(snap, letter.staff_id, letter.view_id):
            message = writing.board(server, to, found, **facts)
        return writing.stamped(message, f"letter-{letter.id}-{letter.at:%Y%m%d%H%M%S}", letter.at) if message else None

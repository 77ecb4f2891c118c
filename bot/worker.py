"""Work that nobody waits for: updates tried again, timers, deadlines that have passed, crowds, bytes without a row."""

import asyncio
import logging
import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from bot.pausing import stopped
from bot.running.alarms import fire_due
from bot.turn import Turns
from intake import crowds, limits, overdue
from intake.board import board_views, funnel_sums
from intake.db import Database, Transaction
from intake.errors import Unavailable
from intake.figures import kept
from intake.files import orphans
from intake.health import clock_jumps
from intake.moves import desks
from intake.notices import tasks
from intake.officers import officer_chats
from intake.people import privacy
from intake.receptions import commitments
from intake.replies import reply_drafts, sent_forms
from intake.settings import Settings
from intake.setup import retention
from intake.talk import turn_details

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 1.0
_SWEEP_EVERY_S = 300.0
_CROWDS_EVERY_S = 60.0
_FIGURES_EVERY_S = 30.0
_TIMERS_EVERY_S = 15.0
_TIDY_EVERY_S = 6 * 3600.0
_ERASED_A_ROUND = 50


class Worker:
    """Tries waiting updates again, fires timers and sweeps the clocks; any number of processes may run one."""

    def __init__(self, db: Database, turns: Turns) -> None:
        self._db = db
        self._turns = turns
        self._swept_at = self._crowds_at = self._fired_at = self._tidied_at = self._counted_at = float("-inf")

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop."""
        while not stop.is_set():
            try:
                await run_in_threadpool(self.round)
            except Unavailable:
                _log.warning("database away; trying again")
            except Exception:  # noqa: BLE001 - the worker lives on
                _log.exception("round of work failed; trying again")
            await stopped(stop, _LOOK_EVERY_S)

    def round(self) -> None:
        """Play what waits; fire timers, sweep, look for crowds, count for the board and tidy up when it is time."""
        self._turns.run_due()
        if time.monotonic() - self._fired_at >= _TIMERS_EVERY_S:
            mend_clock(self._db)
            fire_due(self._db, self._turns)
            self._fired_at = time.monotonic()
        if time.monotonic() - self._swept_at >= _SWEEP_EVERY_S:
            sweep_all(self._db)
            remind_of_tasks(self._db)
            end_addresses(self._db)
            thin_details(self._db)
            forget_old(self._db, self._turns.settings)
            unlink_inactive(self._db)
            sum_up_weeks(self._db)
            self._swept_at = time.monotonic()
        if time.monotonic() - self._crowds_at >= _CROWDS_EVERY_S:
            look_for_crowds(self._db)
            self._crowds_at = time.monotonic()
        if time.monotonic() - self._counted_at >= _FIGURES_EVERY_S:
            kept.sweep(self._db)
            board_views.sweep(self._db)
            self._counted_at = time.monotonic()
        if time.monotonic() - self._tidied_at >= _TIDY_EVERY_S:
            orphans.sweep(self._db, self._turns.settings)
            _swept(self._db, desks.find_desks)
            with self._db.transaction() as tx:
                limits.forget_old(tx)
                reply_drafts.forget_old(tx)
                sent_forms.forget_old(tx)
            self._tidied_at = time.monotonic()


def sweep_all(db: Database) -> int:
    """Tell every rung whose day has come, a batch a transaction; return how many clocks and commitments were taken."""
    return sum(_swept(db, sweep) for sweep in (overdue.sweep, commitments.sweep))


def _swept(db: Database, sweep: Callable[[Transaction], int]) -> int:
    total = 0
    while True:
        with db.transaction() as tx:
            swept = sweep(tx)
        if not swept:
            return total
        total += swept


def remind_of_tasks(db: Database) -> int:
    """Tell every task of a coordinating unit whose day has come, a batch a transaction; return how many."""
    total = 0
    while True:
        with db.transaction() as tx:
            told = tasks.sweep(tx)
        if not told:
            return total
        total += told


def mend_clock(db: Database) -> None:
    """Let nothing wait for an hour that only a clock which ran ahead has named."""
    with db.transaction() as tx:
        if mended := clock_jumps.mend(tx):
            _log.warning("the clock went back; what waited for it is due now", extra={"rows": mended})


def end_addresses(db: Database) -> None:
    """Erase the addresses of chats whose data were erased and to which nothing has to be told any more."""
    with db.transaction() as tx:
        privacy.end_addresses(tx)


def thin_details(db: Database) -> None:
    """Delete the inside of turns that has been kept long enough, some thousand a round."""
    with db.transaction() as tx:
        turn_details.thin(tx)


def forget_old(db: Database, settings: Settings) -> None:
    """Erase what belongs to no case and has been kept long enough, in small transactions, no more than some a round."""
    for _ in range(_ERASED_A_ROUND):
        with db.transaction() as tx:
            if not retention.sweep(tx, settings):
                return


def unlink_inactive(db: Database) -> None:
    """Remove the links of officers' chats whose accounts are no longer active."""
    with db.transaction() as tx:
        officer_chats.unlink_inactive(tx)


def sum_up_weeks(db: Database) -> None:
    """Sum up the weeks of the funnel that were marked before, then mark what has come."""
    made = 1
    while made:
        with db.transaction() as tx:
            made = funnel_sums.make(tx)
    with db.transaction() as tx:
        funnel_sums.mark(tx)


def look_for_crowds(db: Database) -> int:
    """Look at what is new for matters told by many people; return how many alarms were raised."""
    alarms = 0
    while True:
        with db.read() as snap:
            found = crowds.look(snap)
        if found is None:
            return alarms
        with db.transaction() as tx:
            alarms += crowds.record(tx, found)

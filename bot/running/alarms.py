"""Fires the timers that are due, each in one transaction: a draft that waits, a reception tomorrow, one called off."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache, partial

from bot.dialogue import events
from bot.dialogue.formal.unanswered import is_unread_accusation
from bot.dialogue.machine import sound
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy
from bot.errands import reception_errands
from bot.playing import draft_timers
from bot.turn import Turns
from intake.clock import local_day
from intake.db import Database, Transaction
from intake.errors import Unavailable
from intake.receptions import reception_days, timers
from intake.receptions.timers import Timer
from intake.sending import citizen_notices, courtesy
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation

_log = logging.getLogger(__name__)
_MOST = 500
_A_DAY = timedelta(days=1)  # at least, from the last word on an accusation to its end
_SOON = timedelta(hours=12)  # before a reception: a word at night is better than a way for nothing


def fire_due(db: Database, turns: Turns, limit: int = _MOST) -> int:
    """Fire what is due, the oldest first; return how many were tried. What fails is tried again later."""
    for fired in range(limit):
        with db.read() as snap:
            timer = timers.next_due(snap)
        if timer is None:
            return fired
        with db.transaction() as tx:
            _fire(tx, turns, timer)
    return limit


def _fire(tx: Transaction, turns: Turns, timer: Timer) -> None:
    conversation = dialogue_log.lock_conversation(tx, timer.conversation_id)  # first, as a turn does
    if not timers.claim(tx, timer):
        return
    tx.after_commit.append(turns.on_change)
    try:
        with tx.attempt():
            _DOES[timer.kind](tx, turns, timer, conversation)
    except Unavailable:
        raise
    except Exception:  # noqa: BLE001 - one timer that fails holds up no other
        _log.exception("timer failed", extra={"timer": timer.id, "kind": timer.kind})
        timers.failed(tx, timer)


def _draft(tx: Transaction, turns: Turns, timer: Timer, conversation: Conversation) -> None:
    state = sound(State.from_json(conversation.state))
    if conversation.draft_no != timer.data["draft_no"] or not is_busy(state):
        timers.done(tx, timer, "settled")
        return
    manners = courtesy.current(tx)
    moments = draft_timers.patience(manners, conversation.last_in_at, timer.data.get("promised", ""))
    kept = cache(partial(turns.conductor.read_kept, tx, state.pending_text))
    is_reminded = bool(timer.data.get("reminded"))
    is_last = is_reminded and not timer.data.get("warned") and is_unread_accusation(state, kept())
    moment = moments.warn_at if is_last else moments.drop_at if is_reminded else moments.remind_at
    due_at = max(moment, manners.reminders.next(tx.now))
    if due_at > tx.now:
        timers.again(tx, timer, due_at, timer.data)
        return
    key = f"{timer.key}:{conversation.last_in_at.timestamp():.0f}"
    if is_reminded and not is_last:
        turns.speak(tx, conversation, events.DraftExpired(), key=f"{key}:dropped")
        timers.done(tx, timer, "dropped")
        return
    said, data = "warned" if is_last else "reminded", dict(timer.data)
    if moments.kept_until < tx.today:  # we were away: whoever hears of it only now has a day to answer
        data["promised"] = local_day(tx.now + _A_DAY).isoformat()
        moments = draft_timers.patience(manners, conversation.last_in_at, data["promised"])
    if conversation.blocked_at is None:
        waits = events.DraftWaits(moments.kept_until, kept(), is_last=is_last)
        turns.speak(tx, conversation, waits, key=f"{key}:{said}")
    next_at = max(moments.drop_at, tx.now + _A_DAY) if is_last else moments.warn_at
    timers.again(tx, timer, next_at, {**data, said: True})


def _reception(tx: Transaction, _turns: Turns, timer: Timer, conversation: Conversation) -> None:
    booking = reception_days.booking(tx, timer.data["booking_id"])
    day = booking.day
    if booking.status != "booked" or day.starts_at <= tx.now:
        timers.done(tx, timer, "settled")
        return
    fields = {"day": day.on.isoformat(), "hours": day.hours, "host": day.host, "place": day.place}
    citizen_notices.tell(
        tx,
        conversation_id=conversation.id,
        case_id=None,
        key=f"{timer.key}:reminded",
        notice="reception.tomorrow",
        fields={**fields, "seat": str(booking.seat)},
        is_urgent=True,
    )
    timers.done(tx, timer, "told")


def _called_off(tx: Transaction, turns: Turns, timer: Timer, conversation: Conversation) -> None:
    event = reception_errands.called_off(tx, timer.data["booking_id"])
    starts_at = reception_days.booking(tx, timer.data["booking_id"]).day.starts_at
    civil = courtesy.current(tx).notices.next(tx.now)
    if civil > tx.now and starts_at - tx.now > _SOON:
        timers.again(tx, timer, civil, timer.data)
        return
    turns.speak(tx, conversation, event, key=timer.key)
    timers.done(tx, timer, "told")


_DOES: Mapping[str, Callable[[Transaction, Turns, Timer, Conversation], None]] = {
    draft_timers.KIND: _draft,
    "reception": _reception,
    "called_off": _called_off,
}

"""When a draft that nobody goes on with is called to mind, and when it is dropped."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intake.clock import local_day, start_of
from intake.db import Snapshot, Transaction
from intake.receptions import timers
from intake.sending import courtesy
from intake.sending.courtesy import Courtesy
from intake.talk import dialogue_log

KIND = "draft"
_LONG_ENOUGH = timedelta(hours=1)  # shorter silences need no look at the office's patience


@dataclass(frozen=True, slots=True)
class Patience:
    """The moments of a silence: of its reminder, the last day on which the draft is kept, and of its end.

    `warn_at`: on that last day, of an accusation that nobody has read.
    """

    remind_at: datetime
    kept_until: date
    warn_at: datetime
    drop_at: datetime


def watch(tx: Transaction, conversation_id: int) -> None:
    """Set the timer of a draft that has just been begun; it looks at the silence only when it fires."""
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    timers.set_timer(
        tx,
        key=f"{KIND}:{conversation_id}:{draft_no}",
        kind=KIND,
        conversation_id=conversation_id,
        due_at=patience(courtesy.current(tx), tx.now).remind_at,
        data={"draft_no": draft_no},
    )


def patience(manners: Courtesy, silent_since: datetime, promised: str = "") -> Patience:
    """Return the moments of a silence that began at an instant; no day before the one `promised` ends it."""
    kept_until = max(local_day(silent_since + manners.keep), date.fromisoformat(promised) if promised else date.min)
    return Patience(
        remind_at=manners.reminders.next(silent_since + manners.remind_after),
        kept_until=kept_until,
        warn_at=manners.reminders.next(start_of(kept_until)),
        drop_at=manners.reminders.next(start_of(kept_until + timedelta(days=1))),
    )


def was_away(snap: Snapshot, silent_since: datetime) -> bool:
    """Tell whether a citizen who writes now comes back after a long silence."""
    silence = snap.now - silent_since
    return silence > _LONG_ENOUGH and silence >= courtesy.current(snap).away

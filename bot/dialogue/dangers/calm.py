"""Insults are answered calmly; after several the talk pauses for a while, and who has something to tell is still heard.

While it pauses only insults and idle talk get no answer: matters, danger, commands, answers, photos go on as ever.
"""

from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Patience, Step
from bot.dialogue.orders import StayQuiet
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy, is_engaged, resume
from routing.records import replace

_MINUTE_S = 60
_SAID_AMID = {"abuse": "talk.felt", "vexed": "talk.felt", "machine": "talk.machine", "trust": "talk.trust"}


def hear(state: State, talk: str | None, event: Said, context: Context) -> tuple[State, Step | None]:
    """Return the state with an insult counted, and the step where the talk pauses; None: go on as ever."""
    if talk is None or event.reading.urgent:
        return state, None
    now = int(context.now.timestamp())
    is_pausing = now < state.quiet_until
    if talk != "abuse":
        is_idle_talk = is_pausing and not is_busy(state)
        return state, _quiet(state) if is_idle_talk else None
    if is_pausing:
        return state, _quiet(state)
    bounds = context.patience
    counted = _count(state, now, bounds)
    if counted.insults < bounds.messages:
        return counted, None
    pausing = replace(counted, insults=0, quiet_until=now + bounds.pause_s)
    minutes = str(bounds.pause_s // _MINUTE_S)
    return pausing, Step(pausing, (say("talk.pause", minutes=minutes, phone=context.office_phone),))


def soothed(state: State, talk: str | None, context: Context) -> Step | None:
    """Show that anger was heard, or say that no person writes here, and ask the open question again.

    No such word is part of what is told.
    """
    key = _SAID_AMID.get(talk or "") if is_engaged(state) else None
    return resume(state, context, say(key, office=context.office)) if key else None


def _quiet(state: State) -> Step:
    return Step(state, (), (StayQuiet(),))


def _count(state: State, now: int, bounds: Patience) -> State:
    is_old = now - state.insulted_at > bounds.within_s
    if is_old or not state.insults:
        return replace(state, insults=1, insulted_at=now)
    return replace(state, insults=state.insults + 1)

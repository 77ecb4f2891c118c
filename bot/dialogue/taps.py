"""A button that is tapped twice in a row is taken once: the second tap asks nothing again."""

from bot.dialogue.events import Chose
from bot.dialogue.frame import Context
from bot.dialogue.state import State
from routing.records import replace

_IN_A_ROW_S = 60


def noted(state: State, event: Chose, context: Context) -> State:
    """Return the state that knows which button was taken, and when."""
    return replace(state, pressed=_named(event), pressed_at=int(context.now.timestamp()))


def is_again(state: State, event: Chose, context: Context) -> bool:
    """Whether this is the button that was taken last, a moment ago."""
    is_soon = context.now.timestamp() - state.pressed_at <= _IN_A_ROW_S
    return bool(state.pressed) and state.pressed == _named(event) and is_soon


def _named(event: Chose) -> str:
    return f"{event.step_no}:{event.option}"

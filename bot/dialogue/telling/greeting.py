"""Greets once: whoever was told a moment ago to whom they write is not told it again."""

from bot.dialogue.asking import rest, say
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from routing.records import replace

_FRESH_S = 6 * 3600


def _is_greeted(state: State, context: Context) -> bool:
    """Whether this chat was greeted lately."""
    return state.greeted_at > context.now.timestamp() - _FRESH_S


def noted(state: State, context: Context) -> State:
    """Note that the chat is greeted now."""
    return replace(state, greeted_at=int(context.now.timestamp()))


def before(step: Step, context: Context) -> Step:
    """Say before a question who asks it, unless that was said already."""
    if _is_greeted(step.state, context):
        return step
    return replace(step, state=noted(step.state, context)).after(say("hello.short", office=context.office))


def greet_back(state: State, context: Context) -> Step:
    """Answer a greeting; to the next one only say that we are still there."""
    if _is_greeted(state, context):
        return rest(state, say("talk.still_here"))
    return rest(noted(state, context), say("talk.greeting", office=context.office))

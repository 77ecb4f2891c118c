"""An answer that only points ("ở đây nè") is asked about once more, with the reason why; then an officer finds out."""

from bot.dialogue.asking import missed, say
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.questions import ask_place


def asked_where_here(state: State, context: Context) -> Step:
    """Say that nobody sees the citizen, and ask again where it is."""
    return ask_place(missed(state), context).after(say("plain.unseen"))

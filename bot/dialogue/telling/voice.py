"""Voice messages: kept for an officer to hear; a matter may be told by voice alone."""

from bot.dialogue.asking import ask, say
from bot.dialogue.events import SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import Draft, State
from bot.messages import Reply
from routing.records import replace


def received(event: SentMedia) -> Reply:
    """Say what has arrived."""
    return say("added.voice") if event.voices == event.count else say("added.photos", count=str(event.count))


def with_voices(state: State, voices: int) -> State:
    """Return the state with voice messages counted to its draft, which begins with them."""
    if not voices:
        return state
    draft = state.draft or Draft()
    return replace(state, draft=replace(draft, voices=draft.voices + voices))


def ask_words(state: State, context: Context) -> Step:
    """Ask for a few words beside the voice; whoever cannot type sends it as it is."""
    del context
    return ask(state, "ask_what", "ask.what_of_voice", ["voice_only"])

"""Words that tell no matter, or only where one is: what they are about is asked, and they are kept at hand."""

from bot.dialogue.asking import ask, missed, understood
from bot.dialogue.commands import is_no_matter
from bot.dialogue.draft import with_place
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.tongues import written_in
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.questions import ask_what
from bot.dialogue.telling.telling import keep_pending
from bot.dialogue.words import answers
from bot.texts.languages import FIRST
from routing.kinds import Kind
from routing.language.links import is_only_link
from routing.records import replace

_WORDY = 6
_SHORT = 3


def is_unclear_word(event: Said) -> bool:
    """Whether a message tells no matter; the reader knows Vietnamese only, what is not in it is read by an officer."""
    if is_only_link(event.text):  # of what it tells is asked when it may be kept
        return False
    if written_in(event.text) != FIRST or not is_no_matter(event.text, event.reading):
        return False
    return event.reading.kind is Kind.OTHER or len(event.text.split()) <= _SHORT


def say_unclear(state: State, event: Said, context: Context) -> Step:
    """Say so; keep the words at hand, so that "a new matter" need not be typed again."""
    if there := _begun_where(state, event, context):
        return there
    is_more = state.misses and any(option == "new_with_this" for option, _label in state.options)
    before = state if is_more else replace(state, pending_text="", pending_media=0)
    kept = missed(before if answers(event.text) else keep_pending(before, event.text))
    if kept.misses > 1 and len(event.text.split()) <= _WORDY:
        return menu(kept)
    return ask(kept, "idle", "unclear.first", ["new_with_this", "officer"])


def _begun_where(state: State, event: Said, context: Context) -> Step | None:
    """Begin a matter with the spot or the commune that is named and nothing else, as with a point on the map."""
    place = event.reading.place
    if place is None or not (place.text or place.code) or event.reading.topics or "?" in event.text:
        return None
    draft = with_place(state.draft or Draft(), place, by="citizen")
    begun = replace(understood(state), draft=draft, pending_text="", pending_media=0)
    return ask_what(begun, context) if context.consented else ask_consent(begun, context)


def menu(state: State) -> Step:
    """Offer what can be done here."""
    return ask(state, "idle", "unclear.menu", ["new", "add", "question", "officer"])

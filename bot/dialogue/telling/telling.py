"""A matter is told: the draft begins, or grows by what was said, shown or pointed at."""

from bot.dialogue.asking import say, understood
from bot.dialogue.draft import add_telling, with_place
from bot.dialogue.events import Located, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.pinned import gainsays_words, told_again, torn
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.put_right_early import put_right_early
from bot.dialogue.telling.questions import proceed
from bot.dialogue.telling.voice import with_voices
from bot.texts.languages import FIRST
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace

_FORMAL = frozenset({Kind.COMPLAINT.value, Kind.DENUNCIATION.value})


def tell(
    state: State, context: Context, text: str, reading: Reading | None, *, media: int = 0, voices: int = 0
) -> Step:
    """Begin or continue the draft with a message and go on to what is still missing."""
    # a few words of another language look like Vietnamese ones without their marks
    fresh = Draft(language=state.language if text.isascii() else FIRST)
    draft = put_right_early(add_telling(state.draft or fresh, text, reading), text)
    draft = replace(draft, media=draft.media + media)
    if state.is_asking and draft.kind not in _FORMAL:
        draft = replace(draft, kind=Kind.INQUIRY.value, kind_confidence=1.0)
    told = replace(state, draft=draft, pending_text="", pending_media=0, pending_voices=0, is_asking=False)
    told = with_voices(told, voices)
    return proceed(understood(told), context)


def tell_pending(state: State, context: Context, reading: Reading | None) -> Step:
    """Continue with what was kept until the citizen agreed or chose."""
    voices = state.pending_voices if state.pending_media else 0
    return tell(state, context, state.pending_text, reading, media=state.pending_media, voices=voices)


def keep_pending(state: State, text: str, media: int = 0, voices: int = 0) -> State:
    """Return the state with a message kept until it is known what to do with it."""
    told = "\n".join(part for part in (state.pending_text, text) if part.strip())
    before = state.pending_voices if state.pending_media else 0
    kept = replace(state, pending_text=told, pending_media=state.pending_media + media)
    return replace(kept, pending_voices=before + voices)


def with_media(state: State, event: SentMedia) -> State:
    """Return the state with photos counted to its draft."""
    draft = state.draft or Draft()
    counted = replace(state, draft=replace(draft, media=draft.media + event.count))
    return with_voices(counted, event.voices)


def with_point(state: State, event: Located) -> State:
    """Return the state with a point on the map in its draft, and the commune around it."""
    draft = replace(told_again(state.draft or Draft()), lat=event.lat, lon=event.lon)
    place = event.place
    if place is None:
        return replace(state, draft=replace(draft, pinned="", place_asked=draft.place_asked + 1))
    if gainsays_words(draft, place):
        kept = add_telling(draft, place.text, None) if place.text else draft
        return replace(state, draft=torn(kept, place, pinned=place.code))
    there = with_place(replace(draft, pinned=""), place, by="citizen")
    return replace(state, draft=replace(there, pinned=place.code or ""))


def show_point(state: State, context: Context, event: Located) -> Step:
    """Take a point on the map into the draft and go on."""
    return told_if_far(proceed(understood(with_point(state, event)), context), event, context)


def told_if_far(step: Step, event: Located, context: Context) -> Step:
    """Return the step with a word before it that a point lies outside of where the office works, if it does."""
    return step if event.place else step.after(say("place.far", office=context.office))

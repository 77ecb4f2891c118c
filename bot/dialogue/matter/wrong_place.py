"""A place that is only said to be the wrong one is forgotten, and where it is is asked: no clerk writes it down."""

from bot.dialogue.draft import add_telling, place_of
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.denied_places import denied_place
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import change_place
from routing.records import replace
from routing.text import fold


def asked_anew(state: State, context: Context) -> Step:
    """Ask where it is, the place known so far forgotten."""
    draft = state.draft or Draft()
    nowhere = replace(
        draft, place_text="", commune_code=None, commune_name=None, candidates=(), formerly=(), outside=None,
        place_by="citizen", place_asked=draft.place_asked + 1,
    )  # fmt: skip
    return change_place(replace(state, draft=nowhere), context)


def denied_at_read_back(state: State, event: Said, context: Context) -> Step | None:
    """Ask anew where the place that was read back is denied; what denies it is kept beside what told it."""
    draft, denied, place = state.draft, denied_place(event.text), event.reading.place
    if draft is None or not denied:
        return None
    is_same = place is not None and place.code is not None and place.code == draft.commune_code
    if not is_same and f" {denied} " not in f" {fold(place_of(draft))} ":
        return None
    is_told = f" {denied} " in f" {fold(draft.text)} "
    return asked_anew(replace(state, draft=add_telling(draft, event.text, None) if is_told else draft), context)

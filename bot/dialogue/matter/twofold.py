"""A message that plainly tells two matters is not parted unasked: its writer says whether they are two."""

from dataclasses import replace

from bot.dialogue.asking import say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.draft import add_telling, with_place
from bot.dialogue.events import Chose, Parted, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepApart
from bot.dialogue.state import Draft, State, Twofold
from bot.dialogue.telling.questions import ask_two, proceed
from bot.dialogue.words import answers, vocabulary
from routing.places import Place

_ENDS = " ,;:-.\n"


def noted(state: State, event: Said) -> State:
    """Return the state with the two matters that a message may tell, which is asked about once it is a draft."""
    told = event.twofold
    if told is None or state.draft is not None or state.is_asking:
        return state
    parted = _twofold(event.text, told)
    return replace(state, twofold=replace(parted, first=_perhaps_at(parted.first, event.reading.place)))


def _perhaps_at(draft: Draft | None, place: Place | None) -> Draft | None:
    """Return a matter with the commune that only the other one names on offer: it may be where both are."""
    if draft is None or draft.commune_code or draft.candidates or place is None or not (place.code and place.name):
        return draft
    return replace(draft, candidates=((place.code, place.name),))


def _twofold(whole: str, told: Parted) -> Twofold:
    first = add_telling(Draft(), told.text, told.reading)
    other = add_telling(Draft(), told.other, told.reading_of_other)
    return Twofold(whole, first, other, _twofold(told.other, told.more) if told.more else None)


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes or no; whatever else is told is more of what was told."""
    meant = answers(event.text) | vocabulary("two").meanings(event.text)
    if meant & {"yes", "two"}:
        return chosen(state, Chose(state.step_no, "two_yes"), context)
    if meant & {"no", "one", "skip"}:
        return chosen(state, Chose(state.step_no, "two_no"), context)
    if meant or small_talk(event.text, event.reading):
        return ask_two(state, context)
    if state.draft and state.twofold and event.reading.place and not event.reading.topics:  # a place, nothing else
        return ask_two(_placed(state, event), context)
    told = replace(state, twofold=None, draft=add_telling(state.draft or Draft(), event.text, event.reading))
    return proceed(understood(told), context).after(say("added.to_draft"))


def _placed(state: State, event: Said) -> State:
    """Return the state with a mere place told of both matters, where they name none."""
    told, place = state.twofold, event.reading.place
    if told is None or place is None or told.first is None or told.other is None:
        return state
    first, other, draft = (
        one if one.commune_code else with_place(one, place, by="citizen")
        for one in (told.first, told.other, state.draft or Draft())
    )
    return replace(understood(state), draft=draft, twofold=replace(told, first=first, other=other))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Go on with the first of two matters, or with all as one."""
    told, draft = state.twofold, state.draft
    settled = replace(understood(state), twofold=None)
    if event.option != "two_yes" or told is None or told.first is None or told.other is None or draft is None:
        return proceed(settled, context)
    first = replace(told.first, media=draft.media, voices=draft.voices, lat=draft.lat, lon=draft.lon)
    other = add_telling(told.other, state.second.text, None) if state.second else told.other
    parted = replace(settled, draft=first, second=other, twofold=told.more)
    step = proceed(parted, context).after(say("second.parted"))
    return step.ordering(KeepApart(told.whole.partition(told.first.text)[2].lstrip(_ENDS), of_earlier=True))

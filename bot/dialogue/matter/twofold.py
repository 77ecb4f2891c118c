"""A message that plainly tells two matters is not parted unasked: its writer says whether they are two."""

import re

from bot.dialogue.asking import say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.denounce_ways import may_accuse
from bot.dialogue.draft import PLACE_BOUND, add_telling, placed_in, with_place
from bot.dialogue.events import Chose, Parted, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepApart
from bot.dialogue.state import Draft, State, Twofold
from bot.dialogue.telling.questions import ask_two, proceed
from bot.dialogue.words import answers, clauses, vocabulary
from routing.conflicts import GUARDED
from routing.kinds import ALIKE
from routing.places import Place
from routing.records import replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

_ENDS = " ,;:-.\n"
_FEWEST = 4  # words that tell a matter
_BEYOND_DOUBT = 0.85
_NOT_SO = re.compile(r"\b(?:khong|ko|k) phai\b")
_ALSO = re.compile(r"\b(?:cung|nua|ngoai ra|voi lai)\b")


def noted(state: State, event: Said) -> State:
    """Return the state with the two matters that a message may tell, which is asked about once it is a draft."""
    told = event.twofold
    if told is None or state.draft is not None or state.is_asking:
        return state
    return replace(state, twofold=_all_perhaps_at(_twofold(event.text, told), event.reading.place))


def _all_perhaps_at(told: Twofold, place: Place | None) -> Twofold:
    """Return matters of one message with the commune on offer that only another of them names."""
    more = _all_perhaps_at(told.more, place) if told.more else None
    return replace(told, first=_perhaps_at(told.first, place), other=_perhaps_at(told.other, place), more=more)


def _perhaps_at(draft: Draft | None, place: Place | None) -> Draft | None:
    """Return a matter with the commune that only the other one names on offer: it may be where both are."""
    if draft is None or draft.commune_code or draft.candidates or place is None or not (place.code and place.name):
        return draft
    return replace(draft, candidates=((place.code, place.name),))


def _twofold(whole: str, told: Parted) -> Twofold:
    first = add_telling(Draft(), told.text, told.reading)
    other = add_telling(Draft(), told.other, told.reading_of_other)
    return Twofold(whole, first, other, _twofold(told.other, told.more) if told.more else None)


def told_later(state: State, event: Said, context: Context) -> Step | None:
    """Ask of what is told once the matter stood to be sent whether it is another one; None where it is more of it."""
    draft = state.draft
    if draft is None or state.second is not None or not _is_another(draft, event):
        return None
    whole = add_telling(draft, event.text, event.reading)
    other = _perhaps_at(add_telling(Draft(), event.text, event.reading), placed_in(draft))
    told = Twofold(whole.text, draft, other)
    return proceed(understood(replace(state, draft=whole, twofold=told)), context)


def _is_another(draft: Draft, event: Said) -> bool:
    """Whether a report is told that is surely of another desk: of another sort of thing, or told as one thing more."""
    reading = event.reading
    is_report = draft.kind in ALIKE and not draft.way and not draft.about_case and draft.confidence >= _BEYOND_DOUBT
    is_other = reading.kind in ALIKE and reading.confidence >= _BEYOND_DOUBT and reading.topic != draft.topic
    if not (is_report and is_other) or reading.danger is not None or may_accuse(reading):
        return False
    if not {OTHER_TOPIC, *GUARDED}.isdisjoint((reading.topic, draft.topic)) or len(event.text.split()) < _FEWEST:
        return False
    if _NOT_SO.search(fold(event.text)):  # who puts something right tells nothing else
        return False
    is_of_others = (reading.topic in PLACE_BOUND) != (draft.topic in PLACE_BOUND)
    return is_of_others or _ALSO.search(fold(event.text)) is not None


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes or no; whatever else is told is more of what was told."""
    meant = _meant(event.text) or frozenset().union(*_each_meant(event.text))
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


def _meant(text: str) -> frozenset[str]:
    return answers(text) | vocabulary("two").meanings(text)


def _each_meant(text: str) -> list[frozenset[str]]:
    """Return what the clauses of an answer mean ("không, một việc thôi"); nothing where one of them is no answer."""
    found = [_meant(part) for part in clauses(text)]
    return found if all(found) else []


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

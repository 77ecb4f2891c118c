"""Filling in a complaint in talk: one field at a time, each may be passed over, and none is lost by going back."""

import re

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import TALKS_BY_THE_WAY, small_talk
from bot.dialogue.complaint_questions import STEP, ask_field, ask_kind, many_told, with_answer, with_facts
from bot.dialogue.denounce_ways import ask_way, reads_as_denunciation, says_outright, tells_of_blows, with_kind
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said, SentMedia
from bot.dialogue.formal import complaint_asides
from bot.dialogue.formal.complaint_kind import told_otherwise
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_answers import fits
from bot.dialogue.hearing.complaint_facts import FIELDS, acts_alone, answer_to, denies_complaint, facts_in
from bot.dialogue.hearing.impatience import says_send, skips_all
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import proceed
from bot.dialogue.telling.telling import with_media
from bot.dialogue.words import answers, corrected, looks_like_question
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_MOST_MISSES = 2
_ON_PAPER = re.compile(r"\b(?:dien|viet|ghi|khai) (?:sau|them sau)\b|\btren giay\b")
_NO_ANSWER = TALKS_BY_THE_WAY | {"wordless", "ok"}


def field_of(step: str) -> str:
    """Return the field that a step asks for."""
    return step.removeprefix(STEP)


def said(state: State, event: Said, context: Context) -> Step:
    """Take the answer to the field that was asked, or what else of the form the message says."""
    field = field_of(state.step)
    return (
        _beyond_form(state, field, event, context)
        or complaint_asides.heard(state, field, event, context)
        or _left_blank(state, field, event, context)
        or _answered(state, field, event, context)
    )


def _beyond_form(state: State, field: str, event: Said, context: Context) -> Step | None:
    """Take what no field is the place for: an accusation, a danger, that it is no complaint; None for other words."""
    if reads_as_denunciation(event.reading) and says_outright(event.text):
        accused = with_kind(add_telling(state.draft or Draft(), event.text, event.reading))
        return ask_way(replace(understood(state), draft=accused), context)
    is_danger = event.reading.danger is not None and not complaint_asides.cannot_come(event.text, event.reading)
    if is_danger or tells_of_blows(event.text):
        return _told_aside(state, field, event, context)
    return told_otherwise(state, event, context) if denies_complaint(event.text) else None


def _left_blank(state: State, field: str, event: Said, context: Context) -> Step | None:
    """Pass the field over, or all that are blank, where nothing is told for it; ask again after small talk."""
    meant = answers(event.text)
    if skips_all(event.text):
        return _later(state, context)
    if meant & {"skip", "no", "done"} or (field == "proxy" and acts_alone(event.text)):
        return _filled(state, field, "", context)
    talk = small_talk(event.text, event.reading)
    if says_send(event.text) or (talk == "later" and _ON_PAPER.search(fold(event.text))):
        return _later(state, context)
    if talk == "later":  # who looks something up comes back to the question
        return Step(state, (say("talk.later"),))
    if meant or talk in _NO_ANSWER:
        return ask_field(field, state, context)
    return None


def _answered(state: State, field: str, event: Said, context: Context) -> Step:
    """Take the value that the words give the field; a name said for another field is put right, the rest is told."""
    text = corrected(event.text) or event.text
    facts = facts_in(text)
    if field != "name" and "name" in facts and _begins_with_name(text):
        renamed = with_answer(state.draft or Draft(), "name", facts["name"])
        return ask_field(field, replace(state, draft=renamed), context).after(say("added.to_draft"))
    if own := _own(state, field, text, event.reading):
        before = state.draft or Draft()
        is_more = field == "against" and facts.get(field, own) != own  # what they did is part of the matter
        told = add_telling(before, text, None) if is_more else before
        draft = with_facts(with_answer(told, field, facts.get(field) or own), text)
        return proceed(understood(replace(state, draft=draft)), context)
    return _told_aside(missed(state), field, event, context)


def _own(state: State, field: str, text: str, reading: Reading) -> str:
    """Return what an answer gives the field that was asked, blank where it is none."""
    known = dict(state.draft.form) if state.draft else {}
    own = answer_to(field, text) if fits(field, text, reading, known=known) else ""
    return own or (facts_in(text).get(field, "") if field in {"name", "proxy"} else "")


def _told_aside(state: State, field: str, event: Said, context: Context) -> Step:
    """Keep with the matter what is no answer, and ask again."""
    before = state.draft or Draft()
    draft = with_facts(add_telling(before, event.text, event.reading), event.text)
    is_asked = looks_like_question(event.text)
    notes = (say("plain.kept" if is_asked else "added.to_draft"), *many_told(draft.text, before.text))
    if state.misses > _MOST_MISSES:
        draft = with_answer(draft, field, "")
        return proceed(understood(replace(state, draft=draft)), context).after(*notes)
    return ask_field(field, replace(state, draft=draft), context).after(*notes)


def _begins_with_name(text: str) -> bool:
    return fold(text).startswith(("toi ten", "ten toi", "ho ten", "ho va ten", "em ten", "ten em"))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Pass a field over, leave all others for the paper, or say that nobody is authorised."""
    if event.option.startswith("later:"):
        return _later(state, context)
    return _filled(state, field_of(state.step), "", context)


def _filled(state: State, field: str, value: str, context: Context) -> Step:
    draft = with_answer(state.draft or Draft(), field, value)
    return proceed(understood(replace(state, draft=draft)), context)


def _later(state: State, context: Context) -> Step:
    """Leave everything that is still blank for the paper."""
    draft = state.draft or Draft()
    for field in FIELDS:
        if field not in dict(draft.form):
            draft = with_answer(draft, field, "")
    return proceed(understood(replace(state, draft=draft)), context)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Count what was sent; where papers were asked for they are the answer."""
    counted = with_media(state, event)
    draft = counted.draft or Draft()
    if event.caption.strip() and field_of(state.step) != "documents":
        draft = add_telling(draft, event.caption, event.reading)
    if field_of(state.step) == "documents":
        draft = with_answer(draft, "documents", answer_to("documents", event.caption))
    step = proceed(understood(replace(counted, draft=draft)), context)
    return step.after(say("added.photos", count=str(event.count)))


def back(state: State, context: Context) -> Step:
    """Ask the field before once more; what it holds stays until something else is said."""
    place = FIELDS.index(field_of(state.step))
    if not place:
        return ask_kind(understood(state), context)
    return ask_field(FIELDS[place - 1], understood(state), context)


# --- changing a field -------------------------------------------------------------------------------------------------


def said_which(state: State, event: Said, context: Context) -> Step:
    """Take a correction that names its field itself; other words are more of the matter."""
    draft, facts = state.draft or Draft(), facts_in(event.text)
    for field, value in facts.items():
        draft = with_answer(draft, field, value)
    if facts or answers(event.text) or small_talk(event.text, event.reading):
        return proceed(understood(replace(state, draft=draft)), context)
    told = replace(state, draft=add_telling(draft, event.text, event.reading))
    return proceed(understood(told), context).after(say("added.to_draft"))


def which_chosen(state: State, event: Chose, context: Context) -> Step:
    """Ask for the field that was chosen."""
    option, _, field = event.option.partition(":")
    return ask_field(field, understood(state), context) if option == "field" else proceed(understood(state), context)

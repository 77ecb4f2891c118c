"""Where it is: answers to the questions about the place, typed, chosen or pointed at."""

import re

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import TALKS_BY_THE_WAY, small_talk
from bot.dialogue.complaint_questions import with_home
from bot.dialogue.draft import add_telling, is_place_words, place_of, with_danger, with_place, with_place_words
from bot.dialogue.events import Chose, Located, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.added_words import adds_plainly
from bot.dialogue.hearing.complaint_facts import facts_in
from bot.dialogue.hearing.denied_places import denied_place
from bot.dialogue.hearing.impatience import says_it_was_said, says_send, wishes_no_name
from bot.dialogue.hearing.no_place import only_feels, tells_no_place
from bot.dialogue.hearing.nowhere import has_no_place, is_unknown, told_beside_it
from bot.dialogue.hearing.place_answers import is_piece, joined, place_meant, puts_right, told_beside, where_of
from bot.dialogue.hearing.pointing import points_here
from bot.dialogue.hearing.when_told import says_only_when
from bot.dialogue.matter.pointed import heard_at_where
from bot.dialogue.matter.put_right import matter_heard
from bot.dialogue.matter.same_place import place_before, says_same
from bot.dialogue.matter.unknown_units import without_unknown_unit
from bot.dialogue.matter.wrong_place import asked_anew
from bot.dialogue.options import is_number
from bot.dialogue.pinned import meant_of, settled, spot_of, without_point
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.namesakes import only_offered, pick_place, says_the_same, told_now
from bot.dialogue.telling.questions import ask_place, change_place, proceed
from bot.dialogue.telling.telling import show_point
from bot.dialogue.words import answers, clauses, looks_like_question, names_a_spot, vocabulary
from routing.gazetteer.address_words import unit_words
from routing.language.words import split
from routing.places import Place, load_gazetteer
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_ALL_OF_THEM = re.compile(
    r"\b(?:ca (?:hai|2|ba|3|may)|tat ca)(?: (?:xa|phuong|ben|noi|dau|cho|cai))*\b|\bhai (?:xa|phuong|ben)\b"
)
_LONGEST_NAME = 4
_NO_PLACE = TALKS_BY_THE_WAY | {"mistake", "test"}  # asked again, and no place


def said(state: State, event: Said, context: Context) -> Step:
    """Take the answer to "where": a known place, the citizen's own words, "I don't know", or more of the story."""
    return _without_place(state, event, context) or _told(state, event, context)


def _without_place(state: State, event: Said, context: Context) -> Step | None:
    """Take an answer that need not be read as a place: the one told before, or none at all."""
    if says_same(event.text):
        return _as_before(state, context)
    if denied_place(event.text):
        return asked_anew(state, context)
    if asked := heard_at_where(state, event.text, context):
        return asked
    is_passed = (
        says_it_was_said(event.text)
        or says_send(event.text)
        or points_here(event.text)
        or is_unknown(event.text, event.reading)
    )
    meant = answers(event.text)
    if is_passed or meant & {"skip", "no", "done"}:
        return skip(state, context)
    if "yes" in meant:
        return _confirmed(state, context)
    return _nowhere(state, event, context) if has_no_place(event.text) else None


def _confirmed(state: State, context: Context) -> Step:
    """Take a yes to what was noted for the one commune on offer; else which commune it is is asked, once more."""
    if only := only_offered(state):
        return chosen(state, Chose(state.step_no, only), context)
    draft = state.draft or Draft()
    step = proceed(understood(replace(state, draft=replace(draft, place_asked=draft.place_asked + 1))), context)
    return step.after(say("plain.why")) if step.state.step == "ask_place" else step


def _told(state: State, event: Said, context: Context) -> Step:
    talk = small_talk(event.text, event.reading) if event.reading.place is None else None
    if talk == "later":
        return Step(state, (say("talk.later"),))
    if talk in _NO_PLACE or _is_mere_number(event.text, state):
        return ask_place(state, context)
    if note := _kept_with(event):
        kept = replace(state, draft=add_telling(state.draft or Draft(), event.text, None))
        return ask_place(kept, context).after(say(note))
    return matter_heard(state, event, context) or take(state, event.text, event.reading, context)


def _as_before(state: State, context: Context) -> Step:
    """Take the place of what was sent before; where there is none, such words name no place."""
    if (same := place_before(state, context)) is None:
        return ask_place(state, context)
    there = with_place(state.draft or Draft(), same, by="citizen")
    return proceed(understood(replace(state, draft=there)), context)


def _kept_with(event: Said) -> str:
    """Return what is said to an answer that names no place and is kept with the matter; blank where it may be one."""
    if event.reading.place is None and wishes_no_name(event.text):
        return "plain.secret"
    if _is_question(event):
        return "plain.kept"
    is_added = says_only_when(event.text) or _only_feels(event) or (event.reading.place is None and _adds(event.text))
    return "added.to_draft" if is_added else ""


def _adds(text: str) -> bool:
    """Whether an answer says that it adds to the matter, or tells a decision, and names no spot ("bổ sung: xả đêm")."""
    decision = facts_in(text).get("decision", "")
    return (bool(decision) or adds_plainly(text)) and not names_a_spot(text.replace(decision, " "))


def _only_feels(event: Said) -> bool:
    return event.reading.place is None and only_feels(split(event.text))


def _is_mere_number(text: str, state: State) -> bool:
    """Whether a number that stands on no button is typed, and nothing is known yet of which it could be the house."""
    draft = state.draft
    return is_number(text) and draft is not None and not (draft.place_text or draft.commune_code)


def _is_question(event: Said) -> bool:
    """Whether an answer asks something and names no place ("đóng rồi có đòi lại được không")."""
    is_asked = looks_like_question(event.text) and event.reading.danger is None
    return is_asked and event.reading.place is None and not names_a_spot(event.text)


def _nowhere(state: State, event: Said, context: Context) -> Step:
    """Believe that there is no place; what else was told is kept, but for what stands in the matter already."""
    draft, told = state.draft or Draft(), told_beside_it(event.text)
    is_news = bool(told) and not set(fold(told).split()) <= set(fold(draft.text).split())
    return skip(replace(state, draft=add_telling(draft, told, None)) if is_news else state, context)


def take(state: State, text: str, reading: Reading, context: Context) -> Step:
    """Put what was said about the place into the draft and go on."""
    draft = state.draft or Draft()
    draft = replace(draft, place_asked=draft.place_asked + 1)
    where = where_of(text, draft.text)
    text = where or text
    is_where = is_place_words(text, reading) and not tells_no_place(text, reading)
    if draft.in_danger and is_piece(text, reading):
        is_where, draft = True, replace(draft, place_asked=draft.place_asked - (not draft.place_text))
    if where or is_where:
        draft = with_home(placed(with_danger(draft, reading), text, reading.place), text, reading)
        if told := told_beside(text, reading.place):
            draft = add_telling(draft, told, reading)
        for when in _told_when(text):
            draft = add_telling(draft, when, None)
        return proceed(understood(replace(state, draft=draft)), context)
    draft = add_telling(draft, text, reading)
    if reading.place is not None:
        draft = with_place(draft, reading.place, by="citizen")
    elif not (state.misses or draft.commune_code):  # who is still telling has not heard the question yet
        draft = replace(draft, place_asked=draft.place_asked - 1)
    step = proceed(replace(state, draft=draft, misses=state.misses + 1), context)
    return step.after(say("added.to_draft")) if step.state.step == "ask_place" else step


def _told_when(text: str) -> list[str]:
    """Return the clauses of an answer that say since when, beside one that says where."""
    parts = [part.strip(" .,!") for part in clauses(text)]
    return [part for part in parts if says_only_when(part)] if len(parts) > 1 else []


def placed(draft: Draft, text: str, place: Place | None) -> Draft:
    """Return the draft at a place that was named for it; unknown words join those told before, or correct them."""
    is_corrected = puts_right(text, place_of(draft))
    words = _known_of(_without_sending(place_meant(text, draft.place_text)))
    if place is not None and (place.code or place.candidates or place.outside):
        draft = without_unknown_unit(replace(draft, replacing=draft.replacing or is_corrected))
        is_all_said = bool(place.text) and not is_corrected
        is_spot = not is_all_said and names_a_spot(words) and not _is_mere_commune(words, place)
        there = with_place(draft, replace(place, text=words) if is_spot else place, by="citizen")
        return there if there.place_text or not there.candidates else replace(there, place_text=words)
    is_whole = is_corrected or draft.commune_code is not None or not draft.place_text
    return with_place_words(draft, words if is_whole else joined(draft.place_text, words))


def _without_sending(words: str) -> str:
    """Return the words for a place without clauses that only say to send ("thành phố Bắc Giang, gửi đi")."""
    parts = clauses(words)
    left = [part for part in parts if not says_send(part)]
    return ", ".join(part.strip() for part in left) if len(left) < len(parts) else words


def _known_of(words: str) -> str:
    """Return words for a place without the clauses that only say what is not known ("thôn Lai, xã mô tui quên rồi")."""
    parts = clauses(words)
    known = [part.strip() for part in parts if not vocabulary("unknown").inside(part)]
    return ", ".join(known) if 0 < len(known) < len(parts) else words


def _is_mere_commune(words: str, place: Place) -> bool:
    """Whether words name a commune, of today or of old, and nothing in it: the spot told before stays."""
    if place.name is None:
        return False
    if load_gazetteer().called(split(words)) is not None:  # "p dinh ke", "dinh ke": no village hall ("đình")
        return True
    first, *others = fold(words).split() or [""]
    is_of_old = not place.text and first in unit_words() and len(others) <= _LONGEST_NAME and "," not in words
    return is_of_old or fold(words) in {fold(place.name), fold(place.name.partition(" ")[2])}


def skip(state: State, context: Context) -> Step:
    """Go on without a place; the reception desk finds out."""
    draft = replace(state.draft or Draft(), place_skipped=True, candidates=(), replacing=False)
    return proceed(understood(replace(state, draft=draft)), context)


def located(state: State, event: Located, context: Context) -> Step:
    """Take a point on the map."""
    return show_point(state, context, event)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the commune that was offered for the spot, or skip the place."""
    commune = load_gazetteer().communes.get(event.option.removeprefix("in:"))
    if commune is None:
        return skip(state, context)
    draft = state.draft or Draft()
    there = with_place(draft, Place(draft.place_text, commune.code, commune.name), by="citizen")
    return proceed(understood(replace(state, draft=there)), context)


# --- one of several communes ------------------------------------------------------------------------------------------


def said_which(state: State, event: Said, context: Context) -> Step:
    """Understand the commune by its name; after a second miss go on with the citizen's words."""
    meant = answers(event.text)
    draft = state.draft or Draft()
    is_all = _ALL_OF_THEM.search(fold(event.text)) is not None  # in which is left to the desk
    if is_all or "skip" in meant or (meant == {"no"} and len(draft.candidates) > 1) or _hurries(event.text, draft):
        return skip(replace(state, draft=add_telling(draft, event.text, None)) if is_all else state, context)
    if meant & {"else", "no"}:
        return chosen_which(state, Chose(state.step_no, "other_place"), context)
    if (code := told_now(event, draft) or meant_of(draft, event.text, event.reading.place)) is not None:
        return chosen_which(state, Chose(state.step_no, f"in:{code}"), context)
    is_one = len(draft.candidates) == 1
    heard = _of_only(state, event, draft.candidates[0], context) if is_one else _same_again(state, event, context)
    if heard is not None:
        return heard
    is_brief = bool(meant) or small_talk(event.text, event.reading) is not None
    if event.reading.place is not None or state.misses:
        return _past_offer(state, event, context, is_brief=is_brief)
    told = state if is_brief else replace(state, draft=add_telling(draft, event.text, event.reading))
    return pick_place(missed(told), context)


def _past_offer(state: State, event: Said, context: Context, *, is_brief: bool) -> Step:
    """Go on with what was said instead of a commune on offer; an "ok" names no place."""
    if is_brief and event.reading.place is None:
        return skip(state, context)
    draft = state.draft or Draft()
    draft = replace(draft, candidates=(), place_text=spot_of(draft))
    return take(replace(state, draft=draft), event.text, event.reading, context)


def _same_again(state: State, event: Said, context: Context) -> Step | None:
    """Ask once more where the name is repeated that several bear, then go on with the words for an officer."""
    draft = state.draft or Draft()
    if not says_the_same(event, draft):
        return None
    if not state.misses:
        return pick_place(missed(state), context)
    return skip(replace(state, draft=with_place_words(draft, event.text)), context)


def _hurries(text: str, draft: Draft) -> bool:
    """Whether words that only say to send come where several communes are on offer: the desk finds out which."""
    return len(draft.candidates) > 1 and says_send(text)


def _of_only(state: State, event: Said, only: tuple[str, str], context: Context) -> Step | None:
    """Take a yes, or a spot in it, for the only commune on offer; None where another is named, or neither."""
    place = event.reading.place
    if "yes" in answers(event.text) or says_same(event.text):
        return chosen_which(state, Chose(state.step_no, f"in:{only[0]}"), context)
    is_elsewhere = place is not None and (place.code or place.candidates or place.outside)
    if is_elsewhere or not is_place_words(event.text, event.reading) or not names_a_spot(event.text):
        return None
    draft = replace(state.draft or Draft(), commune_code=only[0], commune_name=only[1], candidates=())
    return take(replace(state, draft=draft), event.text, event.reading, context)


def chosen_which(state: State, event: Chose, context: Context) -> Step:
    """Settle on a commune, or ask for another place."""
    draft = state.draft or Draft()
    if event.option == "other_place":
        asked = replace(without_point(draft), candidates=(), commune_code=None, commune_name=None)
        return change_place(understood(replace(state, draft=asked)), context)
    code = event.option.removeprefix("in:")
    return proceed(understood(replace(state, draft=settled(draft, code))), context)

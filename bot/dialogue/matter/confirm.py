"""The read-back: only a clear yes to it sends the matter; anything else changes it or adds to it."""

from bot.dialogue.asking import ask, missed, rest, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.complaint_questions import ask_which_field
from bot.dialogue.denounce_ways import is_denunciation
from bot.dialogue.draft import SURE, add_telling, place_of, with_danger, with_place_words
from bot.dialogue.events import Chose, Located, Said, SentMedia
from bot.dialogue.formal.complaint_kind import told_otherwise
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import denies_complaint
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import (
    agrees,
    asks_when,
    keeps_and_sends,
    names_addressee,
    not_yet,
    says_it_was_said,
    wishes_no_name,
)
from bot.dialogue.hearing.place_answers import (
    is_nothing_else,
    puts_a_number_right,
    puts_house_right,
    puts_right,
    without_at,
)
from bot.dialogue.hearing.solved import says_solved
from bot.dialogue.matter import topic, twofold
from bot.dialogue.matter.place import placed
from bot.dialogue.matter.put_right import matter_heard
from bot.dialogue.matter.wrong_place import denied_at_read_back
from bot.dialogue.options import can_send
from bot.dialogue.orders import DropDraft, Register
from bot.dialogue.state import Draft, State
from bot.dialogue.telling import second
from bot.dialogue.telling.questions import ask_drop, ask_photo, change_place, change_topic, confirm, proceed
from bot.dialogue.telling.refusing import WITHDRAW_TOO, asks_of_both, both_gone, names_consent
from bot.dialogue.telling.telling import show_point, with_media
from bot.dialogue.telling.voice import received
from bot.dialogue.words import (
    answers,
    clauses,
    corrected,
    looks_like_question,
    names_a_spot,
    vocabulary,
)
from routing.gazetteer.spots import is_housing, named_spots, only_names_spots
from routing.kinds import Kind
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_SHORT = 120
_ONLY_A_PLACE = 5
_FEW = 12  # words
_BARE_NO = frozenset({"khong", "ko", "k", "kg", "hong", "khong a", "da khong", "no"})


def said(state: State, event: Said, context: Context) -> Step:
    """Understand yes, no, what is to be changed, a correction of the place; everything else is added."""
    meant = answers(event.text)
    if "yes" in meant or agrees(event.text):
        return send(state)
    if state.draft and not is_denunciation(state.draft) and denies(event.text):
        return confirm(state, context)
    if put_right := matter_heard(state, event, context) or denied_at_read_back(state, event, context):
        return put_right
    named = meant | _in_clauses(event.text)
    for option in ("topic", "place", "photo"):
        if option in named:
            return chosen(state, Chose(state.step_no, option), context)
    if state.draft and state.draft.kind == Kind.COMPLAINT and denies_complaint(event.text):
        return told_otherwise(state, event, context)
    brief = _brief(state, event, context, meant) or topic.put_right(state, event, context)
    beside = brief or _beside(state, event, context)
    told = beside or corrected_place(state, event, context) or twofold.told_later(state, event, context)
    return told or add(state, event, context)


def _in_clauses(text: str) -> frozenset[str]:
    """Return what is to be changed where a no stands beside it ("không, sửa chỗ khác"), nothing for other words."""
    found = [answers(part) for part in clauses(text)]
    return frozenset[str]().union(*found) if len(found) > 1 and all(found) else frozenset()


def _beside(state: State, event: Said, context: Context) -> Step | None:
    """Keep a question, or to whom it should go, with a report that it does not change; None for all other words."""
    draft, reading = state.draft, event.reading
    if draft is None or reading.danger is not None:
        return None
    if draft.kind == Kind.DENUNCIATION:
        is_nameless = wishes_no_name(event.text) and len(event.text.split()) <= _FEW and not tells_a_wrong(event.text)
        return confirm(understood(state), context).after(say("denounce.known")) if is_nameless else None
    is_question = draft.kind == Kind.INQUIRY  # what else is asked belongs to it
    is_asked = not is_question and looks_like_question(event.text) and reading.kind in {Kind.INQUIRY, Kind.OTHER}
    is_to_somebody = not is_question and names_addressee(event.text)
    key = "plain.addressee" if is_to_somebody else "plain.kept" if is_asked else ""
    key = "plain.secret" if wishes_no_name(event.text) else key
    if not key or len(event.text.split()) > _FEW:
        return None
    told = replace(state, draft=add_telling(draft, event.text, None))
    return proceed(understood(told), context).after(say(key))


def _brief(state: State, event: Said, context: Context, meant: frozenset[str]) -> Step | None:
    """Answer a few words that neither send nor tell more; None for all others."""
    talk = None if puts_a_number_right(event.text) else small_talk(event.text, event.reading)  # "nhầm số 39"
    if talk == "later" or not_yet(event.text):
        return Step(state, (say("talk.later"),))
    if "no" in meant:
        is_no_again = state.misses > 0 and fold(event.text) in _BARE_NO
        return ask_drop(understood(state), context) if is_no_again else what_is_wrong(missed(state))
    if talk == "thanks" or "skip" in meant:  # they may think that it has gone
        return confirm(state, context).after(say("confirm.not_yet"))
    is_vague = vocabulary("vague").meanings(event.text) or vocabulary("no_photo").meanings(event.text)
    is_parted = vocabulary("two").meanings(event.text) == {"two"} and state.second is not None
    if meant or is_vague or talk or is_parted or says_it_was_said(event.text):
        return confirm(state, context)
    is_question = state.draft is not None and state.draft.kind == Kind.INQUIRY
    if asks_when(event.text) and not is_question:
        return confirm(state, context).after(say("confirm.not_yet"))
    return None


def send(state: State) -> Step:
    """Order the registration; the draft stays until the book says that it is a case."""
    draft = state.draft
    if draft is None:
        return rest(state, say("idle.invite"))
    if not (draft.text.strip() or draft.media or draft.lat is not None):  # what was shown could not be kept
        return ask(replace(state, draft=replace(draft, what_asked=0)), "ask_what", "ask.what")
    sending = replace(understood(state), step="sending", sent_no=state.step_no)
    return Step(sending, (), (Register(draft),))


def what_is_wrong(state: State) -> Step:
    """Ask what is to be changed, on the same question."""
    return ask(state, "confirm", "confirm.what_wrong", state.options)


def corrected_place(state: State, event: Said, context: Context) -> Step | None:
    """Return the draft at another place when a short correction, or a place and nothing else, names one; else None."""
    event = _behind_no(event)
    words = corrected(event.text)
    if words == "":
        return what_is_wrong(state)
    is_correction = puts_right(event.text, place_of(state.draft or Draft()))
    is_spot = is_housing(event.text) or is_nothing_else(event.text, event.reading.place)
    is_spots = is_spot or only_names_spots(event.text)
    if not is_correction and is_spots and not _tells_more(event.reading):
        return proceed(understood(replace(state, draft=_at_other_spots(state.draft or Draft(), event))), context)
    if not is_correction and len(event.text.split()) > _ONLY_A_PLACE and not _is_whole_address(event.reading):
        return None
    place = event.reading.place
    is_named = place is not None and (place.code is not None or bool(place.candidates))
    is_spot = names_a_spot(event.text) and (is_correction or without_at(event.text) != event.text)
    before = state.draft or Draft()
    is_spot = is_spot or puts_house_right(event.text, before.place_text)
    if len(event.text) > _SHORT or not (is_named or is_spot):
        return None
    draft = placed(with_danger(before, event.reading), event.text, place)
    if is_correction and _is_told(before):  # else the place would gainsay the words, and nobody know which is right
        draft = add_telling(draft, event.text, None)
    return proceed(understood(replace(state, draft=draft)), context)


def _is_whole_address(reading: Reading) -> bool:
    """Whether a message names a spot and its commune, and was read as nothing else."""
    place = reading.place
    is_whole = place is not None and bool(place.text) and place.code is not None
    return is_whole and reading.kind is Kind.OTHER and not reading.topics


def _is_told(draft: Draft) -> bool:
    """Whether the place that is put right stands in what was told."""
    return bool(draft.place_text) and f" {fold(draft.place_text)} " in f" {fold(draft.text)} "


def _behind_no(event: Said) -> Said:
    """Return a message without the no before the spot that is the right one ("không, xóm 5")."""
    first, *others = clauses(event.text) or [""]
    is_no = fold(first.strip()) in _BARE_NO and bool(others)
    rest = ", ".join(part.strip() for part in others)
    return replace(event, text=rest) if is_no and only_names_spots(rest) else event


def _at_other_spots(draft: Draft, event: Said) -> Draft:
    """Return the draft at other spots; where those before stand in what was told, with these words behind it."""
    placed_there = _at_spots(draft, event)
    is_another = named_spots(draft.place_text).keys() & named_spots(event.text).keys() and _is_told(draft)
    return add_telling(placed_there, event.text, None) if is_another else placed_there


def _at_spots(draft: Draft, event: Said) -> Draft:
    """Return the draft at spots that say the place more exactly, or instead of others of their kinds."""
    place = event.reading.place
    if place is not None and (place.code or place.candidates or place.outside):
        return placed(draft, event.text, place)
    is_beside = bool(draft.place_text) and named_spots(draft.place_text).keys().isdisjoint(named_spots(event.text))
    return with_place_words(draft, f"{draft.place_text}, {event.text}" if is_beside else event.text)


def _tells_more(reading: Reading) -> bool:
    return reading.danger is not None or (reading.kind is not Kind.OTHER and reading.confidence >= SURE)


def add(state: State, event: Said, context: Context) -> Step:
    """Add to the matter and read it back again."""
    draft = add_telling(state.draft or Draft(), event.text, event.reading)
    told = replace(state, draft=draft)
    return proceed(understood(told), context).after(say("added.to_draft"))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Send, change, or ask about dropping."""
    match event.option:
        case "send":
            return send(state)
        case "topic":
            return change_topic(understood(state), context)
        case "place":
            return change_place(state, context)
        case "form":
            return ask_which_field(understood(state), context)
        case "photo":
            return ask_photo(understood(state), context)
        case _:
            return ask_drop(understood(state), context)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Count the photos, and go on with the question that was open."""
    counted = with_media(state, event)
    if event.caption.strip():
        draft = add_telling(counted.draft or Draft(), event.caption, event.reading)
        counted = replace(counted, draft=draft)
    return proceed(understood(counted), context).after(received(event))


def located(state: State, event: Located, context: Context) -> Step:
    """Take the point as the place."""
    return show_point(state, context, event)


# --- photos -----------------------------------------------------------------------------------------------------------


def said_at_photo(state: State, event: Said, context: Context) -> Step:
    """Go back to the read-back when the citizen has no more photos; keep other words."""
    has_none = vocabulary("no_photo").meanings(event.text)
    if has_none or answers(event.text) & {"done", "no", "skip", "yes", "keep"} or small_talk(event.text, event.reading):
        return proceed(understood(state), context)
    return add(state, event, context)


def photo_chosen(state: State, event: Chose, context: Context) -> Step:
    """Go back to the read-back."""
    del event
    return proceed(understood(state), context)


# --- dropping ---------------------------------------------------------------------------------------------------------


def drop_said(state: State, event: Said, context: Context) -> Step:
    """Drop only on a clear yes; whatever else is said keeps the draft."""
    meant = answers(event.text)
    if asks_of_both(state) and names_consent(event.text):  # may be to the keeping of words
        return ask_drop(missed(state), context)
    if keeps_and_sends(event.text):
        return drop_chosen(state, Chose(state.step_no, "send" if can_send(state) else "keep"), context)
    if "yes" in meant or says_solved(event.text):
        return (
            both_gone(state) if asks_of_both(state) else drop_chosen(state, Chose(state.step_no, "drop_yes"), context)
        )
    if meant or small_talk(event.text, event.reading):
        return drop_chosen(state, Chose(state.step_no, "keep"), context)
    return second.kept_at_drop(state, event, context) or add(state, event, context)


def drop_chosen(state: State, event: Chose, context: Context) -> Step:
    """Forget the draft, send it, or go on with it."""
    if event.option == "send":
        return send(state)
    if event.option == WITHDRAW_TOO:
        return both_gone(state)
    if event.option == "drop_yes":
        dropped = replace(understood(state), draft=None, pending_text="", pending_media=0)
        return rest(dropped, say("drop.done")).ordering(DropDraft())
    return proceed(understood(state), context).after(say("drop.kept"))

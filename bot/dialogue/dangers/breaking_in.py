"""A danger that breaks into another matter is one of its own: with that one it would wait for the wrong desk."""

import re

from bot.dialogue.asking import say
from bot.dialogue.commands import command_in
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.danger_orders import BreakOff
from bot.dialogue.dangers.in_danger import OF_NOBODY
from bot.dialogue.denounce_ways import is_denouncing, is_threatened, may_accuse, reads_as_denunciation, with_kind
from bot.dialogue.draft import PLACE_BOUND, add_telling
from bot.dialogue.events import Event, Said, SentMedia
from bot.dialogue.formal.complaint_asides import cannot_come
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import only_leaves_off
from bot.dialogue.state import Draft, State
from routing.gazetteer.spots import are_numbered_apart, named_spots
from routing.kinds import APART, Kind
from routing.language.folding import shadow
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

_TITLES = frozenset({"which_answer", "ask_question"})
_ASKED_OF_CASE = frozenset({"add_info", "reopen_reason"})
_FEWEST = 4  # words that say by themselves what happens
_MAY_BE_OF = 0.25  # score of a topic that what happens may be of as well
_PERSON = re.compile(r"\b(ong|ba|anh|chi|chu|co|bac|lao|thang) (\w+)\b")
_DONE = re.compile(
    r"\b(?:ong|ba|anh|chi|chu|co|lao|thang) (?:ay|ta|do|kia)\b|\b(?:han|bon|tui|chung) (?:no|ho)\b|\bhan\b"
    r"|\b(?:bi|cho nguoi|thue nguoi|dinh|doa|dang) (?:dot|dau doc|dim|xo|day)\b|\bphong hoa\b|\bdot nha\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:o|cho|tai|ngay|gan) (?:do|day|ay)\b"
    r"|\b(?:cay|cot|ho|cong|cai|doan|duong|nha|quan|cau|xe|bai) (?:do|ay|nay|kia)\b"
)


def broken_off(state: State, event: Event, context: Context) -> State:
    """Return the state at the beginning of a matter, with what was being told put aside, where a danger breaks in.

    A danger that belongs to what is told stays with it, and one of whom an accusation may be about with that.
    """
    text, reading = _words(event)
    told = _told(state, event, context)
    if reading is None or reading.danger is None or _is_no_cry(state, text, reading):
        return state
    if told is None:
        return _apart_from_cases(state, text, reading, context)
    if state.interrupted is not None and state.second is not None:
        return state
    if _is_of_accusation(state, told, text, reading, context) or _is_of(told, state, text, reading):
        return state
    following = state.interrupted or state.second
    return replace(
        state, interrupted=told, second=following, draft=None, pending_text="", pending_media=0, pending_voices=0,
        is_asking=False, options=(), misses=0, step="ask_what" if context.consented else "idle",
    )  # fmt: skip


def noted(before: State, state: State, played: Step) -> Step:
    """Return the step with a word that what was told is kept, and its lines apart, where it was put aside just now."""
    if state.interrupted is None or state.interrupted is before.interrupted:
        return played
    return played.after(say("second.broken_off")).ordering(BreakOff())


def _is_no_cry(state: State, text: str, reading: Reading) -> bool:
    """Whether words that read as a danger are a command, accuse somebody, or say that a form's writer is ill."""
    is_other = command_in(text) is not None or only_leaves_off(text) or reads_as_denunciation(reading)
    return is_other or (state.step.startswith(FORM_STEP) and cannot_come(text, reading))


def _apart_from_cases(state: State, text: str, reading: Reading, context: Context) -> State:
    """Return the state at the beginning of a matter where a danger has to do with none of the cases that were sent."""
    cases = context.open_cases
    is_more = state.danger_case is not None  # perhaps of what was sent just now
    if is_more or not cases or not context.consented or state.step in _ASKED_OF_CASE:
        return state
    accused = any(case.kind == Kind.DENUNCIATION for case in cases)
    is_of_accused = accused and _may_be_of_accused(Draft(), text, reading, state, context)
    if is_of_accused or any(_is_about(case.topic, case.commune, text, reading) for case in cases):
        return state
    return replace(state, step="ask_what", booking=None, pending_text="", pending_media=0, options=())


def _words(event: Event) -> tuple[str, Reading | None]:
    match event:
        case Said(text, reading) if event.reply_case_id is None:
            return text, reading
        case SentMedia(_count, caption, reading):
            return caption, reading
    return "", None


def _told(state: State, event: Event, context: Context) -> Draft | None:
    """Return what is being told, also before it may be kept; None where nothing is."""
    if not context.consented:
        return _before_yes(state, event)
    is_kept = state.draft is None and bool(state.pending_text.strip())
    if is_kept and state.step in _TITLES:
        return Draft(text=state.pending_text, kind=Kind.INQUIRY.value)
    if is_kept and state.step == "bind" and isinstance(event, Said):  # for what it is, is asked again
        is_danger = event.reading_of_pending is not None and event.reading_of_pending.danger is not None
        kept = Draft(text=state.pending_text, urgent=is_danger)
        return replace(kept, media=state.pending_media, voices=state.pending_voices)
    return state.draft


def _before_yes(state: State, event: Event) -> Draft | None:
    before = event.reading_of_pending if isinstance(event, Said) else None
    if before is None or not state.pending_text.strip():
        return None
    draft = add_telling(state.draft or Draft(), state.pending_text, before)
    draft = replace(draft, media=draft.media + state.pending_media, voices=draft.voices + state.pending_voices)
    return with_kind(draft) if is_denouncing(state) else draft


def _is_of_accusation(state: State, told: Draft, text: str, reading: Reading, context: Context) -> bool:
    """Whether a danger told amid an accusation may be the work of who is accused: it is sealed with it."""
    return is_denouncing(state) and _may_be_of_accused(told, text, reading, state, context)


def _may_be_of_accused(told: Draft, text: str, reading: Reading, state: State, context: Context) -> bool:
    if reading.danger is None or reading.danger.kind not in OF_NOBODY or tells_a_wrong(text):
        return True
    return may_accuse(reading) or _is_done_by_somebody(text, told) or is_threatened(text, None, state, context)


def _is_done_by_somebody(text: str, told: Draft) -> bool:
    """Whether what happens is the work of somebody who is spoken of, or of one whom the accusation names."""
    before = f" {fold(told.text)} "
    named = (f" {' '.join(one)} " for one in _PERSON.findall(fold(text)))
    return _DONE.search(fold(text)) is not None or any(one in before for one in named)


def _is_of(told: Draft, state: State, text: str, reading: Reading) -> bool:
    """Whether a danger belongs to what is told: it tells one already, or is about that very thing or place."""
    if not told.text.strip() or fold(told.text) in fold(text):
        return True
    if told.in_danger:
        return not _is_another_danger(told, reading)
    if told.kind in APART:
        return False
    if told.kind == Kind.INQUIRY:
        return told.topic == reading.topic
    if told.topic == OTHER_TOPIC:
        return state.step != "bind"
    return _is_about(told.topic, told.commune_code or "", text, reading)


def _is_another_danger(told: Draft, reading: Reading) -> bool:
    """Whether a danger of another kind is told of another spot; what else befalls people is of the one that is told."""
    place = reading.place
    if reading.danger is None or reading.danger.kind == told.danger_kind or place is None or not place.text:
        return False
    here, there = told.place_text, place.text
    known = named_spots(here)
    is_apart = any(name != known[kind] for kind, name in named_spots(there).items() if kind in known)
    return is_apart or are_numbered_apart(shadow(here), shadow(there))


def _is_about(topic: str, commune: str, text: str, reading: Reading) -> bool:
    """Whether a danger may be of a matter of a topic in a commune (its code, blank where it is not known)."""
    place = reading.place
    if place is not None and place.code and commune and place.code != commune:
        return False
    is_same = any(one.code == topic and one.score >= _MAY_BE_OF for one in reading.topics)
    is_bare = place is None and len(text.split()) < _FEWEST  # "cháy rồi": perhaps that very waste
    return is_same or (topic in PLACE_BOUND and (is_bare or _POINTS_BACK.search(fold(text)) is not None))

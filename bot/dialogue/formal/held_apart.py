"""An accusation amid something else is held apart and sealed: whoever works on the rest may be the accused."""

import re

from bot.dialogue.asking import say, understood
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.denounce_ways import (
    accuses_surely,
    ask_way,
    is_denouncing,
    reads_as_denunciation,
    says_outright,
    warning,
    with_kind,
)
from bot.dialogue.draft import add_telling
from bot.dialogue.events import CaseLine, Parted, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_answers import LONGEST_NAME, fits
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import names_addressee
from bot.dialogue.orders import KeepApart
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.resuming import is_busy, resume
from bot.dialogue.telling.second import KEPT_SEALED
from bot.dialogue.telling.telling import tell
from bot.dialogue.words import vocabulary
from routing.conflicts import GUARDED
from routing.kinds import Kind
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import record, replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

_OF_ONE_CASE = frozenset(
    {"add_info", "withdraw", "rate_result", "rate_attitude", "rate_words", "offer_reopen", "reopen_reason"}
)
_FEARS = re.compile(
    r"(?:(?:toi|em|tui|chau|con|minh|da|rat|cung|chi) )*(?:so|ngai|lo) (?:la |bi )?(?:\w+ ){0,4}"
    r"(?:biet|tra thu|tru dap|phat hien|lo ten)(?: (?:em|toi|tui|chau|con|minh|lam|qua|a|nua|bao|noi))*"
)


@record
class _Told:
    """Words that accuse somebody, with what was shown above them, and what was kept before them without a yes."""

    text: str
    reading: Reading | None
    media: int = 0
    reply_case_id: int | None = None
    before: Reading | None = None


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Hold an accusation apart from the report that is told, or from the cases it is typed for; None for all else."""
    if not is_held(event.text, event.reading) or is_denouncing(state):
        return None
    told = _Told(event.text, event.reading, reply_case_id=event.reply_case_id, before=event.reading_of_pending)
    return _held(state, told, context)


def shown(state: State, event: SentMedia, context: Context) -> Step | None:
    """Hold what was shown apart with the words below it that accuse somebody; None for all else."""
    if not is_held(event.caption, event.reading) or is_denouncing(state):
        return None
    return _held(state, _Told(event.caption, event.reading, event.count), context)


def is_held(text: str, reading: Reading | None) -> bool:
    """Whether words accuse beyond doubt; not those that only say a name or to whom it goes, or ask not to be named."""
    if reading is None or not accuses_surely(reading) or _is_only_name(text, reading):
        return False
    is_talk = bool(vocabulary("talk").meanings(text))  # "lừa đảo à" is said to the bot
    return not (is_talk or names_addressee(text) or denies(text) or _only_wishes_no_name(text) or _only_fears(text))


def _only_fears(text: str) -> bool:
    """Whether words say whose revenge their writer fears, and nothing that somebody has done."""
    return _FEARS.fullmatch(fold(text)) is not None


def _only_wishes_no_name(text: str) -> bool:
    """Whether words ask not to be named, and nothing else stands beside it: with an accusation it is part of that."""
    return bool(vocabulary("unnamed").meanings(text))


def _is_only_name(text: str, reading: Reading) -> bool:
    """Whether a short answer is somebody's name, and none of its words speaks of corruption by itself."""
    if reads_as_denunciation(reading) or len(text.split()) > LONGEST_NAME or not fits("name", text, reading, {}):
        return False
    return all(fold(one.words) == fold(text) for one in reading.evidence if one.about == "topic")


def is_taken_by(case: CaseLine | None, reading: Reading | None) -> bool:
    """Whether what was told may go to a case; an accusation goes to none but another one."""
    return not accuses_surely(reading) or (case is not None and case.kind == Kind.DENUNCIATION)


def _held(state: State, told: _Told, context: Context) -> Step | None:
    if state.step in {"consent", "bind"}:
        return _beside(state, told, context) if _is_kept_for_other(state, told) else None
    if state.draft is not None:
        return _amid_draft(state, state.draft, told, context)
    if not context.consented or state.booking is not None:
        return None
    of_step = state.case_id if state.step in _OF_ONE_CASE else None
    case = context.any_case(told.reply_case_id) or context.any_case(of_step)
    is_of_sealed = case is not None and (case.kind == Kind.DENUNCIATION or _is_more_of(case, told))
    if is_of_sealed or (case is None and _may_be_of_sealed(told, context)):
        return None
    return _from_cases(state, told, context, case)


def _is_kept_for_other(state: State, told: _Told) -> bool:
    """Whether what waits for a yes, or for its case, is a matter, and neither an accusation nor how officers behave."""
    if not state.pending_text.strip():
        return True
    before = told.before
    tells_none = before is not None and before.topic in GUARDED | {OTHER_TOPIC}
    return before is None or not (tells_none or before.kind is Kind.DENUNCIATION)


def _is_more_of(case: CaseLine, told: _Told) -> bool:
    """Whether words report more of what a case is about, and accuse nobody outright."""
    return told.reading is not None and told.reading.topic == case.topic and not reads_as_denunciation(told.reading)


def _may_be_of_sealed(told: _Told, context: Context) -> bool:
    """Whether words that accuse may be more of an accusation sent before, or nothing is open that they are kept from.

    Asked for which case they are, only those that are sealed take them (`is_taken_by`).
    """
    return all(_is_more_of(case, told) for case in context.open_cases) or any(
        case.kind == Kind.DENUNCIATION for case in context.open_cases
    )


def _amid_draft(state: State, draft: Draft, told: _Told, context: Context) -> Step | None:
    if draft.kind == Kind.COMPLAINT:  # "tôi tố cáo …" in a field of its form is asked about there
        is_answer = state.step.startswith(FORM_STEP) and not tells_a_wrong(told.text)  # "chủ tịch xã" is complained of
        return None if is_answer or says_outright(told.text) else _beside(state, told, context)
    topic = told.reading.topic if told.reading else OTHER_TOPIC
    if topic == draft.topic and not reads_as_denunciation(told.reading):
        return None  # more of a report of the same
    if not draft.text.strip() or draft.topic in GUARDED | {OTHER_TOPIC, topic}:
        return _as_accusation(state, draft, told, context)
    return _beside(state, told, context)


def _as_accusation(state: State, draft: Draft, told: _Told, context: Context) -> Step:
    """Take all that is being told for the accusation that it turns out to be."""
    accused = with_kind(add_telling(draft, told.text, told.reading))
    accused = replace(accused, media=accused.media + told.media)
    return ask_way(replace(understood(state), step="idle", options=(), draft=accused), context)


def _beside(state: State, told: _Told, context: Context) -> Step:
    """Keep an accusation for after what is being told, and ask the open question again."""
    kept = _with_second(state, told)
    step = resume(kept, context).after(warning(context), say(KEPT_SEALED))
    return step.ordering(KeepApart(told.text, is_accusation=True))


def _with_second(state: State, told: _Told) -> State:
    other = with_kind(add_telling(state.second or Draft(), told.text, told.reading))
    return replace(state, second=replace(other, media=other.media + told.media))


def _from_cases(state: State, told: _Told, context: Context, case: CaseLine | None = None) -> Step:
    """Begin an accusation of its own with words that were typed for a case."""
    fresh = replace(
        understood(state), step="idle", options=(), draft=with_kind(Draft()), pending_text="", pending_media=0,
        case_id=None, answer_id=None, is_asking=False,
    )  # fmt: skip
    warned = tell(fresh, context, told.text, told.reading, media=told.media)
    note = say("second.held_from_case", code=case.code if case else "")
    return replace(warned, replies=(*warned.replies[:-1], note, *warned.replies[-1:]))


def begun_with_pending(state: State, reading: Reading | None, context: Context) -> Step:
    """Begin an accusation of its own with what was kept until it was said for which case it is."""
    return _from_cases(state, _Told(state.pending_text, reading, state.pending_media), context)


def parted(first: Step, told: Parted, context: Context) -> Step:
    """Keep the accusation of a message that tells a report too for after what is told in the rest of it."""
    is_next = is_busy(first.state)
    order = KeepApart(
        told.other, is_accusation=True, first=told.reading, other=told.reading_of_other, left=told.text, is_next=is_next
    )
    state = _with_second(first.state, _Told(told.other, told.reading_of_other))
    notes = (warning(context), say(KEPT_SEALED)) if is_next else ()
    return replace(first, state=state, replies=(*first.replies[:-1], *notes, *first.replies[-1:])).ordering(order)

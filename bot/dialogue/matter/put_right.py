"""What a citizen puts right of a draft that is no place: another matter, only a question after all, no question."""

import re

from bot.dialogue.asking import understood
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.draft import add_telling, is_topic_known, place_of
from bot.dialogue.events import Said
from bot.dialogue.formal.complaint_kind import told_otherwise
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import denies_complaint
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import goes_back
from bot.dialogue.hearing.place_answers import denied_in
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import OF_DRAFT, change_topic, proceed
from bot.dialogue.words import answers, clauses, kind_named, vocabulary
from routing.gazetteer.address_words import way_words
from routing.kinds import Kind
from routing.records import replace
from routing.text import fold

_FEW, _SOME = 6, 14  # words
_OF_COMPLAINT = (FORM_STEP, "ask_kind")  # which hear that themselves
_WONDERS = re.compile(
    r"(?:u |o )?sao (?:lai|la|lai la|thanh|ra) .+ (?:toi|tui|em|minh|con|chau|bac) (?:noi|bao|ghi|ke|phan anh)\b"
)
_LIGHT = frozenset({Kind.FEEDBACK.value, Kind.PETITION.value, Kind.INQUIRY.value, Kind.OTHER.value})
_ASKED_IN = frozenset(OF_DRAFT) - {"drop", "sending"}
_MEANT = {"asks": Kind.INQUIRY.value, "reports": Kind.FEEDBACK.value}


def kind_heard(state: State, event: Said, context: Context) -> Step | None:
    """Take a draft for a question, or for a report, where a few words say that it is one; None for other words."""
    draft = state.draft
    if draft is not None and _is_no_complaint(state, draft, event):
        return told_otherwise(state, event, context)
    if draft is None or state.step not in _ASKED_IN or draft.kind not in _LIGHT or len(event.text.split()) > _SOME:
        return None
    is_of_open = (denies(event.text) and state.step != "ask_accusing") or _goes_back(event)
    if is_of_open and event.reading.danger is None:
        return OF_DRAFT[state.step](understood(state), context)
    said = vocabulary("meant_kind").inside(event.text)
    meant = next((_MEANT[one] for one in _MEANT if said == {one}), None) or _reported_after_all(draft, event.text)
    if meant is None or event.reading.danger is not None or event.reading.place is not None:
        return None
    is_answer = state.step == "ask_accusing"  # who is asked whom they accuse, and only asks, is not asked again
    settled = replace(draft, kind=meant, kind_confidence=1.0, noted=False, kind_asked=draft.kind_asked or is_answer)
    return proceed(understood(replace(state, draft=settled)), context)


def _is_no_complaint(state: State, draft: Draft, event: Said) -> bool:
    """Whether a few words say that what is taken for a complaint is none, before its form has begun."""
    is_early = draft.kind == Kind.COMPLAINT and state.step in _ASKED_IN and not state.step.startswith(_OF_COMPLAINT)
    is_told = event.reading.place is not None or event.reading.danger is not None
    return is_early and not is_told and denies_complaint(event.text)


def _goes_back(event: Said) -> bool:
    return goes_back(event.text) and event.reading.place is None


def _reported_after_all(draft: Draft, text: str) -> str | None:
    """Return the kind of a report where a few words call a question one and say nothing else ("vậy tôi phản ánh")."""
    words = fold(text).split()
    is_plain = len(words) <= _FEW and "khong" not in words and not text.rstrip().endswith("?")
    is_report = draft.kind == Kind.INQUIRY and is_plain and kind_named(text) == "report"
    return Kind.FEEDBACK.value if is_report else None


def matter_heard(state: State, event: Said, context: Context) -> Step | None:
    """Add a correction of what was told to it, with the topic that it has then; None for one of the place."""
    draft = state.draft
    if draft is None:
        return None
    names_topic = _names_topic(event.text) or _blames_label(event.text)
    if not names_topic and not _denies_of_matter(event.text, draft):
        return None
    told = add_telling(draft, event.text, None)
    reading = event.reading
    if is_topic_known(reading):
        topics = tuple((score.code, score.score) for score in reading.topics)
        told = replace(told, topic=reading.topic, topics=topics, confidence=reading.confidence, topic_by="machine")
    elif names_topic:
        return change_topic(understood(replace(state, draft=told)), context)
    return proceed(understood(replace(state, draft=told)), context)


def _names_topic(text: str) -> bool:
    """Whether more is said behind a first clause that the topic is wrong ("sai lĩnh vực rồi, đây là đê")."""
    first, *others = clauses(text) or [""]
    return bool(others) and "topic" in answers(first)


def _blames_label(text: str) -> bool:
    """Whether a few words wonder at the topic that was read back ("sao lại chó mèo, tôi nói heo mà")."""
    return len(text.split()) <= _SOME and _WONDERS.match(fold(text)) is not None


def _denies_of_matter(text: str, draft: Draft) -> bool:
    """Whether what is denied was told of the matter, and is no word of its place."""
    denied = denied_in(text)
    told, placed = (f" {fold(words)} " for words in (draft.text, place_of(draft)))
    is_bare = denied in way_words()  # "không phải đường, cái cống": whatever the road is called
    return bool(denied) and f" {denied} " in told and (is_bare or f" {denied} " not in placed)

"""A second matter behind "à mà", "còn nữa", "nhân tiện": kept apart while the first is open, then gone on with."""

import re
from dataclasses import replace

from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denunciation, reads_as_denunciation, warning, with_kind
from bot.dialogue.draft import SURE, add_telling
from bot.dialogue.events import Parted, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.impatience import names_addressee
from bot.dialogue.orders import KeepApart
from bot.dialogue.questions import OF_DRAFT, proceed
from bot.dialogue.state import Draft, State
from bot.dialogue.words import behind, is_same, tidy, vocabulary
from routing.conflicts import CONDUCT_TOPIC
from routing.kinds import Kind
from routing.reading import Reading
from routing.topics import OTHER_TOPIC

_ASKED_IN = frozenset(OF_DRAFT) - {"drop", "sending"}
BEGUN = "second.begun"  # what is said from here on is of the second matter
_REPORTS = frozenset({Kind.FEEDBACK.value, Kind.PETITION.value, Kind.INQUIRY.value})
_OF_OFFICERS = frozenset({CONDUCT_TOPIC, "tham_nhung"})
_FEWEST = 3  # words that tell a matter
_WORD = re.compile(r"\w+")
_FILLING = "còn báo luôn cho tôi em mình là thì có việc chuyện vụ cái này nữa xin con muốn"
_BETWEEN = frozenset(_FILLING.split())


def matter_behind(text: str) -> str:
    """Return what is told behind words that begin a second matter, blank where a message does not begin so."""
    words = tidy(text).split()
    taken = vocabulary("second").at_start(text)
    if not taken:
        return ""
    while taken < len(words) and any(is_same(words[taken], one) for one in _BETWEEN):
        taken += 1
    told = behind(text, taken).strip()
    return told if len(_WORD.findall(told)) >= _FEWEST else ""


def is_told_beside(reading: Reading, topic: str) -> bool:
    """Whether a message tells something else than a matter of a topic."""
    is_known = reading.confidence >= SURE and reading.topic not in {topic, OTHER_TOPIC}
    return is_known and reading.kind is not Kind.OTHER and not reads_as_denunciation(reading)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Keep a second matter apart and ask the open question again; None where no other matter is told."""
    draft = state.draft
    if draft is None or not draft.text.strip() or state.step not in _ASKED_IN or event.reading.danger is not None:
        return None
    if is_accused_beside(event.reading, draft) and not names_addressee(event.text):
        return _accused(state, event, context)
    told = matter_behind(event.text)
    is_kept_sealed = is_denunciation(draft) or is_denunciation(state.second)
    if not told or is_kept_sealed or not is_told_beside(event.reading, draft.topic):
        return None
    kept = replace(state, second=add_telling(state.second or Draft(), told, event.reading))
    step = OF_DRAFT[state.step](kept, context).after(say("second.kept"))
    return step.ordering(KeepApart(event.text))


def is_accused_beside(reading: Reading, draft: Draft) -> bool:
    """Whether a message surely accuses somebody, and what is being told is a plain report of something else."""
    is_plain = draft.kind in _REPORTS and draft.topic not in _OF_OFFICERS | {OTHER_TOPIC, reading.topic}
    return is_plain and reads_as_denunciation(reading) and reading.kind_confidence >= SURE


def _accused(state: State, event: Said, context: Context) -> Step:
    """Keep an accusation out of a report: whoever works on the report may be the accused."""
    told = matter_behind(event.text) or event.text
    kept = replace(state, second=with_kind(add_telling(state.second or Draft(), told, event.reading)))
    step = OF_DRAFT[state.step](kept, context).after(warning(context), say("second.kept_sealed"))
    return step.ordering(KeepApart(event.text, is_accusation=True))


def first_of(event: Said) -> Said:
    """Return a message as far as it tells the first of two matters."""
    parted = event.parted
    return event if parted is None else replace(event, text=parted.text, reading=parted.reading, parted=None)


def keep(step: Step, parted: Parted) -> Step:
    """Keep the other matter apart, and say so before the question that is open."""
    told = matter_behind(parted.other) or parted.other
    state = replace(step.state, second=add_telling(step.state.second or Draft(), told, parted.reading_of_other))
    replies = (*step.replies[:-1], say("second.kept"), *step.replies[-1:])
    order = KeepApart(parted.other, first=parted.reading, other=parted.reading_of_other)
    return replace(step, state=state, replies=replies).ordering(order)


def begun(step: Step, context: Context) -> Step:
    """Go on with the second matter once nothing else is open."""
    state = step.state
    if state.second is None or state.draft is not None or state.step != "idle" or not context.consented:
        return step
    begun_with = proceed(replace(state, draft=state.second, second=None, options=()), context)
    told = (replace(reply, choices=()) for reply in step.replies)  # their buttons would be stale at once
    return begun_with.after(*told, say(BEGUN)).ordering(*step.orders)

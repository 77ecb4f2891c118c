"""A second matter behind "à mà", "còn nữa", "nhân tiện": kept apart while the first is open, then gone on with."""

import re

from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denunciation, may_accuse, reads_as_denunciation
from bot.dialogue.draft import SURE, add_telling
from bot.dialogue.events import Parted, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepApart
from bot.dialogue.phrases import is_same, tidy
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.questions import OF_DRAFT, ask_drop, proceed
from bot.dialogue.telling.resuming import ask_which
from bot.dialogue.words import behind, vocabulary
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.topics import OTHER_TOPIC

_ASKED_IN = frozenset(OF_DRAFT) - {"drop", "sending"}
_BEGUN, _RESUMED = "second.begun", "second.resumed"
BEGUN = frozenset({_BEGUN, _RESUMED})  # what is said from here on is of the next matter
KEPT_SEALED = "second.kept_sealed"
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


def is_told_beside(reading: Reading, topic: str, *, least: float = SURE) -> bool:
    """Whether a message tells something else than a matter of a topic, and as surely as `least`."""
    is_known = reading.confidence >= least and reading.topic not in {topic, OTHER_TOPIC}
    return is_known and reading.kind is not Kind.OTHER and not reads_as_denunciation(reading)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Keep a second matter apart and ask the open question again; None where no other matter is told."""
    draft = state.draft
    if draft is None or not draft.text.strip() or state.step not in _ASKED_IN:
        return None
    told = matter_behind(event.text)
    if not told or not _may_wait(state, event, draft.topic):
        return None
    kept = _with_second(state, told, event.reading)
    step = OF_DRAFT[state.step](kept, context).after(say("second.kept"))
    return step.ordering(KeepApart(event.text))


def kept_at_drop(state: State, event: Said, context: Context) -> Step | None:
    """Keep a report that is told instead of a yes to dropping another matter; None where it is more of that one.

    It is neither dropped with the other nor read by whoever gets it.
    """
    tells = len(_WORD.findall(event.text)) >= _FEWEST
    if state.draft is None or not tells or not _may_wait(state, event, state.draft.topic):
        return None
    step = ask_drop(_with_second(state, event.text, event.reading), context).after(say("second.kept_at_drop"))
    return step.ordering(KeepApart(event.text))


def beside_accusation(state: State, event: Said) -> State | None:
    """Keep a report apart that is told behind an accusation before its way was chosen; None where none is told."""
    told = matter_behind(event.text)
    is_apart = bool(told) and _may_wait(state, event, OTHER_TOPIC)
    return _with_second(state, told, event.reading) if is_apart else None


def _may_wait(state: State, event: Said, topic: str) -> bool:
    """Whether something else than a matter of a topic is told that may wait in the open: no danger, no accusation."""
    is_sealed = is_denunciation(state.second) or may_accuse(event.reading)
    return not is_sealed and event.reading.danger is None and is_told_beside(event.reading, topic)


def _with_second(state: State, told: str, reading: Reading) -> State:
    return replace(state, second=add_telling(state.second or Draft(), told, reading))


def first_of(event: Said) -> Said:
    """Return a message as far as it tells the first of two matters."""
    parted = event.parted
    if parted is None:
        return event
    return replace(event, text=matter_behind(parted.text) or parted.text, reading=parted.reading, parted=None)


def keep(step: Step, parted: Parted) -> Step:
    """Keep the other matter apart, and say so before the question that is open."""
    told = matter_behind(parted.other) or parted.other
    state = replace(step.state, second=add_telling(step.state.second or Draft(), told, parted.reading_of_other))
    is_sealed = reads_as_denunciation(parted.reading_of_other)
    note = say("second.other_sealed" if is_sealed else "second.kept")
    replies = (*step.replies[:-1], note, *step.replies[-1:])
    order = KeepApart(parted.other, first=parted.reading, other=parted.reading_of_other)
    return replace(step, state=state, replies=replies).ordering(order)


def begun(step: Step, context: Context) -> Step:
    """Go on with what a danger broke into, else with the second matter, once nothing else is open."""
    state = step.state
    following = state.interrupted or state.second
    if following is None or state.draft is not None or state.step != "idle":
        return step
    left = replace(state, interrupted=None) if state.interrupted else replace(state, second=None)
    if not context.consented:
        return _agreed_first(step, left, following, context)
    if context.open_cases and is_unbound(following):
        return ask_which(_unbound(left, following), context).after(*step.replies).ordering(*step.orders)
    begun_with = proceed(replace(left, draft=following, options=()), context)
    told = (replace(reply, choices=()) for reply in step.replies)  # their buttons would be stale at once
    note = say(_RESUMED if state.interrupted else _BEGUN)
    return begun_with.after(*told, note).ordering(*step.orders)


def is_unbound(draft: Draft) -> bool:
    """Whether it is words of which it was still open for what they are when something else broke in."""
    return draft.reading is None and draft.kind == Kind.OTHER and bool(draft.text.strip())


def _unbound(state: State, draft: Draft) -> State:
    return replace(state, pending_text=draft.text, pending_media=draft.media, pending_voices=draft.voices, options=())


def _agreed_first(step: Step, left: State, following: Draft, context: Context) -> Step:
    """Ask whether a report may be kept whose accusation was left; with an accusation nothing is asked unasked."""
    if is_denunciation(following):
        return step
    waiting = replace(left, pending_text="", pending_media=0)
    return ask_consent(waiting, context, text=following.text).after(*step.replies).ordering(*step.orders)

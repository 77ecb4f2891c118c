"""What it is about: answers to the question for the topic, chosen or typed."""

from collections.abc import Callable

from bot.dialogue.asking import missed, say, topic_name, understood
from bot.dialogue.draft import SURE, add_telling, with_topic
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import says_it_was_said, says_send, wishes_no_name
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import OF_DRAFT, change_place, proceed
from bot.dialogue.words import answers, clauses
from routing.records import replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

_SHORT = 60


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed topic; what is no topic is kept as more of the story, and after a second miss we go on."""
    meant = answers(event.text)
    if "topic" in meant or _is_of_place(event.text) or wishes_no_name(event.text):
        return _again(state, event, context)
    is_passed = says_it_was_said(event.text) or says_send(event.text)
    if is_passed or meant & {"else", "skip", "no", "yes", "done"}:
        return _asked(state, context)
    code = _named_topic(state, event, context)
    if code is not None:
        return chosen(state, Chose(state.step_no, f"topic:{code}"), context)
    draft = add_telling(state.draft or Draft(), event.text, event.reading)
    code = _told_topic(event, context)
    if code is not None:
        return chosen(replace(state, draft=draft), Chose(state.step_no, f"topic:{code}"), context)
    told = missed(replace(state, draft=draft))
    is_clear = draft.topic_by == "machine" and draft.confidence >= SURE
    if is_clear or told.misses > 1:
        return _asked(told, context)
    return OF_DRAFT["pick_topic"](told, context)


def _is_of_place(text: str) -> bool:
    """Whether it is the place that is to be changed ("không, tôi muốn sửa nơi")."""
    return any("place" in answers(part) for part in clauses(text))


def _again(state: State, event: Said, context: Context) -> Step:
    """Ask once more, or for another place; the wish not to be named is kept with the matter and answered."""
    if _is_of_place(event.text):
        return change_place(state, context)
    if not wishes_no_name(event.text):
        return OF_DRAFT["pick_topic"](state, context)
    kept = replace(state, draft=add_telling(state.draft or Draft(), event.text, None))
    return OF_DRAFT["pick_topic"](kept, context).after(say("plain.secret"))


def _named_topic(state: State, event: Said, context: Context) -> str | None:
    """Return the topic whose name the words are part of."""
    typed = fold(event.text)
    if not typed or len(event.text) > _SHORT:
        return None
    begun = _first(state, context, lambda name: any(fold(part) == typed for part in name.split(",")))
    return begun or _first(state, context, lambda name: f" {typed} " in f" {fold(name)} ")


def put_right(state: State, event: Said, context: Context) -> Step | None:
    """Return the draft with the topic that a few words name and nothing else ("tiếng ồn"); None for other words."""
    typed = fold(event.text)
    if " " not in typed or len(event.text) > _SHORT:
        return None
    code = _first(state, context, lambda name: typed in map(fold, name.split(",")))
    return None if code is None else chosen(state, Chose(state.step_no, f"topic:{code}"), context)


def _first(state: State, context: Context, fits: Callable[[str], bool]) -> str | None:
    """Return the first topic whose name fits, in Vietnamese or in the citizen's language."""
    names = context.topic_names.items()
    named = (code for code, name in names if fits(name) or fits(topic_name(code, state, context)))
    return next((code for code in named if code != OTHER_TOPIC), None)


def _told_topic(event: Said, context: Context) -> str | None:
    """Return the topic that a short message is clearly about."""
    reading = event.reading
    if len(event.text) > _SHORT:
        return None
    is_sure = reading.confidence >= SURE and reading.topic in context.topic_names
    return reading.topic if is_sure and reading.topic != OTHER_TOPIC else None


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the topic that was chosen, or leave it to the reception desk."""
    if event.option == "other_topic":
        draft = with_topic(state.draft or Draft(), OTHER_TOPIC)
        return proceed(understood(replace(state, draft=draft)), context)
    draft = with_topic(state.draft or Draft(), event.option.removeprefix("topic:"))
    return proceed(understood(replace(state, draft=draft)), context)


def _asked(state: State, context: Context) -> Step:
    draft = state.draft or Draft()
    asked = replace(draft, topic_asked=draft.topic_asked + 1)
    return proceed(understood(replace(state, draft=asked)), context)

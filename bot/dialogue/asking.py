"""Builds what is said: plain sentences, and questions whose buttons are remembered in the state."""

from collections.abc import Sequence
from itertools import dropwhile

from bot.dialogue.events import CaseLine, RatingLine
from bot.dialogue.frame import Context, Step
from bot.dialogue.phrases import tidy
from bot.dialogue.state import State
from bot.dialogue.words import vocabulary
from bot.messages import Reply
from bot.texts import Texts, texts_in
from bot.texts.days import say_day
from bot.texts.languages import topic_in
from routing.dangers.advice import Advice
from routing.records import replace
from routing.text import cut_at_word

Option = str | tuple[str, str]
_TAIL = 4
_LONGEST_LABEL = 40
SUMMARY = 160


def say(key: str, /, **fields: str) -> Reply:
    """Return a sentence without buttons."""
    return Reply(key, fields)


def ask(
    state: State, step: str, key: str, options: Sequence[Option] = (), /, *, wants: str | None = None, **fields: str
) -> Step:
    """Ask a question: the step that waits for its answer, and buttons (an option alone has the label `choice.option`).

    The same question asked again keeps its number, so that buttons already shown stay good.
    """
    offered = tuple(_labelled(state.language, option) for option in options)
    is_repeated = state.step == step and state.options == offered
    step_no = state.step_no if is_repeated else state.step_no + 1
    asked = replace(state, step=step, step_no=step_no, options=offered)
    return Step(asked, (Reply(key, fields, offered, wants, step_no),))


def either_of(state: State, numbers: Sequence[str]) -> str:
    """Return the numbers to call, any of them, as a sentence says it ("113 hoặc 115")."""
    return f" {label(state, 'danger.or')} ".join(numbers)


def advised(state: State, advice: Advice) -> Reply:
    """Return what can be done at once about a harm, with the numbers to call."""
    return say(f"advice.{advice.code}", numbers=either_of(state, advice.numbers))


def rest(state: State, *replies: Reply) -> Step:
    """Go back to where nothing is asked."""
    return Step(replace(state, step="idle", step_no=state.step_no + 1, options=()), replies)


def understood(state: State) -> State:
    """Return the state with its count of misunderstandings cleared."""
    return replace(state, misses=0) if state.misses else state


def missed(state: State) -> State:
    """Return the state with one more misunderstanding."""
    return replace(state, misses=state.misses + 1)


def _labelled(language: str, option: Option) -> tuple[str, str]:
    if isinstance(option, tuple):
        return option
    return option, texts_in(language).label(f"choice.{option}")


def label(state: State, key: str, /, **fields: str) -> str:
    """Return a sentence of the citizen's language, for use inside another."""
    return texts_for(state).text(key, fields)


def texts_for(state: State) -> Texts:
    """Return the sentences in which whoever writes is spoken to."""
    return texts_in(state.language, to_child=state.is_child)


def short_code(case: CaseLine | RatingLine) -> str:
    """Return the end of a code, as people call it: "…29QX"."""
    return f"…{case.code[-_TAIL:]}"


def short_topic(name: str) -> str:
    """Return a topic's name for a button: without what stands in brackets, cut between its parts."""
    name = name.split(" (", maxsplit=1)[0]
    if len(name) <= _LONGEST_LABEL:
        return name
    return name[:_LONGEST_LABEL].rsplit(",", 1)[0].strip()


def topic_name(code: str, state: State, context: Context) -> str:
    """Return the name of a topic in the citizen's language, blank for one that is not known."""
    return topic_in(state.language, code, context.topic_names.get(code, ""))


def summary_of(text: str, limit: int = SUMMARY) -> str:
    """Return a matter on one line, cut at a word with "…" beyond `limit` characters.

    Of a long one the lines that only lead up to it are left out, else they would be all that is read back.
    """
    parts = [" ".join(part.split()).rstrip(".") for part in text.splitlines() if part.strip()]
    line = ". ".join(parts)
    if len(line) > limit:
        line = ". ".join(list(dropwhile(_leads_up, parts))) or line
    return cut_at_word(line, limit)


def _leads_up(part: str) -> bool:
    words = vocabulary("opening_line")
    return all(words.holds(word) for word in tidy(part).split())


def in_own_words(text: str, state: State) -> str:
    """Return words that an officer wrote; where they are in another language than the citizen's, that is said."""
    return f"{text}\n{label(state, 'notice.foreign')}" if texts_in(state.language).is_foreign(text) else text


def case_fields(case: CaseLine, state: State, context: Context) -> dict[str, str]:
    """Return a case as fields of a sentence."""
    due = say_day(case.due_on, today=context.today, language=state.language) if case.due_on else ""
    is_late = case.is_open and case.due_on is not None and case.due_on < context.today
    return {
        "code": case.code,
        "summary": summary_of(case.summary),
        "state": label(state, f"state.{case.state}") if case.state else case.state_label,
        "unit": case.unit,
        "officer": case.officer_name,
        "phone": case.officer_phone,
        "due": "" if is_late or not case.is_open else due,
        "missed": due if is_late else "",
        "answer": in_own_words(case.answer or "", state),
    }

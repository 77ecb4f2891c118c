"""In which language we talk: chosen by name, by a button, or seen from what is written; nothing told is lost by it."""

from collections.abc import Callable
from typing import TypeVar

from bot.dialogue.asking import Option, ask, say
from bot.dialogue.denounce_ways import is_whole_warning
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.tongues import language_names, written_in
from bot.dialogue.state import State
from bot.dialogue.telling.relabelling import relabelled
from bot.messages import Reply
from bot.texts import texts_in
from bot.texts.days import day_in_other_words
from bot.texts.languages import FIRST, languages
from bot.texts.scripts import strange_line
from routing.records import replace

STEP = "language"
Told = TypeVar("Told", Step, Step | None)


def ask_language(state: State, context: Context) -> Step:
    """Ask which language to use; the question that was open waits behind it."""
    del context
    return ask(_asked_beside(state), STEP, "language.ask", _buttons(state.language))


def offer(state: State, other: str, context: Context) -> Step:
    """Answer a greeting in another language: say in that language that it may be chosen."""
    line = texts_in(other).text("language.own")
    return ask(_asked_beside(state), STEP, "language.offer", _buttons(other), office=context.office, other=line)


def unread(text: str) -> Reply | None:
    """Return what is said to words in a script that nobody here reads, None where they are in Latin letters."""
    own = strange_line(text)
    if own is None:
        return None
    told = "\n".join(texts_in(code).text("language.read") for code in _others_first())
    return say("language.strange", own=own, other=told)


def by_name(other: str) -> Reply:
    """Return what is said in another language to whoever called for help by a word of it: how it is chosen."""
    return say("language.strange", other=texts_in(other).text("language.by_name"))


def choose_after(state: State, reply: Reply) -> Step:
    """Say something and offer the languages that we speak, Vietnamese last; the question that was open waits."""
    kept = _asked_beside(state)
    options: list[Option] = [(f"lang:{code}", languages()[code].name) for code in _others_first()]
    return ask(kept, STEP, reply.key, options, **dict(reply.fields))


def _others_first() -> list[str]:
    return [*(code for code in languages() if code != FIRST), FIRST]


def how() -> Reply:
    """Return how the language is changed where a question must not be left."""
    return say("language.how", names=language_names())


def spoken(state: State, code: str, context: Context) -> State:
    """Return the state in a language, what is on offer worded in it: the same choices in the same order.

    The warning before an accusation has not been said in that language yet, so that it is said whole once more.
    """
    if state.language == code:
        return state
    options = () if is_whole_warning(state) else relabelled(state.options, state.language, code, context)
    booking = state.booking
    if booking is not None:
        booking = replace(booking, when=day_in_other_words(booking.when, state.language, code))
    return replace(state, language=code, options=options, booking=booking)


def in_its_own(answer: Callable[[State, Said, Context], Told], state: State, event: Said, context: Context) -> Told:
    """Return an answer in the language of a message that is plainly written in another than before, and say so."""
    written = written_in(event.text)
    if written in {FIRST, state.language}:
        return answer(state, event, context)
    step = answer(spoken(state, written, context), event, context)
    return step.after(say("language.switched")) if step is not None else step


def back_at_question(state: State) -> State:
    """Return the state at the question that waited while the language was asked for."""
    if state.step != STEP:
        return state
    return without_waiting(replace(state, step=state.left_step or "idle", options=state.left_options))


def settled(played: Step) -> Step:
    """Return a step that asks for no language with no question behind that one."""
    left = without_waiting(played.state)
    return played if left is played.state else replace(played, state=left)


def without_waiting(state: State) -> State:
    """Return the state with no question behind the one for the language."""
    return replace(state, left_step="", left_options=()) if state.left_step or state.left_options else state


def _asked_beside(state: State) -> State:
    return state if state.step == STEP else replace(state, left_step=state.step, left_options=state.options)


def _buttons(first: str) -> list[Option]:
    """Return a button for each language, the likeliest first and Vietnamese always among the first two."""
    codes = dict.fromkeys([first, FIRST, *languages()])
    return [(f"lang:{code}", languages()[code].name) for code in codes]

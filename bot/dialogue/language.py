"""In which language we talk: chosen by name, by a button, or seen from what is written; nothing told is lost by it."""

from dataclasses import replace

from bot.dialogue.asking import Option, ask, rest, say
from bot.dialogue.events import Chose
from bot.dialogue.frame import Context, Step
from bot.dialogue.questions import proceed
from bot.dialogue.state import State
from bot.dialogue.tongues import language_names
from bot.messages import Reply
from bot.texts import texts_in
from bot.texts.languages import FIRST, languages


def ask_language(state: State, context: Context) -> Step:
    """Ask which language to use."""
    del context
    return ask(state, "language", "language.ask", _buttons(state.language))


def offer(state: State, other: str, context: Context) -> Step:
    """Answer a greeting in another language: say in that language that it may be chosen."""
    line = texts_in(other).text("language.own")
    return ask(state, "language", "language.offer", _buttons(other), office=context.office, other=line)


def how() -> Reply:
    """Return how the language is changed where a question must not be left."""
    return say("language.how", names=language_names())


def spoken(state: State, code: str) -> State:
    """Return the state in a language; buttons shown in the one before are no longer offered by their words."""
    return state if state.language == code else replace(state, language=code, options=())


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the language of the button and go on with what was being told."""
    code = event.option.partition(":")[2]
    return settled(spoken(state, code if code in languages() else state.language), context)


def settled(state: State, context: Context) -> Step:
    """Say which language is used, then go on."""
    if state.draft is not None:
        return proceed(state, context).after(say("language.set"))
    return rest(state, say("language.set"), say("idle.invite"))


def _buttons(first: str) -> list[Option]:
    """Return a button for each language, the likeliest first and Vietnamese always among the first two."""
    codes = dict.fromkeys([first, FIRST, *languages()])
    return [(f"lang:{code}", languages()[code].name) for code in codes]

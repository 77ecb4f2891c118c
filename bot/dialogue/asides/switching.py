"""Changes the language in the middle of anything: the open question is put again in it, its choices as they stood."""

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import ask, rest, say
from bot.dialogue.events import Chose
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.language import back_at_question, spoken
from bot.dialogue.telling.questions import proceed
from bot.texts.languages import languages
from routing.records import replace


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the language of the button and go on where the question for it was asked."""
    code = event.option.partition(":")[2]
    return in_language(state, code if code in languages() else state.language, context)


def in_language(state: State, code: str, context: Context) -> Step:
    """Say which language is used, then put the open question again in it."""
    before = back_at_question(state)
    now = spoken(before, code, context)
    if now.step != "idle":
        return _numbered_alike(before, now, repeat(now, context)).after(say("language.set"))
    if now.draft is not None:
        return proceed(now, context).after(say("language.set"))
    if now.options:
        return ask(now, "idle", "language.choices", now.options).after(say("language.set"))
    return rest(now, say("language.set"), say("idle.invite"))


def _numbered_alike(before: State, now: State, asked: Step) -> Step:
    """Return a question with the choices that were on offer before, where it would offer others: "1" stays "1"."""
    offered = [option for option, _label in before.options]
    if asked.state.step != before.step or not asked.replies or not offered or not now.options:
        return asked
    if [option for option, _label in asked.state.options] == offered:
        return asked
    *others, question = asked.replies
    numbered = replace(question, choices=now.options)
    return replace(asked, state=replace(asked.state, options=now.options), replies=(*others, numbered))

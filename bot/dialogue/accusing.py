"""What is answered when it is in doubt whether somebody is accused: whoever does is warned and chooses a way first."""

from dataclasses import replace

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.complaint import as_kind
from bot.dialogue.denounce import denies
from bot.dialogue.denounce_ways import ask_way, ask_whether, is_denunciation, with_kind
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.questions import proceed
from bot.dialogue.state import Draft, State
from bot.dialogue.words import answers, kind_named, vocabulary
from routing.kinds import Kind
from routing.text import fold

_OUTRIGHT = "to cao"
_FEW_WORDS = 8  # as long as this an answer tells nothing else


def said(state: State, event: Said, context: Context) -> Step:
    """Understand whether somebody is accused; whatever else is told is more of the story, and asked is once more."""
    is_answer = _says_no(event.text) or _says_yes(event.text) or bool(answers(event.text))
    is_told = len(event.text.split()) > _FEW_WORDS or not (is_answer or small_talk(event.text, event.reading))
    told = _with_words(state, event) if is_told else state
    if kind_named(event.text) == "complaint":
        return proceed(understood(as_kind(told, Kind.COMPLAINT)), context)
    if _says_no(event.text):
        return chosen(told, Chose(state.step_no, "only_tells"), context)
    if _says_yes(event.text) or is_denunciation(told.draft):
        return chosen(told, Chose(state.step_no, "accuses"), context)
    if "skip" in answers(event.text) or state.misses:
        return _left_open(told, context)
    asked = ask_whether(missed(told), context)
    return asked.after(say("added.to_draft")) if is_told else asked


def _with_words(state: State, event: Said) -> State:
    return replace(state, draft=add_telling(state.draft or Draft(), event.text, event.reading))


def _says_no(text: str) -> bool:
    is_said = "tells" in vocabulary("accusing").meanings(text) or "no" in answers(text)
    return is_said or denies(text) or kind_named(text) == "report"


def _says_yes(text: str) -> bool:
    is_said = "accuses" in vocabulary("accusing").meanings(text) or "yes" in answers(text)
    return is_said or _OUTRIGHT in fold(text) or bool(vocabulary("fear").inside(text))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the citizen's word: an accusation goes no further before the warning, anything else as it was read."""
    draft = state.draft or Draft()
    if event.option == "accuses":
        return ask_way(replace(understood(state), draft=with_kind(draft)), context)
    return _left_open(replace(state, draft=replace(draft, kind_confidence=1.0)), context)


def _left_open(state: State, context: Context) -> Step:
    draft = replace(state.draft or Draft(), kind_asked=True)
    return proceed(understood(replace(state, draft=draft)), context)

"""What is answered when it is in doubt whether somebody is accused: whoever does is warned and chooses a way first."""

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.complaint_questions import ask_kind
from bot.dialogue.denounce_ways import ask_whether, is_denunciation, says_outright
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said
from bot.dialogue.formal.complaint_kind import as_kind, left_open
from bot.dialogue.formal.denounce import begin
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import says_send
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import proceed
from bot.dialogue.words import answers, clauses, kind_named, vocabulary
from routing.kinds import Kind
from routing.records import replace

_FEW_WORDS = 8  # as long as this an answer tells nothing else


def said(state: State, event: Said, context: Context) -> Step:
    """Understand whether somebody is accused; whatever else is told is more of the story, and asked is once more."""
    option, meant = _option(event.text), answers(event.text)
    is_told = len(event.text.split()) > _FEW_WORDS or not (option or meant or small_talk(event.text, event.reading))
    draft = state.draft or Draft()
    told = replace(state, draft=add_telling(draft, event.text, event.reading)) if is_told else state
    if _names(event.text, "complaint"):
        return proceed(understood(as_kind(told, Kind.COMPLAINT)), context)
    if option or is_denunciation(told.draft):
        return chosen(told, Chose(state.step_no, option or "accuses"), context)
    if "skip" in meant or state.misses:
        return left_open(told, context)
    asked = ask_whether(missed(told), context)
    return asked.after(say("added.to_draft")) if is_told else asked


def _option(text: str) -> str:
    """Return the button that a typed answer stands for, blank for none; what was asked here says what "dung" is."""
    if known := vocabulary("accusing").meanings(text):
        return min(known)  # an accusation where it could be either
    meant = answers(text)
    if "no" in meant or denies(text) or _names(text, "report"):
        return "only_tells"
    is_begun = "yes" in answers((clauses(text) or [""])[0])  # "đúng rồi, họ lấy thật"
    # who only wants it sent has not said whether somebody is accused
    is_yes = ("yes" in meant or is_begun) and not says_send(text)
    return "accuses" if is_yes or says_outright(text) or vocabulary("fear").inside(text) else ""


def _names(text: str, kind: str) -> bool:
    """Whether a few words name a kind: in a story ("đã phản ánh ba lần") the word says what was done before."""
    return len(text.split()) <= _FEW_WORDS and kind_named(text) == kind


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the citizen's word: an accusation goes no further before the warning, anything else as it was read."""
    if event.option == "accuses":
        return begin(state, context)
    draft = state.draft or Draft()
    if draft.kind == Kind.COMPLAINT:  # that nobody is accused does not say yet that a decision is to be looked at again
        return ask_kind(understood(replace(state, draft=replace(draft, kind_asked=True))), context)
    return left_open(replace(state, draft=replace(draft, kind_confidence=1.0)), context)

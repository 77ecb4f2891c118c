"""What is said past a question that may be left open: a new matter, a new question, a word of thanks."""

from bot.dialogue import idle
from bot.dialogue.answers import inquiring
from bot.dialogue.asides.switching import in_language
from bot.dialogue.commands import small_talk
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import says_send
from bot.dialogue.hearing.of_the_answer import aspect_in, together
from bot.dialogue.hearing.place_answers import is_only_a_place
from bot.dialogue.matter import confirm
from bot.dialogue.state import State
from bot.dialogue.words import answers, vocabulary
from routing.records import replace
from routing.text import fold

_FEW = 10
_CLOSES = frozenset({"thanks", "ok", "over"})


def said_language(state: State, event: Said, context: Context) -> Step:
    """Take an answer that names no language as a wish to leave it; anything else is what it would be without."""
    if answers(event.text):
        return in_language(state, state.language, context)
    return _past(state, event, context)


def said_which(state: State, event: Said, context: Context) -> Step:
    """Take "none of these", and "gửi", as a question for an officer; anything else is what it would be at rest."""
    is_none = answers(event.text) & {"no", "else"} or _is_not_that(event.text) or says_send(event.text)
    if is_none and state.draft is None:
        return inquiring.chosen(state, Chose(state.step_no, "other_question", event.reading_of_pending), context)
    if state.draft is None and is_only_a_place(event.text, event.reading):
        return inquiring.again(state, context)
    titles = [option for option, _label in state.options if option.startswith("answer:")]
    if len(titles) == 1 and ("yes" in answers(event.text) or _asks_of_it(state, event.text)):
        return inquiring.chosen(state, Chose(state.step_no, titles[0], event.reading_of_pending), context)
    return _asked_no_more(state, event, context) or _past(state, event, context)


def _asks_of_it(state: State, text: str) -> bool:
    """Whether a few words ask more about the one question for which a title is offered ("nộp ở đâu")."""
    return "\n" not in state.pending_text.strip() and aspect_in(text.rpartition("\n")[2]) is not None


def said_after_answer(state: State, event: Said, context: Context) -> Step:
    """Understand whether the answer helped; a new question, a new matter is taken as such."""
    meant = vocabulary("answered").meanings(event.text)
    is_thanks = small_talk(event.text, event.reading) in _CLOSES
    is_wrong = "wrong" in meant or _is_not_that(event.text)
    wanted = "not_helped" if is_wrong else "helped" if "right" in meant or is_thanks else ""
    option = next((option for option, _label in state.options if option.partition(":")[0] == wanted), None)
    if option is not None and state.draft is None:
        return inquiring.judged(state, Chose(state.step_no, option, event.reading_of_pending), context)
    of_it = inquiring.of_shown(state, event, _known_by(state), context)
    return of_it or _asked_no_more(state, event, context) or _past(state, _unseen(state, event), context)


def _asked_no_more(state: State, event: Said, context: Context) -> Step | None:
    """Hand on what is asked behind an answer, or behind titles, where the book has nothing else for it; else None."""
    if state.draft is not None or not state.pending_text.strip() or event.is_sure or not inquiring.asks(event):
        return None
    if small_talk(event.text, event.reading) in _CLOSES:  # it asks nothing, whatever stands before it
        return None
    known = _known_by(state)
    found = {answer.answer_id for answer in event.answers}
    is_whole = event.text.startswith(together(state.pending_text, ""))
    is_narrower = state.step == "which_answer" and bool(found) and found < known
    if found - known or is_narrower or not (is_whole or found):
        return None
    asked = replace(state, pending_text=event.text if is_whole else together(state.pending_text, event.text))
    return inquiring.pass_on(asked, context, event.reading, found=False)


def _known_by(state: State) -> set[int]:
    """Return the entries that were shown or offered just before."""
    return {int(value) for _name, _, value in (option.partition(":") for option, _label in state.options) if value}


def _unseen(state: State, event: Said) -> Said:
    """Return what is asked behind an answer without its entry; who asks the same again may mean it still."""
    is_again = fold(event.text) == fold(state.pending_text)
    known = set() if event.is_sure or is_again else _known_by(state)
    return replace(event, answers=tuple(one for one in event.answers if one.answer_id not in known))


def _is_not_that(text: str) -> bool:
    """Whether a short message begins by saying that this is not what was asked ("chưa đúng, tôi hỏi cái khác")."""
    return len(text.split()) <= _FEW and vocabulary("not_that").at_start(text) > 0


def _past(state: State, event: Said, context: Context) -> Step:
    if state.draft is not None:
        return confirm.add(state, event, context)
    return idle.said(replace(state, step="idle", options=(), pending_text=""), event, context)

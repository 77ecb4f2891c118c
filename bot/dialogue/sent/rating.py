"""After an answer: is the citizen content with the result, with how they were treated, and what do they want to say?

Each answer is asked about once. A mark may still be given later, by a button of the old question or a typed one;
a new matter that comes instead of a mark is a new matter, and the rating stays open.
"""

import re

from bot.dialogue.asking import Option, ask, label, rest, say, short_code, understood
from bot.dialogue.events import AnswerSent, Chose, RatingLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import NoteAsked, Rate
from bot.dialogue.sent import reopening
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy, is_engaged, resume
from bot.dialogue.words import answers, rating_in
from routing.records import replace

STEPS = frozenset({"rate_result", "rate_attitude", "rate_words"})
_MARKS = range(1, 6)
_MARK = re.compile(r"(?:rate|manner):[0-9]{1,18}:[0-5]")
_LOW = 2
_AT_REST = STEPS | {"idle"}


def answer_sent(state: State, event: AnswerSent, context: Context) -> Step:
    """Ask under the answer; where something else is being told, only say how to rate it later."""
    del context
    rating = event.rating
    if is_busy(state) or state.step not in _AT_REST:
        return Step(state, (say("rating.later"),), (NoteAsked(rating.answer_id),))
    return ask_result(state, rating).ordering(NoteAsked(rating.answer_id))


def ask_result(state: State, rating: RatingLine) -> Step:
    """Ask how content they are with the result."""
    about = replace(state, answer_id=rating.answer_id, case_id=rating.case_id)
    faces = _faces(state, "rate", rating)
    return ask(about, "rate_result", "rating.result", faces, code=short_code(rating))


def ask_attitude(state: State, rating: RatingLine) -> Step:
    """Ask how they were treated, apart from the result."""
    about = replace(state, answer_id=rating.answer_id, case_id=rating.case_id)
    return ask(about, "rate_attitude", "rating.attitude", _faces(state, "manner", rating))


def ask_words(state: State) -> Step:
    """Ask for a word of their own."""
    return ask(state, "rate_words", "rating.words", ["skip"])


def ask_again(state: State, context: Context) -> Step:
    """Ask the open question of a rating again; at rest where it can no longer be given."""
    rating = context.rating(state.answer_id)
    if rating is None:
        return rest(state, say("idle.invite"))
    if state.step == "rate_words":
        return ask_words(state)
    return ask_attitude(state, rating) if state.step == "rate_attitude" else ask_result(state, rating)


def back(state: State, context: Context) -> Step:
    """Ask the question before; what was marked stays until it is marked anew."""
    rating = context.rating(state.answer_id)
    if rating is None:
        return rest(state, say("idle.invite"))
    return ask_attitude(state, rating) if state.step == "rate_words" else ask_result(state, rating)


def ask_open(state: State, context: Context) -> Step:
    """Take up the newest rating that is still open; say so where there is none."""
    if is_engaged(state):
        return resume(state, context, say("rating.later"))
    if not context.ratings:
        return ask(understood(state), "idle", "rating.none", ["list", "new"])
    rating = context.ratings[0]
    return ask_result(state, rating) if rating.result is None else ask_attitude(state, rating)


def _faces(state: State, what: str, rating: RatingLine) -> list[Option]:
    labels = {mark: label(state, f"choice.mark_{mark}") for mark in _MARKS} | {0: label(state, "choice.skip")}
    return [(f"{what}:{rating.answer_id}:{mark}", shown) for mark, shown in labels.items()]


# --- what is answered -------------------------------------------------------------------------------------------------


def is_mark(option: str) -> bool:
    """Whether a button gives a mark; such a button stays good until its answer is rated."""
    return _MARK.fullmatch(option) is not None


def marked(state: State, option: str, context: Context) -> Step:
    """Keep the mark of a button, of the open question or of one that was passed over."""
    what, number, mark = option.split(":")
    rating = context.rating(int(number))
    if rating is None:
        return _aside(state, context, "rating.given")
    given = (rating.result if what == "rate" else rating.attitude) is not None
    if given and state.step not in STEPS:
        return _aside(state, context, "rating.given")
    return (
        _result(state, rating, int(mark), context) if what == "rate" else _attitude(state, rating, int(mark), context)
    )


def _aside(state: State, context: Context, key: str) -> Step:
    return resume(state, context, say(key)) if is_engaged(state) else rest(state, say(key))


def _result(state: State, rating: RatingLine, mark: int, context: Context) -> Step:
    orders = (Rate(rating.answer_id, result=mark),) if mark else ()
    if is_engaged(state):
        return resume(state, context, say("rating.thanks")).ordering(*orders)
    about = understood(replace(state, answer_id=rating.answer_id, case_id=rating.case_id))
    case = context.any_case(rating.case_id)
    if not 0 < mark <= _LOW or case is None:
        return ask_attitude(about, rating).ordering(*orders)
    if case.can_reopen:
        return reopening.offer(about, case).ordering(*orders)
    if case.again:  # asked for already, denied, or too late
        return ask_attitude(about, rating).ordering(*orders)
    sorry = say("rating.low_formal", phone=case.officer_phone or context.office_phone)
    return ask_attitude(about, rating).after(sorry).ordering(*orders)


def _attitude(state: State, rating: RatingLine, mark: int, context: Context) -> Step:
    orders = (Rate(rating.answer_id, attitude=mark),) if mark else ()
    if is_engaged(state):
        return resume(state, context, say("rating.thanks")).ordering(*orders)
    about = understood(replace(state, answer_id=rating.answer_id, case_id=rating.case_id))
    return ask_words(about).ordering(*orders)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what a button of a rating says."""
    if is_mark(event.option):
        return marked(state, event.option, context)
    return finish(state, context)


def finish(state: State, context: Context, words: str = "") -> Step:
    """End the rating, with a last word or without."""
    rating = context.rating(state.answer_id)
    thanked = rest(understood(replace(state, answer_id=None)), say("rating.thanks"))
    return thanked.ordering(Rate(rating.answer_id, words=words, is_last=True)) if rating else thanked


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Understand a typed mark, or the last word; None for what is no answer to the open question."""
    rating = context.rating(state.answer_id)
    if rating is None:
        return None
    if state.step == "rate_words":
        is_nothing = answers(event.text) & {"no", "skip", "done"}
        return finish(state, context, "" if is_nothing else event.text)
    mark = rating_in(event.text)
    if mark is None and answers(event.text) & {"skip", "no"}:
        mark = 0
    if mark is None:
        return None
    return (
        _result(state, rating, mark, context)
        if state.step == "rate_result"
        else _attitude(state, rating, mark, context)
    )


def leave(state: State, context: Context) -> Step:
    """Leave the rating as far as it goes: it is not asked for again."""
    return finish(state, context)


__all__ = [
    "STEPS",
    "answer_sent",
    "ask_again",
    "ask_open",
    "back",
    "chosen",
    "finish",
    "heard",
    "is_mark",
    "leave",
    "marked",
]

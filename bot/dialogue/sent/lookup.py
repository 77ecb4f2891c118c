"""Looking a case up: by its code within this chat, with the receipt's secret from any chat."""

from bot.dialogue.asking import ask, missed, rest, say, understood
from bot.dialogue.commands import Asked, code_in, is_secret, secret_in
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import ListCases, LookUp
from bot.dialogue.phrases import tidy
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import resume
from bot.dialogue.words import answers, asks_for_state, vocabulary
from routing.records import replace
from routing.text import fold

_MOST_MISSES = 2
_FEW, _SOME = 10, 20  # words
_FEW_ASKED = 12  # words
_SENT = ("ho so", "to cao", "khieu nai", "phan anh", "kien nghi")
_OF_CASE = ("my code", "the code", "ma ho so", "so ho so", "bien nhan", "ma bi mat", "ma tra cuu")


def look_up(state: State, asked: Asked, context: Context) -> Step:
    """Begin a look-up with what was given: nothing, a code, or a code and its secret."""
    if not asked.code:
        return ask_code(state, context)
    step = state.step if asked.secret else "lookup_own"
    known = replace(state, lookup_code=asked.code, step=step)
    return Step(known, (), (LookUp(asked.code, asked.secret),))


def ask_code(state: State, context: Context) -> Step:
    """Ask for the code."""
    del context
    return ask(state, "lookup_code", "lookup.ask_code", ["back"])


def ask_secret(state: State, context: Context) -> Step:
    """Ask for the secret of the code."""
    del context
    return ask(state, "lookup_secret", "lookup.ask_secret", ["back"], code=state.lookup_code)


def said_code(state: State, event: Said, context: Context) -> Step:
    """Take the code, and the secret where it came along."""
    code = code_in(event.text)
    if code:
        rest_of_text = event.text.replace(code, " ")
        return look_up(understood(state), Asked(code=code, secret=secret_in(rest_of_text)), context)
    if is_lost(event.text):
        return _lost(state, context)
    if _gives_up(state, event):
        return leave(state, context)
    return ask_code(missed(state), context).after(say("lookup.no_code"))


def said_secret(state: State, event: Said, context: Context) -> Step:
    """Take the secret."""
    code = "" if is_secret(event.text) else code_in(event.text)
    secret = secret_in(event.text.replace(code, " ") if code else event.text)
    if secret:
        return look_up(understood(state), Asked(code=code or state.lookup_code, secret=secret), context)
    if is_lost(event.text):
        return _lost(state, context)
    if _gives_up(state, event):
        return leave(state, context)
    return ask_secret(missed(state), context).after(say("lookup.no_secret"))


def is_lost(text: str) -> bool:
    """Whether a few words say that the code or the secret is lost or forgotten."""
    return len(text.split()) <= _FEW and bool(vocabulary("lost").inside(text))


def says_lost_code(text: str) -> bool:
    """Whether somebody who was asked nothing says that the code of an earlier matter is lost.

    Typed plain, "mat ma" is mostly "mất mà": there what the code is of must be said too.
    """
    is_of_case = "mã" in tidy(text).split() or any(one in fold(text) for one in _OF_CASE)
    return len(text.split()) <= _SOME and is_of_case and bool(vocabulary("lost_code").inside(text))


def found_without_code(state: State, context: Context) -> Step:
    """Show the cases of this chat; where it has none say who helps without the code."""
    if context.open_cases or context.past_cases:
        return rest(state).ordering(ListCases())
    return _lost(state, context)


def _lost(state: State, context: Context) -> Step:
    """Say who helps without the code, and go back to what was being told."""
    left = understood(replace(state, lookup_code=""))
    return resume(left, context, say("lookup.lost", phone=context.office_phone, hours=context.office_hours))


def _gives_up(state: State, event: Said) -> bool:
    return "no" in answers(event.text) or state.misses + 1 >= _MOST_MISSES


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Go one question back, or leave the look-up."""
    del event
    return ask_code(state, context) if state.step == "lookup_secret" else leave(state, context)


def leave(state: State, context: Context) -> Step:
    """Go back to what was being told."""
    left = understood(replace(state, lookup_code=""))
    return resume(left, context, say("lookup.left"))


def asks_for_unknown(event: Said, context: Context) -> bool:
    """Whether a few words ask how a case is coming along, and this chat has none: it was sent from elsewhere."""
    has_none = not context.open_cases and not context.past_cases
    folded = fold(event.text)
    is_sent = any(one in folded for one in _SENT) or "gui" in folded.split()
    is_short = len(event.text.split()) <= _FEW_ASKED and is_sent
    is_of_paper = event.of_law is not None and event.of_law.undecided is not None
    return has_none and is_short and not is_of_paper and asks_for_state(event.text)

"""A telephone number shared as a contact card: kept only when it is the sender's own, and only after a yes."""

from dataclasses import replace

from bot.dialogue import idle
from bot.dialogue.asking import ask, rest, say
from bot.dialogue.confirm import add
from bot.dialogue.events import Chose, Said, SharedContact
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepPhone
from bot.dialogue.questions import OF_DRAFT
from bot.dialogue.resuming import resume
from bot.dialogue.state import State
from bot.dialogue.words import answers

STEP = "keep_phone"


def shared(state: State, event: SharedContact, context: Context) -> Step | None:
    """Ask whether the sender's own number may be kept; None where another question must be answered first."""
    is_free = state.step in {"idle", STEP} or (state.draft is not None and state.step in OF_DRAFT)
    if not is_free:
        return None
    return ask_to_keep(replace(state, phone=event.phone), context)


def ask_to_keep(state: State, context: Context) -> Step:
    """Ask."""
    del context
    return ask(state, STEP, "contact.ask", ["keep_phone", "no_phone"], phone=state.phone)


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes or no; other words are what they would be without the question, and nothing is kept."""
    meant = answers(event.text)
    if "yes" in meant or "no" in meant:
        return chosen(state, Chose(state.step_no, "keep_phone" if "yes" in meant else "no_phone"), context)
    left = replace(rest(state).state, phone="")
    step = add(left, event, context) if left.draft else idle.said(left, event, context)
    return step.after(say("contact.not_kept"))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Keep the number or forget it, and go on with what was being told."""
    settled = replace(state, phone="")
    if event.option == "keep_phone" and state.phone:
        return resume(settled, context, say("contact.kept", phone=state.phone)).ordering(KeepPhone(state.phone))
    return resume(settled, context, say("contact.not_kept"))

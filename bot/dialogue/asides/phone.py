"""A telephone number to be called back: asked for where somebody wishes it, never required, never another person's.

A card that is passed on unasked is kept only when it is the sender's own, and only after a yes. Where the number was
asked for, sharing or typing it is that yes.
"""

import re

from bot.dialogue.asides import aftercare
from bot.dialogue.asking import rest, say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Chose, Said, SharedContact
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.few_asked import asks_shortly
from bot.dialogue.matter.confirm import add
from bot.dialogue.orders import KeepPhone, Order
from bot.dialogue.sent.phone_questions import KEEP, ask_for, ask_to_keep, is_at_rest, is_free, number_in
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import resume
from bot.dialogue.words import answers
from bot.messages import Reply
from routing.records import replace
from routing.text import fold

_FEW_DIGITS = 6  # fewer are a house number or a date
_FEW_WORDS = 6
_OF_CALLING = re.compile(r"\b(?:goi|alo|lien he|call|calls)\b")
_KEEPING, _DENYING = frozenset({"giu", "luu"}), frozenset({"khong", "ko", "k", "dung", "khoi", "chua"})


def said_wanted(state: State, event: Said, context: Context) -> Step:
    """Take a typed number; other words are what they would be without the question, and nothing is kept."""
    if number := number_in(event.text):
        return _kept(state, context, number)
    if "no" in answers(event.text):
        return _settled(state, context, say("contact.not_kept"))
    if sum(sign.isdigit() for sign in event.text) >= _FEW_DIGITS:
        return ask_for(state, context).after(say("unsupported.contact"))
    left = rest(state).state
    return add(left, event, context) if left.draft else aftercare.said(left, event, context)


def chosen_wanted(state: State, event: Chose, context: Context) -> Step:
    """Go on without a number."""
    del event
    return _settled(state, context, say("contact.not_kept"))


def shared_wanted(state: State, event: SharedContact, context: Context) -> Step:
    """Keep the sender's own number; a card of somebody else is never taken for it, and the question stays."""
    if not event.phone:
        return ask_for(state, context).after(say("contact.other"))
    return _kept(state, context, event.phone)


def _kept(state: State, context: Context, phone: str) -> Step:
    """Keep a number that was asked for."""
    return _settled(state, context, say("contact.kept", phone=phone), KeepPhone(phone))


def _settled(state: State, context: Context, reply: Reply, *orders: Order) -> Step:
    """Say what became of it, with the keyboard of the question taken away, and go on with what was being told."""
    return resume(state, context, replace(reply, ask="nothing")).ordering(*orders)


def shared(state: State, event: SharedContact, context: Context) -> Step | None:
    """Ask whether the sender's own number may be kept; None where another question must be answered first.

    Whoever tells of a wrong is not asked who they are: a form that was left open in the chat may be sent at any time.
    """
    is_asked = is_free(state) and not is_denouncing(state)
    return ask_to_keep(replace(state, phone=event.phone), context) if is_asked else None


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes or no; what is asked by the way is answered, and any other matter leaves the number."""
    if option := _option(event.text):
        return chosen(state, Chose(state.step_no, option), context)
    if asks_shortly(event.text) and _OF_CALLING.search(fold(event.text)) and event.reading.danger is None:
        return ask_to_keep(state, context).after(say("contact.called_when", hours=context.office_hours))
    left = rest(state).state
    step = add(left, event, context) if left.draft else aftercare.said(left, event, context)
    if is_at_rest(step.state):
        return step
    return replace(step, state=replace(step.state, phone="")).after(say("contact.not_answered"))


def asked_again(played: Step, context: Context) -> Step:
    """Ask once more about a number that still waits for its yes once what came between is done."""
    if not played.state.phone or played.state.step == KEEP:
        return played
    if not is_at_rest(played.state):
        return replace(played, state=replace(played.state, phone=""))
    if played.orders:  # what comes of them is told first
        return played
    told = (replace(reply, choices=()) for reply in played.replies)  # their buttons would be stale at once
    return ask_to_keep(played.state, context).after(*told)


def _option(text: str) -> str:
    """Return the button that a typed answer stands for ("giữ số này nhé cháu"), blank for other words."""
    meant, words = answers(text), frozenset(fold(text).split())
    if meant & {"yes", "keep"} or "no" in meant:
        return KEEP if meant & {"yes", "keep"} else "no_phone"
    if len(words) > _FEW_WORDS or words.isdisjoint(_KEEPING):
        return ""
    return KEEP if words.isdisjoint(_DENYING) else "no_phone"


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Keep the number or forget it, and go on with what was being told."""
    settled = replace(state, phone="", phone_asked=True)
    if event.option == "keep_phone" and state.phone:
        return resume(settled, context, say("contact.kept", phone=state.phone)).ordering(KeepPhone(state.phone))
    return resume(settled, context, say("contact.not_kept"))

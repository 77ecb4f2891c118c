"""The dialogue with a citizen as a table: which step meets which event with which function.

Theory. A conversation is always at exactly one step, and a step is one open question (`idle`: none). The table has a
cell for every step and every event; a cell is a pure function (state, event, context) -> Step, where a Step is the
state after, what to say, and orders for the turn. The turn carries the orders out and feeds the results (Registered,
CaseFound …) back as events. Results and the three events that may come at any time (Started, SentUnsupported,
Stopped) mean the same at every step and stand in one row.

    idle ─ a matter ─▶ consent ─ yes ─▶ ┌ ask_what ▸ pick_place ▸ outside ▸ ask_place ▸ pick_topic ┐
      ▲  ╲                  │no          └ only what is missing, one at a time (`questions.proceed`) ┘
      │   ╲ a word more     ▼                                   │ nothing is missing
      │    ▶ bind       forgotten         drop ◀─ thôi ──── confirm ◀─▶ ask_photo, pick_topic, ask_place
      │        └▶ a case, or a new matter   └▶ idle             │ a clear yes, and nothing else
      └─────────── Registered: the receipt ◀────────────── sending

Beside the draft: lookup_code ▸ lookup_own ▸ lookup_secret, add_info, withdraw, keep_phone.

Before the cell of a typed message is reached, in this order: a danger to life is answered with the numbers to call; a
number or the words of a button are that button; a command ("giúp", "/tracuu", "thôi") is obeyed; an answer to a
notice goes to its case. Before the cell of a button is reached: it must have been offered by the question that is
open, else it is stale.

What holds: a draft is never lost but by Register, DropDraft or RefuseConsent; Register only follows a yes at `confirm`;
every event but Stopped is answered by words or by an order whose result is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue import binding, calm, cases, confirm, consent, idle, lookup, phone, place, results, topic
from bot.dialogue.asides import obey, started
from bot.dialogue.asking import ask, label, say
from bot.dialogue.commands import command_in, small_talk
from bot.dialogue.events import (
    CaseFound,
    CaseNotFound,
    CasesListed,
    Chose,
    Event,
    InformationAdded,
    Located,
    Registered,
    Said,
    SentMedia,
    SentUnsupported,
    SharedContact,
    Started,
    Stopped,
    WithdrawalDone,
)
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import AddInformation, AlertReception
from bot.dialogue.questions import OF_DRAFT, Question
from bot.dialogue.resuming import ask_consent_again, ask_which, is_busy
from bot.dialogue.state import State
from bot.dialogue.words import typed_option
from bot.messages import Reply
from routing.reading import Reading

Cell = Callable[[State, Any, Context], Step]


class NoCell(KeyError):
    """The table has no cell for a step and an event; a test holds that this never happens."""


def _stay(state: State, event: Event, context: Context) -> Step:
    del event, context
    return Step(state)


def _cannot_take(state: State, event: SentUnsupported, context: Context) -> Step:
    what = event.what if event.what in {"sticker", "contact", "group", "too_many"} else "any"
    return repeat(state, context, say(f"unsupported.{what}", most=event.most))


def _shared(state: State, event: SharedContact, context: Context) -> Step:
    if not event.phone:
        return repeat(state, context, say("contact.other"))
    return phone.shared(state, event, context) or repeat(state, context, say("contact.later"))


_EVERYWHERE: Mapping[type[Event], Cell] = {
    Started: started,
    Stopped: _stay,
    SentUnsupported: _cannot_take,
    SharedContact: _shared,
    Registered: results.registered,
    CasesListed: cases.listed,
    CaseFound: cases.found,
    CaseNotFound: results.not_found,
    InformationAdded: results.information_added,
    WithdrawalDone: results.withdrawal_done,
}


def _row(said: Cell, chose: Cell, sent: Cell, located: Cell) -> Mapping[type[Event], Cell]:
    return {**_EVERYWHERE, Said: said, Chose: chose, SentMedia: sent, Located: located}


TABLE: Mapping[str, Mapping[type[Event], Cell]] = {
    "idle": _row(idle.said, idle.chosen, idle.sent, idle.located),
    "consent": _row(consent.said, consent.chosen, consent.sent, consent.located),
    "ask_what": _row(idle.said_for_new, idle.chosen, idle.sent_for_new, idle.located_for_new),
    "ask_place": _row(place.said, place.chosen, confirm.sent, place.located),
    "pick_place": _row(place.said_which, place.chosen_which, confirm.sent, place.located),
    "outside": _row(place.said_outside, place.chosen_outside, confirm.sent, place.located),
    "pick_topic": _row(topic.said, topic.chosen, confirm.sent, confirm.located),
    "confirm": _row(confirm.said, confirm.chosen, confirm.sent, confirm.located),
    "ask_photo": _row(confirm.said_at_photo, confirm.photo_chosen, confirm.sent, confirm.located),
    "sending": _row(confirm.add, confirm.chosen, confirm.sent, confirm.located),
    "drop": _row(confirm.drop_said, confirm.drop_chosen, confirm.sent, confirm.located),
    "bind": _row(binding.said, binding.chosen, binding.sent, binding.located),
    "add_info": _row(binding.said_to_add, idle.chosen, binding.sent_to_add, binding.located_to_add),
    "withdraw": _row(cases.withdrawal_said, cases.withdrawal_chosen, idle.sent, idle.located),
    phone.STEP: _row(phone.said, phone.chosen, idle.sent_aside, idle.located_aside),
    "lookup_code": _row(lookup.said_code, lookup.chosen, idle.sent_aside, idle.located_aside),
    "lookup_own": _row(lookup.said_code, lookup.chosen, idle.sent_aside, idle.located_aside),
    "lookup_secret": _row(lookup.said_secret, lookup.chosen, idle.sent_aside, idle.located_aside),
}
STEPS = frozenset(TABLE)
EVENTS = frozenset(TABLE["idle"])
_NEEDS_DRAFT = frozenset(OF_DRAFT) - {"ask_what"}
_ASKED: Mapping[str, Question] = {
    **OF_DRAFT,
    "consent": ask_consent_again,
    "bind": ask_which,
    "add_info": binding.again_to_add,
    "withdraw": cases.again_withdrawal,
    phone.STEP: phone.ask_to_keep,
    "lookup_code": lookup.ask_code,
    "lookup_own": lookup.ask_code,
    "lookup_secret": lookup.ask_secret,
}


def step(state: State, event: Event, context: Context) -> Step:
    """Return what follows from an event; pure, and total over every state that was ever stored.

    Raises:
        NoCell: the event is of no known type.
    """
    played = _met(sound(state), event, context)
    is_asking = played.state.step == phone.STEP
    return played if is_asking or not played.state.phone else replace(played, state=replace(played.state, phone=""))


def _met(state: State, event: Event, context: Context) -> Step:
    match event:
        case Said():
            return _alarmed(_heard(state, event, context), event.reading)
        case SentMedia():
            return _alarmed(cell(state, event)(state, event, context), event.reading)
        case Chose():
            return _pressed(state, event, context)
        case _:
            return cell(state, event)(state, event, context)


def cell(state: State, event: Event) -> Cell:
    """Return the function that meets an event at a step."""
    try:
        return TABLE[state.step][type(event)]
    except KeyError as error:
        raise NoCell(state.step, type(event).__name__) from error


def sound(state: State) -> State:
    """Return the state with a step that fits what it holds, also after a stored state of another version."""
    if state.step == phone.STEP and not state.phone:
        state = replace(state, step="idle", options=())
    if state.step not in STEPS or (state.step in _NEEDS_DRAFT and state.draft is None):
        state = replace(state, step="idle", options=())
    if state.step == "idle" and state.draft is not None:
        return replace(state, step="ask_what", options=())
    return state


def repeat(state: State, context: Context, *replies: Reply) -> Step:
    """Say something and ask the open question again; at rest only say it."""
    question = _ASKED.get(state.step)
    return question(state, context).after(*replies) if question else Step(state, replies)


def _alarmed(played: Step, reading: Reading | None) -> Step:
    """Return the step with the numbers to call before everything else."""
    if reading is None or reading.danger is None:
        return played
    danger = reading.danger
    numbers = f" {label(played.state, 'danger.or')} ".join(danger.numbers)
    key = f"danger.{danger.kind}" if danger.kind in _DANGERS else "danger.any"
    return played.after(say(key, numbers=numbers)).ordering(AlertReception(danger.kind))


_DANGERS = frozenset({"fire", "crime", "medical", "child", "drowning", "electric", "collapse", "poisoning", "suicide"})


def _heard(state: State, event: Said, context: Context) -> Step:
    option = typed_option(event.text, state.options)
    if option is not None:
        return _pressed(state, Chose(state.step_no, option, event.reading_of_pending), context)
    asked = command_in(event.text)
    if asked is not None:
        return obey(state, asked, event, context)
    case = context.case(event.reply_case_id)
    talk = small_talk(event.text, event.reading)
    if case is not None and state.step != "consent" and not talk:
        return _to_its_case(state, case.case_id)
    state, pause = calm.hear(state, talk, event, context)
    if pause is not None:
        return pause
    return cell(state, event)(state, event, context)


def _to_its_case(state: State, case_id: int) -> Step:
    """Give an answer to a notice to the case of the notice; what is being told waits."""
    settled = state if is_busy(state) else replace(state, pending_text="", pending_media=0)
    return Step(replace(settled, case_id=case_id), (), (AddInformation(case_id),))


def _pressed(state: State, event: Chose, context: Context) -> Step:
    is_offered = any(option == event.option for option, _label in state.options)
    if event.step_no == state.step_no and is_offered:
        return cell(state, event)(state, event, context)
    if event.option == "send" and event.step_no == state.sent_no and state.sent_code and state.step != "confirm":
        return Step(state, (say("receipt.again", code=state.sent_code),))
    if state.step == "idle":
        return ask(state, "idle", "stale.idle", state.options or ["new", "list"])
    return repeat(state, context, say("stale.question"))


__all__ = ["EVENTS", "STEPS", "TABLE", "Context", "NoCell", "Reply", "Step", "cell", "sound", "step"]

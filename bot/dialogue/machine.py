"""The dialogue with a citizen as a table: which step meets which event with which function.

Theory. A conversation is always at exactly one step, and a step is one open question (`idle`: none). The table has a
cell for every step and every event; a cell is a pure function (state, event, context) -> Step, where a Step is the
state after, what to say, and orders for the turn. The turn carries the orders out and feeds the results (Registered,
CaseFound …) back as events. Results and the three events that may come at any time (Started, SentUnsupported,
Stopped) mean the same at every step and stand in one row.

    idle ─ a matter ─▶ consent ─ yes ─▶ ┌ ask_what ▸ ask_two ▸ ask_accusing ▸ ask_kind ▸ pick_place ▸ outside │
                                        │ ▸ ask_place ▸ pick_topic ▸ form_name … form_documents (complaint) │
                                        │ ▸ similar (what others told)                                      │
      ▲  ╲                  │no          └ only what is missing, one at a time (`questions.proceed`)          ┘
      │   ╲ a word more     ▼                                   │ nothing is missing
      │    ▶ bind       forgotten         drop ◀─ thôi ──── confirm ◀─▶ ask_photo, pick_topic, ask_place, pick_field
      │        └▶ a case, or a new matter   └▶ idle             │ a clear yes, and nothing else
      └─────────── Registered: the receipt ◀────────────── sending

An accusation is stopped at `denounce` before anything else is asked: the way on is chosen after a warning.

Beside the draft: lookup_code ▸ lookup_own ▸ lookup_secret, add_info, withdraw; after an answer rate_result ▸
rate_attitude ▸ rate_words, offer_reopen ▸ reopen_reason; about one's own data data_wish ▸ data_confirm; and a place at
a leader's reception: reception_where ▸ pick_reception ▸ reception_about ▸ reception_people ▸ confirm_reception, or
cancel_reception. A draft that nobody goes on with is called to mind at `waiting`, from where a yes leads back to its
next question.
A question that the office's book of answers knows: ask_question ▸ which_answer ▸ answered (`inquiring`).
A number left to be called back: ask_phone, or keep_phone where it came unasked.

Before the cell of a typed message is reached, in this order: a danger to life is answered with the numbers to call, a
harm that cannot wait for an officer with what to do at once; a
number or the words of a button are that button; a command ("giúp", "/tracuu", "thôi") is obeyed; an answer to a
notice goes to its case. Before the cell of a button is reached: it must have been offered by the question that is
open, else it is stale; only a mark for an answer is taken as long as that answer is not rated.

A danger of another matter breaks into what is told: it is told first, and what waits is gone on with behind its
receipt (`interrupted`), then what was kept apart before (`second`).

What holds: a draft is never lost but by Register, Join, DropDraft or RefuseConsent; Register only follows a yes at
`confirm`, Join only one at `similar` (somebody has told this already: "is it this one?"); every event but Stopped is
answered by words or by an order whose result is.
"""

from functools import partial

from bot.dialogue import taps
from bot.dialogue.answers import inquiring, legal_answers, opening_hours, telephones, units_now
from bot.dialogue.asides import (
    aftercare,
    bare_codes,
    gifts,
    left_off,
    naming,
    number_away,
    phone,
    plain_questions,
    protection,
    puzzled,
    waiting,
    who_told,
)
from bot.dialogue.asides.asides import line_aside, obey
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asides.switching import in_language
from bot.dialogue.asking import ask, say
from bot.dialogue.commands import Asked, command_in, is_secret, small_talk
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.dangers import alarm, breaking_in, called, calm, in_danger, near_help
from bot.dialogue.denounce_ways import is_denouncing, reads_as_denunciation
from bot.dialogue.events import Chose, Event, Said, SentMedia
from bot.dialogue.formal import held_apart, tip_names
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import FIELDS as FORM_FIELDS
from bot.dialogue.matter import linked, twofold
from bot.dialogue.matter.put_right import kind_heard
from bot.dialogue.options import is_number, typed_option
from bot.dialogue.sent import phone_questions, rating
from bot.dialogue.state import State
from bot.dialogue.table import EVENTS, STEPS, TABLE, NoCell, cell
from bot.dialogue.telling import consent, language, second
from bot.dialogue.telling.alike import SAME
from bot.dialogue.telling.questions import OF_DRAFT, proceed
from bot.dialogue.telling.reception_questions import NEEDS_BOOKING
from bot.dialogue.telling.resuming import is_busy
from bot.dialogue.words import answers
from bot.messages import Reply
from routing.records import replace

_MAY_BE_NUMBER = rating.STEPS | {
    "idle", "ask_what", "ask_place", "add_info", "reopen_reason", "lookup_code", "lookup_own", "lookup_secret",
    "reception_where", "pick_reception", "reception_about", "reception_people",
    *(f"{FORM_STEP}{field}" for field in FORM_FIELDS), phone_questions.KEEP, "ask_question",
}  # fmt: skip
_NEEDS_DRAFT = (frozenset(OF_DRAFT) | {"waiting"}) - {"ask_what"}


def step(state: State, event: Event, context: Context) -> Step:
    """Return what follows from an event; pure, and total over every state that was ever stored.

    Raises:
        NoCell: the event is of no known type.
    """
    heard = second.begun(linked.pinned(state, _parted(sound(state), event, context), context), context)
    played = gifts.told_beside(event, telephones.forgotten(near_help.told(state, event, heard, context)))
    return played if played.state.step == language.STEP else phone.asked_again(language.settled(played), context)


def _parted(state: State, event: Event, context: Context) -> Step:
    """Hear the first of two matters, and keep the other apart where the first is being told after it."""
    if isinstance(event, Said) and event.parted is None:
        return _met(twofold.noted(state, event), event, context)
    if not isinstance(event, Said) or event.parted is None or is_denouncing(state):
        return _met(state, event, context)
    first = _met(state, second.first_of(event), context)
    if is_denouncing(first.state):
        return _met(state, event, context)
    if reads_as_denunciation(event.parted.reading_of_other):
        may_go_on = state.booking is None and (context.consented or is_busy(first.state))
        return held_apart.parted(first, event.parted, context) if may_go_on else _met(state, event, context)
    if not is_busy(first.state):
        return _met(state, event, context)
    return inquiring.told_beside(first, event.parted.answer) or second.keep(first, event.parted)


def _met(before: State, event: Event, context: Context) -> Step:
    state = in_danger.heard_who(before, event.text, context) if isinstance(event, Said) else before
    state, played = _begun_by_danger(state, event, context)
    played = waiting.welcomed(state, event, played, context)
    match event:
        case Said() if stays := called.heard(state, event, context) or in_danger.heard(state, event, context):
            return stays
        case Said() if told := protection.asked(state, event, context):
            return told
        case Said(text, reading):
            told = alarm.alarmed(state, alarm.stayed_with(state, event, played), text, reading, context)
            return in_danger.told_as_child(before, event, told)
        case Chose():
            return alarm.stayed_with(state, event, played)
        case SentMedia(_count, caption, reading):
            return alarm.alarmed(state, played, caption, reading, context)
        case _:
            return played


def _begun_by_danger(before: State, event: Event, context: Context) -> tuple[State, Step]:
    """Play an event where a danger begins a matter of its own; as ever where none does, or nothing is told by it."""
    state = breaking_in.broken_off(before, event, context)
    played = _played(state, event, context)
    if state is before or is_busy(played.state):
        return state, breaking_in.noted(before, state, played)
    return before, _played(before, event, context)


def _played(state: State, event: Event, context: Context) -> Step:
    match event:
        case Said():
            return _heard(state, event, context)
        case Chose():
            return _pressed(state, event, context)
        case SentMedia():
            return held_apart.shown(state, event, context) or cell(state, event)(state, event, context)
        case _:
            return cell(state, event)(state, event, context)


def sound(state: State) -> State:
    """Return the state with a step that fits what it holds, also after a stored state of another version."""
    lacks_draft = state.step in _NEEDS_DRAFT and state.draft is None
    lacks_booking = state.step in NEEDS_BOOKING and state.booking is None
    lacks_phone = state.step == phone_questions.KEEP and not state.phone
    if state.step not in STEPS or lacks_draft or lacks_booking or lacks_phone:
        state = replace(state, step="idle", options=())
    if state.step == "similar" and state.draft is not None and not state.draft.alike:
        state = replace(state, step="confirm", options=())
    if state.step == "idle" and state.draft is not None:
        return replace(state, step="ask_what", options=())
    return state


def _heard(state: State, event: Said, context: Context) -> Step:
    option = typed_option(event.text, state.options)
    if option is not None:
        return _pressed(state, Chose(state.step_no, option, event.reading_of_pending), context)
    if state.step == "consent" and (rest := consent.told_behind_yes(event.text)):
        return _agreed_and(state, replace(event, text=rest), context)
    if state.step not in _MAY_BE_NUMBER and state.options and is_number(event.text):
        return repeat(state, context, say("stale.number"))
    if line := language.unread(event.text):
        return (
            language.choose_after(state, line)
            if state.step in {"idle", language.STEP}
            else repeat(state, context, line)
        )
    meant = (
        gifts.declined(state, event, context)
        or _obeyed(state, event, context)
        or number_away.heard(state, event, context)
        or bare_codes.typed(state, event, context)
        or tip_names.heard(state, event, context)
        or naming.wished(state, event, context)
        or naming.after_all(state, event, context)
        or who_told.heard(state, event, context)
        or language.in_its_own(opening_hours.heard, state, event, context)
        or puzzled.heard(state, event, context)
        or held_apart.heard(state, event, context)
        or aftercare.replied(state, event, context)
    )
    if meant := meant or kind_heard(state, event, context) or left_off.heard(state, event, context):
        return meant
    talk = small_talk(event.text, event.reading)
    state, pause = calm.hear(state, talk, event, context)
    return pause or calm.soothed(state, talk, context) or _told(state, event, context)


def _agreed_and(state: State, event: Said, context: Context) -> Step:
    """Take a yes, and what is told behind it as the answer to the question that comes next."""
    agreed = _pressed(state, Chose(state.step_no, "agree", event.reading_of_pending), context)
    if agreed.state.step not in OF_DRAFT:  # something is looked up first
        return agreed
    return _heard(agreed.state, event, replace(context, consented=True)).ordering(*agreed.orders)


def _told(state: State, event: Said, context: Context) -> Step:
    """Answer what is asked by the way, keep a second matter apart; else it is for the open question."""
    if past := _past_the_number(state, event, context):
        return past
    if event.of_law is None:
        return _asked_or_told(state, event, context)
    return language.in_its_own(_told_with_law, state, event, context)


def _told_with_law(state: State, event: Said, context: Context) -> Step:
    return legal_answers.told_with(_asked_or_told(state, event, context), state, event, context)


def _asked_or_told(state: State, event: Said, context: Context) -> Step:
    if asked := legal_answers.heard(state, event, context):
        return asked
    known = telephones.heard(state, event, context) or units_now.heard(state, event, context)
    number = known or phone_questions.typed(state, event.text, context)
    beside = number or _answered_aside(state, event, context) or plain_questions.answered(state, event, context)
    beside = beside or naming.before_sending(state, event, context)
    return beside or second.heard(state, event, context) or language.in_its_own(_to_cell, state, event, context)


def _past_the_number(state: State, event: Said, context: Context) -> Step | None:
    """Take words at the question about a number that are no yes and no no for an answer to the question behind it."""
    if state.step != phone_questions.KEEP or state.draft is None or answers(event.text):
        return None
    before = proceed(replace(state, phone="", phone_asked=True), context)
    if not before.state.step.startswith((FORM_STEP, "ask_place")):
        return None
    return _heard(before.state, event, context).after(say("contact.not_kept"))


def _obeyed(state: State, event: Said, context: Context) -> Step | None:
    """Do what a command asks; None where the words are none."""
    asked = command_in(event.text)
    if asked is None or (state.step == "lookup_secret" and is_secret(event.text)):
        return None
    if asked.language:
        return in_language(state, asked.language, context)
    return language.in_its_own(partial(_done, asked), state, event, context)


def _done(asked: Asked, state: State, event: Said, context: Context) -> Step:
    line = line_aside(asked.command, context) if state.step != "idle" else None
    return repeat(state, context, line) if line else obey(state, asked, event, context)


def _answered_aside(state: State, event: Said, context: Context) -> Step | None:
    """Answer a question that comes in the middle of something else, and ask the open question again."""
    found = None if state.step in inquiring.NEVER_ASKED_IN else inquiring.aside(state, event)
    if found is None:
        return None
    reply, counted = found
    return repeat(state, context, reply).ordering(counted)


def _to_cell(state: State, event: Said, context: Context) -> Step:
    return cell(state, event)(state, event, context)


def _pressed(state: State, event: Chose, context: Context) -> Step:
    is_offered = any(option == event.option for option, _label in state.options)
    if event.step_no == state.step_no and is_offered:
        return cell(state, event)(taps.noted(state, event, context), event, context)
    if rating.is_mark(event.option) and state.step != "consent":
        return rating.marked(state, event.option, context)
    is_sent = event.option == "send" or event.option.startswith(SAME)
    if is_sent and event.step_no == state.sent_no and state.sent_code and state.step not in {"confirm", "similar"}:
        return Step(state, (say("receipt.again", code=state.sent_code),))
    if taps.is_again(state, event, context):
        return Step(state, (say("stale.taken"),))
    if state.step == "idle":
        return ask(state, "idle", "stale.idle", state.options or ["new", "list"])
    return repeat(state, context, say("stale.question"))


__all__ = ["EVENTS", "STEPS", "TABLE", "Context", "NoCell", "Reply", "Step", "cell", "sound", "step"]

"""Which step meets which event with which function, and which question is open at which step."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue import idle
from bot.dialogue.answers import inquiring
from bot.dialogue.asides import aftercare, at_which, leaving, phone, pointing, switching, waiting
from bot.dialogue.asides.asides import started
from bot.dialogue.asides.otherwise import or_accusing, or_in_danger, or_surely_told, or_told
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.events import (
    AlikeFound,
    AnswerOpened,
    AnswerSent,
    BookingCancelled,
    CaseFollowed,
    CaseFound,
    CaseNotFound,
    CasesListed,
    ChatCodeMade,
    ChatJoined,
    ChatNotJoined,
    ChatParted,
    Chose,
    DataRequested,
    DraftExpired,
    DraftWaits,
    Event,
    InformationAdded,
    Joined,
    JoinRefused,
    Located,
    ReceptionBooked,
    ReceptionCalledOff,
    ReceptionRefused,
    ReceptionsListed,
    Registered,
    ReopenAsked,
    Reworded,
    Said,
    SealedPageOpened,
    SentMedia,
    SentUnsupported,
    SharedContact,
    Started,
    Stopped,
    Urged,
    WithdrawalDone,
)
from bot.dialogue.formal import accusing, complaint, complaint_kind, denounce
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import FIELDS as FORM_FIELDS
from bot.dialogue.matter import confirm, joining, outside, place, topic, twofold
from bot.dialogue.receptions import reception_results, receptions
from bot.dialogue.sent import (
    adding,
    binding,
    cases,
    elsewhere,
    lookup,
    phone_questions,
    rating,
    reopening,
    results,
    rights,
)
from bot.dialogue.state import State
from bot.dialogue.telling import consent
from routing.records import replace

Cell = Callable[[State, Any, Context], Step]


class NoCell(KeyError):
    """The table has no cell for a step and an event; a test holds that this never happens."""


def _stay(state: State, event: Event, context: Context) -> Step:
    del event, context
    return Step(state)


_NAMED = frozenset({"sticker", "contact", "too_many", "edited", "words_and_photos"})


def _cannot_take(state: State, event: SentUnsupported, context: Context) -> Step:
    what = event.what if event.what in _NAMED else "any"
    return repeat(state, context, say(f"unsupported.{what}", most=event.most, phone=context.office_phone))


def _reworded(state: State, event: Reworded, context: Context) -> Step:
    """Take what is kept aside as it is worded now."""
    kept = replace(state, pending_text=state.pending_text.replace(event.was, event.text, 1))
    return repeat(kept, context, say("consent.reworded"))


def _shared(state: State, event: SharedContact, context: Context) -> Step:
    if not event.phone:
        return repeat(state, context, say("contact.other"))
    return phone.shared(state, event, context) or repeat(state, context, say("contact.later"))


_EVERYWHERE: Mapping[type[Event], Cell] = {
    Started: started,
    Stopped: _stay,
    SentUnsupported: _cannot_take,
    Reworded: _reworded,
    SharedContact: _shared,
    Registered: results.registered,
    CasesListed: cases.listed,
    CaseFound: cases.found,
    CaseNotFound: results.not_found,
    InformationAdded: results.information_added,
    WithdrawalDone: results.withdrawal_done,
    AnswerOpened: inquiring.opened,
    AnswerSent: rating.answer_sent,
    ReopenAsked: aftercare.reopen_asked,
    Urged: aftercare.urged,
    DataRequested: rights.requested,
    SealedPageOpened: denounce.page_opened,
    AlikeFound: joining.found,
    Joined: joining.joined,
    JoinRefused: joining.refused,
    CaseFollowed: elsewhere.followed,
    ChatCodeMade: elsewhere.made,
    ChatJoined: elsewhere.joined,
    ChatNotJoined: elsewhere.not_joined,
    ChatParted: elsewhere.parted,
    DraftWaits: waiting.reminded,
    DraftExpired: waiting.expired,
    ReceptionsListed: receptions.listed,
    ReceptionBooked: reception_results.booked,
    ReceptionRefused: reception_results.refused,
    BookingCancelled: reception_results.cancelled,
    ReceptionCalledOff: reception_results.called_off,
}


def _row(said: Cell, chose: Cell, sent: Cell, located: Cell) -> Mapping[type[Event], Cell]:
    return {**_EVERYWHERE, Said: said, Chose: chose, SentMedia: sent, Located: located}


def _aside(said: Cell, chose: Cell) -> Mapping[type[Event], Cell]:
    return _row(said, chose, idle.sent_aside, idle.located_aside)


def _beside(said: Cell, chose: Cell) -> Mapping[type[Event], Cell]:
    return _row(said, chose, idle.sent_aside, pointing.beside_question)


TABLE: Mapping[str, Mapping[type[Event], Cell]] = {
    "idle": _row(aftercare.said, aftercare.chosen, idle.sent, pointing.at_rest),
    "consent": _row(consent.said, consent.chosen, consent.sent, consent.located),
    "denounce": _row(denounce.said, denounce.chosen, denounce.sent, denounce.located),
    "ask_what": _row(idle.said_for_new, idle.chosen, idle.sent_for_new, idle.located_for_new),
    "ask_two": _row(twofold.said, twofold.chosen, confirm.sent, confirm.located),
    "ask_place": _row(place.said, place.chosen, confirm.sent, place.located),
    "pick_place": _row(place.said_which, place.chosen_which, confirm.sent, place.located),
    "outside": _row(outside.said, outside.chosen, confirm.sent, place.located),
    "pick_topic": _row(topic.said, topic.chosen, confirm.sent, confirm.located),
    "ask_accusing": _row(accusing.said, accusing.chosen, confirm.sent, confirm.located),
    "ask_kind": _row(complaint_kind.said_kind, complaint_kind.kind_chosen, confirm.sent, confirm.located),
    **{
        f"{FORM_STEP}{field}": _row(complaint.said, complaint.chosen, complaint.sent, confirm.located)
        for field in FORM_FIELDS
    },
    "pick_field": _row(complaint.said_which, complaint.which_chosen, confirm.sent, confirm.located),
    "similar": _row(joining.said, joining.chosen, confirm.sent, confirm.located),
    "confirm": _row(confirm.said, confirm.chosen, confirm.sent, confirm.located),
    "ask_photo": _row(confirm.said_at_photo, confirm.photo_chosen, confirm.sent, confirm.located),
    "sending": _row(confirm.add, confirm.chosen, confirm.sent, confirm.located),
    "drop": _row(confirm.drop_said, confirm.drop_chosen, confirm.sent, confirm.located),
    "bind": _row(at_which.said, binding.chosen, binding.sent, binding.located),
    "add_info": _row(or_accusing(adding.said), idle.chosen, adding.sent, adding.located),
    "withdraw": _row(or_surely_told(cases.withdrawal_said), cases.withdrawal_chosen, idle.sent, idle.located),
    "rate_result": _row(or_accusing(or_in_danger(aftercare.said_at_rating)), rating.chosen, idle.sent, idle.located),
    "rate_attitude": _row(or_accusing(or_in_danger(aftercare.said_at_rating)), rating.chosen, idle.sent, idle.located),
    "rate_words": _row(or_accusing(or_in_danger(aftercare.said_at_rating)), rating.chosen, idle.sent, idle.located),
    "offer_reopen": _row(or_accusing(aftercare.said_at_offer), aftercare.chosen_at_offer, idle.sent, idle.located),
    "reopen_reason": _row(
        or_accusing(or_in_danger(reopening.said_reason)),
        reopening.chosen,
        reopening.sent_reason,
        reopening.located_reason,
    ),
    "data_wish": _row(or_surely_told(rights.said), rights.chosen, idle.sent, idle.located),
    "data_confirm": _row(or_surely_told(rights.said), rights.chosen, idle.sent, idle.located),
    "lookup_code": _row(or_surely_told(lookup.said_code), lookup.chosen, idle.sent_aside, idle.located_aside),
    "lookup_own": _row(or_surely_told(lookup.said_code), lookup.chosen, idle.sent_aside, idle.located_aside),
    "lookup_secret": _row(or_surely_told(lookup.said_secret), lookup.chosen, idle.sent_aside, idle.located_aside),
    phone_questions.KEEP: _aside(phone.said, phone.chosen),
    phone_questions.WANTED: {**_aside(phone.said_wanted, phone.chosen_wanted), SharedContact: phone.shared_wanted},
    "language": _aside(leaving.said_language, switching.chosen),
    "ask_question": _beside(inquiring.said_question, idle.chosen),
    "which_answer": _beside(leaving.said_which, inquiring.chosen),
    "answered": _beside(leaving.said_after_answer, inquiring.judged),
    "waiting": _row(waiting.said, waiting.chosen, confirm.sent, confirm.located),
    "reception_where": _row(
        or_told(receptions.said_where), receptions.where_chosen, idle.sent_aside, receptions.located
    ),
    "pick_reception": _row(or_told(receptions.said_which), receptions.day_chosen, idle.sent_aside, receptions.located),
    "reception_about": _beside(or_in_danger(receptions.said_about), receptions.about_chosen),
    "reception_people": _beside(or_told(receptions.said_people), receptions.people_chosen),
    "confirm_reception": _beside(or_in_danger(receptions.said_at_confirm), receptions.confirm_chosen),
    "cancel_reception": _beside(or_told(receptions.said_at_cancel), receptions.cancel_chosen),
}
STEPS = frozenset(TABLE)
EVENTS = frozenset(TABLE["idle"])


def cell(state: State, event: Event) -> Cell:
    """Return the function that meets an event at a step."""
    try:
        return TABLE[state.step][type(event)]
    except KeyError as error:
        raise NoCell(state.step, type(event).__name__) from error

"""Orders about matters already sent, carried out in the book: ratings, another look, reminders, thanks, own data."""

from dataclasses import dataclass

from bot.dialogue import events, orders
from bot.errands.case_lines import line_of
from intake.acts import citizen_steps, nudges
from intake.db import Transaction
from intake.deadlines.second_looks import ASKED
from intake.errors import Conflict, NotFound
from intake.people import privacy, ratings
from intake.people.ratings import Rating
from intake.receipts import status_of
from intake.settings import Settings
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation

_OF_ANSWERS = (orders.NoteAsked, orders.Rate)
HANDLED = (*_OF_ANSWERS, orders.AskReopen, orders.Urge, orders.Thank, orders.RequestData)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an order, and the case that it was about."""

    results: tuple[events.Event, ...] = ()
    case_id: int | None = None


def run(
    tx: Transaction, settings: Settings, conversation: Conversation, utterance_id: int, order: orders.Order
) -> Done:
    """Carry out one of the orders in HANDLED."""
    match order:
        case orders.NoteAsked(answer_id):
            ratings.asked(tx, answer_id, conversation.id)
        case orders.Rate():
            return Done((), _rate(tx, conversation.id, order))
        case orders.AskReopen():
            return _ask_reopen(tx, conversation.id, utterance_id, order)
        case orders.Urge(case_id):
            first = nudges.urge(tx, case_id, conversation_id=conversation.id, utterance_id=utterance_id)
            return Done((events.Urged(line_of(status_of(tx, case_id)), is_first=first),), case_id)
        case orders.Thank(case_id):
            nudges.thank(tx, case_id, conversation_id=conversation.id, utterance_id=utterance_id)
            return Done((), case_id)
        case orders.RequestData(asks):
            return _request_data(tx, settings, conversation, utterance_id, asks)
    return Done()


def _rate(tx: Transaction, conversation_id: int, order: orders.Rate) -> int | None:
    try:
        rated = ratings.rate(
            tx,
            order.answer_id,
            conversation_id=conversation_id,
            result=order.result,
            attitude=order.attitude,
            words=order.words,
            is_last=order.is_last,
        )
    except NotFound:  # a button of an answer that was never given in this chat
        return None
    return rated.case_id


def _ask_reopen(tx: Transaction, conversation_id: int, utterance_id: int, order: orders.AskReopen) -> Done:
    case_id = order.case_id
    line = line_of(status_of(tx, case_id))
    if line.again == ASKED or (line.is_open and not line.is_answered):  # the wish is with the office already
        said = dialogue_log.bind_earlier(tx, conversation_id, case_id) if order.of_earlier else None
        citizen_steps.add_information(tx, case_id, utterance_id=said or utterance_id)
        return Done((events.ReopenAsked(line, is_added=True),), case_id)
    try:
        citizen_steps.ask_reopen(tx, case_id, conversation_id=conversation_id, reason=order.reason)
    except Conflict:
        return Done((events.ReopenAsked(line, is_late=True),), case_id)
    if order.of_earlier:
        dialogue_log.bind_earlier(tx, conversation_id, case_id)
    else:
        citizen_steps.bind_words(tx, citizen_steps.own_case(tx, case_id, conversation_id), utterance_id)
    return Done((events.ReopenAsked(line_of(status_of(tx, case_id))),), case_id)


def _request_data(
    tx: Transaction, settings: Settings, conversation: Conversation, utterance_id: int, asks: str
) -> Done:
    receipt, is_repeated = privacy.request(tx, settings, conversation, asks, utterance_id=utterance_id)
    told = events.DataRequested(
        case_id=receipt.case_id,
        code=receipt.code,
        unit=receipt.unit,
        phone=receipt.phone,
        due_on=receipt.due_on,
        done_on=privacy.done_by(tx, receipt.case_id),
        basis=receipt.basis,
        asks=asks,
        is_repeated=is_repeated,
    )
    return Done((told,), receipt.case_id)


def rating_line(rating: Rating) -> events.RatingLine:
    """Return a rating as the dialogue speaks of it."""
    return events.RatingLine(rating.answer_id, rating.case_id, rating.code, rating.result, rating.attitude)

"""Which question is open at which step, so that it can be asked again after whatever came between."""

from collections.abc import Mapping

from bot.dialogue.answers import inquiring
from bot.dialogue.asides import waiting
from bot.dialogue.denounce_ways import ask_way
from bot.dialogue.frame import Context, Step
from bot.dialogue.sent import adding, cases, lookup, phone_questions, rating, reopening, rights
from bot.dialogue.state import State
from bot.dialogue.telling import language
from bot.dialogue.telling.questions import OF_DRAFT, Question
from bot.dialogue.telling.reception_questions import OF_BOOKING
from bot.dialogue.telling.resuming import ask_consent_again, ask_which
from bot.messages import Reply

_ASKED: Mapping[str, Question] = {
    **OF_DRAFT,
    "consent": ask_consent_again,
    "denounce": ask_way,
    "bind": ask_which,
    "add_info": adding.again,
    "withdraw": cases.again_withdrawal,
    **dict.fromkeys(("rate_result", "rate_attitude", "rate_words"), rating.ask_again),
    **dict.fromkeys(("offer_reopen", "reopen_reason"), reopening.ask_again),
    **dict.fromkeys(("data_wish", "data_confirm"), rights.ask_again),
    phone_questions.KEEP: phone_questions.ask_to_keep,
    phone_questions.WANTED: phone_questions.ask_for,
    "lookup_code": lookup.ask_code,
    "lookup_own": lookup.ask_code,
    "lookup_secret": lookup.ask_secret,
    "language": language.ask_language,
    "ask_question": inquiring.ask_question,
    "which_answer": inquiring.again,
    "answered": inquiring.again,
    "waiting": waiting.again,
    **OF_BOOKING,
}


def repeat(state: State, context: Context, *replies: Reply) -> Step:
    """Say something and ask the open question again; at rest only say it."""
    question = _ASKED.get(state.step)
    return question(state, context).after(*replies) if question else Step(state, replies)

"""Tells how a commune is reached, to whoever asks for nothing else: no officer has to answer that."""

import re
from itertools import pairwise

from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import answered_aside
from routing.language.words import split
from routing.legal.asked_numbers import asks_for_a_number
from routing.records import replace
from routing.text import fold

_MOST = 8
_TOLD, _ASKS = "contact.of_commune", "contact.of_which"
ASKED = "?"  # instead of a commune: it was asked of which
_FIRST = 2  # who answers for all others: the committee and its office
_OF_COMMITTEE = re.compile(
    r"\b(?:uy ban|ubnd)\b(?! va)|\bchu tich\b(?! (?:hoi|mat tran|mttq|uy ban mat tran|ubmt|hdnd|cong doan))"
)
_OF_NUMBER = re.compile(r"\b(?:so|sdt|dien thoai|dt)\b")
_ELSEWHERE = re.compile(  # bodies that few directories of a commune hold
    r"\b(?:tram (?:y te|xa)|trung tam y te|kho bac|dien luc|benh vien|truong|buu dien|kiem lam|doi|toa an|bao hiem"
    r"|ngan hang|cap nuoc|cong ty|thi hanh an|vien kiem sat)\b"
)
_OF_ALL = frozenset({("hanh", "chinh"), ("uy", "ban"), ("hdnd", "va"), ("va", "ubnd")})  # words of many bodies


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Tell the telephones that are asked for, and ask the open question again; None where none is asked for."""
    if is_denouncing(state):
        return None
    if not event.telephones:
        return _of_which(state, event, context)
    lines = "\n".join(f"• {name}: {phone}" for name, phone in _meant(event.text, event.telephones)[:_MOST])
    place = event.reading.place
    told = replace(state, phones_of=(place.code if place else None) or state.phones_of)
    return answered_aside(told, context, say(_TOLD, lines=lines))


def _of_which(state: State, event: Said, context: Context) -> Step | None:
    """Ask of which commune the number is asked for, where none is named; None where no number is asked for."""
    is_free = state.step in {"idle", "consent"} and event.reading.place is None and event.reading.danger is None
    if not is_free or _OF_NUMBER.search(fold(event.text)) is None or not asks_for_a_number(split(event.text)):
        return None
    return answered_aside(replace(state, phones_of=ASKED), context, say(_ASKS, phone=context.office_phone))


def forgotten(played: Step) -> Step:
    """Return the step without the commune of telephones told earlier: only right behind them is one more asked for."""
    if not played.state.phones_of or any(reply.key in {_TOLD, _ASKS} for reply in played.replies):
        return played
    return replace(played, state=replace(played.state, phones_of=""))


def _meant(text: str, telephones: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return those whose name shares two words with the message ("công an"); where none does, whom one asks."""
    if _OF_COMMITTEE.search(fold(text)):
        return telephones[:1]
    named = set(pairwise(fold(text).split())) - _OF_ALL
    place = set(pairwise(fold(telephones[0][0]).split()))  # "xã Kép" is in every name
    found = tuple((name, phone) for name, phone in telephones if (set(pairwise(fold(name).split())) - place) & named)
    return found or (telephones[:_FIRST] if _ELSEWHERE.search(fold(text)) else telephones)

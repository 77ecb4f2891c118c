"""Tells which commune an old name belongs to today: people know the ward of their childhood, not that of July 2025."""

import re
from collections.abc import Sequence

from bot.dialogue.asking import label, say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import answered_aside
from bot.dialogue.words import names_a_spot
from bot.messages import Reply
from routing.gazetteer.units import Commune
from routing.text import fold

_MOST = 16  # words
_WHICH = r"(?:xa|phuong|don vi) (?:gi|nao|mo|chi)"
_MERGED = r"(?:sap nhap|sat nhap|nhap|gop|chia|tach)"
_ASKS = re.compile(
    rf"\b(?:gio|nay|bay gio|hien|hien nay|moi)\b.*\b(?:la|thuoc|thanh|ve)\b.*\b{_WHICH}\b"
    rf"|\b{_MERGED}\b.*\b(?:(?:vao|ve|voi|cho|sang|thanh) (?:dau|mo|ai)|{_WHICH})\b"
    rf"|\b(?:thuoc|thanh|doi thanh|doi ten thanh) {_WHICH}\b|\bten moi (?:la )?(?:gi|chi)\b"
)
_AT_THE_HEAD = re.compile(r"\bđầu\b|\bdầu\b")  # without its mark it may be "đâu"


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Name today's commune of a place that a short question names, and ask the open question again; else None."""
    place = event.reading.place
    if place is None or event.reading.danger is not None or is_denouncing(state) or len(event.text.split()) > _MOST:
        return None
    if state.step == "ask_place" and names_a_spot(event.text):
        return None  # an answer that wonders by the way
    names = [place.name] if place.code and place.name else [_now(state, one) for one in place.candidates]
    if not names or _AT_THE_HEAD.search(event.text.lower()) or _ASKS.search(fold(event.text)) is None:
        return None
    return answered_aside(state, context, _told(names, are_namesakes=any(one.told_as for one in place.candidates)))


def _now(state: State, commune: Commune) -> str:
    """Return a commune, with the former one that may be meant by the name that was asked for."""
    if not commune.told_as:
        return commune.name
    return label(state, "place.now_part", former=commune.told_as, name=commune.name)


def _told(names: Sequence[str], *, are_namesakes: bool) -> Reply:
    if are_namesakes:
        return say("place.now_named", names="; ".join(names))
    return say("place.now" if len(names) == 1 else "place.now_one_of", names=", ".join(names))

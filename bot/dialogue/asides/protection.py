"""The protection of who denounces (law on denunciation, chapter VI): answered at every step where it is asked for."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.messages import Reply
from routing.kinds import Kind
from routing.text import fold

KEY = "denounce.protection"
_FEW = 14  # words
_ME = "toi|tui|em|minh|chau|con|chung toi|gia dinh|nguoi nha|nguoi than|vo con|nguoi to cao|nhan chung|bo me|me con"
_WANTED = re.compile(
    rf"\b(?:bao ve|che cho)(?: \w+){{0,3}}? (?:{_ME})\b"
    r"|\b(?:can|xin|muon|duoc|yeu cau|de nghi|ai) (?:\w+ ){0,2}?bao ve\b"
)
_OF_THINGS = re.compile(r"\bbao ve (?:moi truong|rung|thuc vat|dong vat|di tich|quyen loi nguoi tieu|co quan|truong)\b")


def is_wanted(text: str, state: State, context: Context) -> bool:
    """Whether somebody who accuses, or has accused, asks to be protected."""
    cases = (*context.open_cases, *context.past_cases)
    has_accused = is_denouncing(state) or any(case.kind == Kind.DENUNCIATION for case in cases)
    folded = fold(text)
    return has_accused and _WANTED.search(folded) is not None and _OF_THINGS.search(folded) is None


def line(context: Context) -> Reply:
    """Say how protection is asked for at once, and what it covers."""
    return say(KEY, phone=context.office_phone)


def asked(state: State, event: Said, context: Context) -> Step | None:
    """Answer a few words that ask for nothing else, and ask the open question again; None for all others."""
    is_asked = len(event.text.split()) <= _FEW and event.reading.danger is None
    return repeat(state, context, line(context)) if is_asked and is_wanted(event.text, state, context) else None

"""A place in another province: not ours to answer, and nothing is handed on there; it is told where to go."""

import re

from bot.dialogue.asking import ask, say, understood
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.matter.place import take
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import OUTSIDE, ask_drop, change_place, outside, proceed
from bot.dialogue.words import answers
from routing.records import replace
from routing.text import fold

_BETWEEN = r"(?: (?:giup|gium|ho|dum|toi|tui|em|dan|luon|thang|truc tiep|cai|viec|nay|no|don|phan anh|thong tin))*"
_HANDED_ON = re.compile(
    rf"\b(?:gui|goi|chuyen|bao|nhan|lien he){_BETWEEN} (?:sang|qua|den|toi|vao|ra|ve|len|xuong|cho)(?: (?:cho|ben|o))*"
    r" (?P<whom>tinh|thanh pho|tp|xa|phuong|ben|noi|cho|trong|ngoai|do|kia|ho|chinh quyen|uy ban|dia phuong)\b"
)
_FEW = 14  # words


def said(state: State, event: Said, context: Context) -> Step:
    """Understand yes, no, another place, or the wish that it be handed on to the province where it is."""
    draft, meant = state.draft or Draft(), answers(event.text)
    if _asks_to_hand_on(event, draft):
        return _not_handed_on(state, draft)
    if "yes" in meant:
        return chosen(state, Chose(state.step_no, "send_anyway"), context)
    if "no" in meant:
        return chosen(state, Chose(state.step_no, "drop"), context)
    if event.reading.place is not None:
        return take(state, event.text, event.reading, context)
    told = replace(state, draft=add_telling(draft, event.text, event.reading))
    return outside(told, context).after(say("added.to_draft"))


def _asks_to_hand_on(event: Said, draft: Draft) -> bool:
    """Whether a few words ask that it be sent to the other province ("gửi cho tỉnh đó giúp tôi")."""
    province = fold(draft.outside or "")
    folded = fold(event.text).replace(province, "tinh") if province else fold(event.text)
    is_ours = event.reading.place is not None and event.reading.place.code is not None
    return len(folded.split()) <= _FEW and not is_ours and _HANDED_ON.search(folded) is not None


def _not_handed_on(state: State, draft: Draft) -> Step:
    return ask(state, "outside", "place.not_handed_on", OUTSIDE, province=draft.outside or "")


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Send anyway, name another place, or stop."""
    draft = state.draft or Draft()
    if event.option == "send_anyway":
        accepted = replace(draft, outside_accepted=True)
        return proceed(understood(replace(state, draft=accepted)), context)
    if event.option == "place":
        return change_place(state, context)
    return ask_drop(state, context)

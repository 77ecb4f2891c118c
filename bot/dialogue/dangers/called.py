"""Help was called already ("gọi 115 rồi"), or it is over ("báo nhầm"): no number again, and nobody agrees by it."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import either_of, say
from bot.dialogue.danger_orders import TellOver
from bot.dialogue.dangers.in_danger import OF_OTHER, SUICIDE, TAKEN, kind_of
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.relief_words import says_helped, says_over
from bot.dialogue.orders import AddInformation
from bot.dialogue.state import State
from bot.dialogue.telling.telling import keep_pending
from routing.dangers.danger_lexicon import numbers_of
from routing.records import replace
from routing.text import fold

_FEW = 14  # words
_WHO = "(?:toi|tui|em|con|chau|minh|bac|nha toi|chung toi|hang xom|ho|nguoi ta|co nguoi|vo|chong|ba con)"
_HELP = "(?:11[1-5]|cuu hoa|cap cuu|cuu thuong|cong an(?: xa| phuong)?|xe cuu hoa|xe cuu thuong|xe cap cuu|bac si|y te)"
_HAS_CALLED = re.compile(
    rf"(?:(?:da|vang|u|a|thi|ok|{_WHO}) )*(?:(?:da|vua|moi|co|cung) )*(?:goi|bao|alo|bam|dien)"
    rf"(?: (?:cho|so|duoc|dien|thoai))*(?: {_HELP})* (?:roi|xong)"
    r"(?: (?:a|nhe|nha|day|em|anh|chi|ad|ban|(?:ho |xe )?dang (?:den|toi|ra|cho|tren duong)))*"
)
_HAS_COME = re.compile(
    rf"(?:(?:da|vang|u|a|thi|may qua) )*(?:(?:xe|ben|doi|may anh) )?{_HELP} (?:da |vua |moi )?(?:den|toi|co mat)"
    r" (?:noi )?roi(?: (?:a|nhe|nha|em|anh|chi))*"
)
_OF_OTHERS = frozenset({OF_OTHER, TAKEN})


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Take note that help was called or has come, or that it is over, and ask on; None for all else.

    Who may be dying is stayed with, whatever they say of themselves.
    """
    kind = kind_of(state.danger)
    if not state.danger or state.danger == SUICIDE or is_denouncing(state):
        return None
    is_helped = says_helped(event.text, kind)
    if is_helped or (state.danger not in _OF_OTHERS and says_over(event.text)):
        return _relieved(state, event, context, "away" if is_helped else "over")
    folded = fold(event.text)
    if state.danger in _OF_OTHERS or len(event.text.split()) > _FEW:
        return None
    key = "come" if _HAS_COME.fullmatch(folded) else "called" if _HAS_CALLED.fullmatch(folded) else ""
    return repeat(_noted(state, event, context), context, say(f"danger.{key}")) if key else None


def _relieved(state: State, event: Said, context: Context, key: str) -> Step:
    """Answer who says that it is over, and have those told who were alerted; its case has the words as well."""
    kind, case = kind_of(state.danger), context.case(state.danger_case)
    noted = replace(_noted(state, event, context), danger="", danger_at=0, danger_case=None)
    line = say(f"danger.{key}", numbers=either_of(state, numbers_of(kind)))
    beside = () if state.interrupted is None or state.draft is None else (say("second.may_leave"),)
    told = repeat(noted, context, line, *beside)
    is_sent = case is not None and state.draft is None and not state.pending_text
    added = (AddInformation(case.case_id),) if case is not None and is_sent else ()
    return told.ordering(TellOver(kind, case.case_id if case is not None else None), *added)


def _noted(state: State, event: Said, context: Context) -> State:
    if not context.consented:
        return keep_pending(state, event.text)
    return replace(state, draft=add_telling(state.draft, event.text, None)) if state.draft else state

"""Help was called already ("gọi 115 rồi"), or the fire is out: no number is told anew, and nobody agrees by it."""

import re
from dataclasses import replace

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.dangers.in_danger import SUICIDE, kind_of
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.telling import keep_pending
from routing.text import fold

_FIRE = "fire"
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

_IS_OVER = re.compile(
    rf"(?:(?:da|vang|u|a|thi|may qua|{_WHO}|lua|dam chay|chay) )*(?:(?:da|vua|moi|duoc|cung) )*"
    r"(?:dap(?: (?:lua|chay|het))*(?: (?:duoc|tat|xong))*|(?:tat|het) (?:chay|lua|han|het)|tat|khong con chay|lua tat)"
    r" (?:roi|xong)(?: (?:a|nhe|nha|day|em|anh|chi|ad|ban|may qua))*"
)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Take note that help was called or has come, and ask on; None for all else. Who may be dying is stayed with."""
    is_amid = bool(state.danger) and kind_of(state.danger) != SUICIDE and not is_denouncing(state)
    if not is_amid or len(event.text.split()) > _FEW:
        return None
    folded = fold(event.text)
    key = "come" if _HAS_COME.fullmatch(folded) else "called" if _HAS_CALLED.fullmatch(folded) else ""
    if not key and kind_of(state.danger) == _FIRE and _IS_OVER.fullmatch(folded):
        key = "over"
    return repeat(_noted(state, event, context), context, say(f"danger.{key}")) if key else None


def _noted(state: State, event: Said, context: Context) -> State:
    if not context.consented:
        return keep_pending(state, event.text)
    return replace(state, draft=add_telling(state.draft, event.text, None)) if state.draft else state

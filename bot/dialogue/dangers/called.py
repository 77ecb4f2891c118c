"""Help was called already ("gọi 115 rồi"), or it is over ("báo nhầm"): no number again, and nobody agrees by it."""

import re
from dataclasses import replace

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import either_of, say
from bot.dialogue.dangers.in_danger import SUICIDE, kind_of
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.telling import keep_pending
from routing.dangers.danger_lexicon import numbers_of
from routing.text import fold

_FEW = 14  # words
_NO_WORD = re.compile(r"[^a-z0-9]+")
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
_NOT = "(?:khong|ko|k|hong)"
# who is found may be dead: that is no relief by itself
_PUT_OUT = (
    "(?:(?:da|vua|moi|duoc|cung) )*(?:dap|dap tat|tat|tat lua|lua tat|het (?:chay|lua|khoi)|khong con chay)"
    "(?: (?:duoc|xong|lua|chay|khoi|tat|het|han|no|be|chau|con))*(?= roi| xong)"
)
_FINE = (
    rf"{_NOT} sao(?: (?:dau|nua|ca|gi ca))?|{_NOT} (?:co|con) (?:chay|gi|nguy hiem)(?: (?:dau|nua|ca))?"
    r"|(?:(?:bao|nhin|tuong|nghe) )?nham(?: thoi)?|dua(?: thoi| ti)?|on(?: ca)?"
)
_NOT_OVER = re.compile(r"\?|\b(?:đưa|dừa|dứa|dưa)\b", re.IGNORECASE)  # a question, and words that are no "đùa"
_IS_OVER = re.compile(
    rf"(?:(?:a|ah|u|da|vang|thi|thoi|may qua|may|xin loi|gio|{_WHO}|nha em|chi la|lua|dam chay|chay) )*"
    rf"(?:{_FINE}|{_PUT_OUT})(?: (?:{_FINE}|{_PUT_OUT}|roi|xong|a|nhe|nha|dau|day|thoi|em|anh|chi|ad|ban|may qua))*"
)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Take note that help was called or has come, and ask on; None for all else. Who may be dying is stayed with."""
    is_amid = bool(state.danger) and kind_of(state.danger) != SUICIDE and not is_denouncing(state)
    if not is_amid or len(event.text.split()) > _FEW:
        return None
    folded = fold(event.text)
    if not _NOT_OVER.search(event.text) and _IS_OVER.fullmatch(" ".join(_NO_WORD.sub(" ", folded).split())):
        noted = replace(_noted(state, event, context), danger="", danger_at=0)
        again = either_of(state, numbers_of(kind_of(state.danger)))
        return repeat(noted, context, say("danger.over", numbers=again))
    key = "come" if _HAS_COME.fullmatch(folded) else "called" if _HAS_CALLED.fullmatch(folded) else ""
    return repeat(_noted(state, event, context), context, say(f"danger.{key}")) if key else None


def _noted(state: State, event: Said, context: Context) -> State:
    if not context.consented:
        return keep_pending(state, event.text)
    return replace(state, draft=add_telling(state.draft, event.text, None)) if state.draft else state

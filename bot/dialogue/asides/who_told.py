"""Who asks which citizen reported or denounced is told that nobody hears it: no officer has to refuse it."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from routing.text import fold

_MOST = 22  # words
_WHO = r"(?:ai|nguoi|dua|thang|ke|con nao|ho nao)(?: nao)?"
_TOLD = r"(?:da |la nguoi |da tung )*(?:phan anh|to cao|to giac|bao cao|bao|to|kien|khieu nai)"
_ASKS = (
    r"(?:cho (?:\w+ )?(?:biet|xem|hoi|xin)|(?:cho|gui|dua) (?:toi|em|minh|tui)|in ra|liet ke"
    r"|muon (?:biet|xem|hoi)|can biet|xin|cung cap|tra loi)"
)
_NAME = r"(?:(?:danh sach|ten|danh tinh|so dien thoai|sdt|dia chi|thong tin|ho ten)(?: cua| cac| nhung| may)* )?"
_ASKED = re.compile(
    rf"\b{_ASKS} (?:\w+ ){{0,2}}?{_NAME}{_WHO} {_TOLD}\b"
    rf"|^(?:\w+ ){{0,3}}?(?:ai|(?:nguoi|dua|thang|con|ke) nao) {_TOLD}"
    r" (?:toi|tui|em|minh|nha toi|nha tui|nha em|gia dinh toi|con toi|chong toi|vo toi|chung toi)\b"
    r"|\bai (?:da |la nguoi )*(?:to cao|to giac) "
    r"(?:ong|ba|anh|chi|co|thay|chu tich|bi thu|can bo|lanh dao|truong|hieu truong|giam doc|cong an|xa|phuong)\b"
    r"(?: \w+){0,6} (?:vay|the|nhi|ha|do|day|vay a|vay ban|khong biet)$"
)
# who handles it, or what becomes of whoever tells: other questions
_ELSE = re.compile(
    r"\b(?:xu ly|giai quyet|phu trach|tiep nhan|tra loi) (?:phan anh|don|ho so)\b"
    r"|\bnguoi (?:\w+ ){1,3}(?:co|duoc|bi|phai|can|se|the nao|ra sao|o dau)\b"
)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Say that nobody's name is told, and ask the open question again; None for all other words."""
    told = fold(event.text).rstrip(" ?.!")
    is_asked = _ASKED.search(told) is not None and _ELSE.search(told) is None
    if not is_asked or len(told.split()) > _MOST or event.reading.danger is not None:
        return None
    return repeat(state, context, say("plain.who_told"))

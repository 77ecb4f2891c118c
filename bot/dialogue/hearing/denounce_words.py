"""Short words at an accusation: that it is none, and which way it is to go."""

import re

from bot.dialogue.words import clauses, looks_like_question, vocabulary
from routing.officials.wrongs import tells_a_wrong
from routing.text import fold

_SOME = 12  # words
_DENIED = re.compile(
    r"\bdau (?:co |phai |muon )*to(?: cao| giac)?\b"
    r"|\bco (?:muon )?to(?: cao| giac)?(?: ai| gi| cai gi)? dau\b"
)
_HOW = re.compile(
    r"\bto (?:cao|giac)(?: \w+){0,4} "
    r"(?:the nao|lam sao|ra sao|o dau|cach nao|gap ai|cho ai|den dau(?! roi)|nhu nao|kieu gi|can gi)\b"
    r"|\b(?:cach|thu tuc|huong dan|lam sao de|lam the nao de)(?: \w+){0,3} to (?:cao|giac)\b"
)
_WAYS = {
    "sealed_page": re.compile(
        r"^(?:(?:thoi|cu|de|cho|toi|tui|em|con|chau|minh|muon|xin|chon|dung|viet|gui|mo|lay|bang|o|tren|qua|vao)"
        r" )*trang kin(?: (?:di|nhe|nha|a|luon|giup|cho an toan|duoc|em|chau))*$"
    ),
    "denounce_tip": re.compile(
        r"^(?:(?:so lam|so|thoi|da|a|toi|tui|em|con|chau|minh|nhung|gui|xin|bao tin) )*"
        r"(?:(?:dung|khong|ko|khoi|chang|khong muon|khong dam|khong tien|ngai)(?: co)?"
        r" (?:ghi|neu|noi|khai|xung) (?:ho )?ten"
        r"|giau ten|an danh)(?: (?:toi|tui|em|con|chau|minh|dau|nhe|nha|a|di|thoi|that|ra|cua))*$"
    ),
    "denounce_erase": re.compile(r"^(?:\w+ ){0,3}?xoa(?: het| sach| giup| giup toi| ho)?(?: loi| tin| cai| nhung)?\b"),
    "denounce_here": re.compile(
        r"\b(?:nhan|ke|noi|viet|go)(?: tiep| luon| het| thang)* (?:o |tai |ngay )*day\b"
        r"|^(?:(?:thoi|cu|de|cho|toi|tui|em|con|chau|minh|muon|xin|van) )*(?:nhan|ke|noi|viet|go) tiep"
        r"(?: luon| di| thoi| nhe| nha| a| cung duoc| cho nhanh)*$"
        r"|^(?:(?:toi|tui|em|con|chau|minh|thoi|cu|muon|xin|cho) )*gui(?: luon| het| thang)* (?:o |tai |ngay )+day"
        r"(?: luon| cung duoc| di| thoi| cho nhanh| nhe| nha| a)*$"
    ),
}


def denies(text: str) -> bool:
    """Whether a few words say that it is no accusation ("thôi không phải tố cáo, tôi phản ánh thôi")."""
    count = len(text.split())
    if count > _SOME:
        return False
    denials = vocabulary("no_denunciation")
    if denials.meanings(text) or any(denials.meanings(part.strip().removeprefix("thôi ")) for part in clauses(text)):
        return True
    return _DENIED.search(fold(text)) is not None


def asks_how(text: str) -> bool:
    """Whether a short message asks how or where an accusation is made, and accuses nobody yet."""
    if len(text.split()) > _SOME or tells_a_wrong(text):
        return False
    return _HOW.search(fold(text)) is not None


def way_said(text: str) -> str:
    """Return the way that a few words of one's own choose ("nhắn ở đây cũng được", "xóa hết đi"), blank for none."""
    folded = fold(text) if len(text.split()) <= _SOME else ""
    if folded and vocabulary("tip_way").inside(text) and not looks_like_question(text):
        return "denounce_tip"
    return next((way for way, said in _WAYS.items() if said.search(folded)), "")

"""Whether a few words say that what is being told has been put right meanwhile ("à thôi tôi tự dọn rồi")."""

import re

from bot.dialogue.words import clauses
from routing.reading import Reading
from routing.text import fold

_SOME = 14  # words
_LEAD = r"(?:(?:a|ah|u|o|ua|da|vang|thoi|ma|the|vay|thi|gio|nay|bay gio|hom nay|sang nay|hinh nhu|may qua|khoan) )*"
_WHO = (
    r"(?:toi|tui|em|con|chau|minh|bac|nha toi|chung toi|ba con|dan|nguoi ta|ho|may ong ay|ong ay|co nguoi|ai do"
    r"|hang xom|xa|phuong|thon|khu pho|to dan pho|can bo|dien luc|tho|cong nhan|moi truong|doi ve sinh|cong an)"
)
_BY = r"(?:(?:da|vua|moi|den|toi|xuong|ra|vao|tu|cung|duoc|cho nguoi) )*"
_DEED = (
    r"(?:sua|sua chua|don|don dep|gom|thu gom|lap|va|thay|chat|cat|thong|noi|quet|hot|nao vet|dep|xu ly|giai quyet"
    r"|khac phuc)"
)
_WHOLLY = r"(?: (?:xong|het|sach|sach se|lai|giup|cho|giup toi|tam|on|duoc))*"
_STATE = (
    r"(?:dien|nuoc|den|mang|den duong|cong) (?:da )?(?:co|sang|chay|thong|rut)(?: lai| het)? roi"  # "cháy rồi" burns
    r"|(?:sang|thong|im|yen|on)(?: lai)? roi"
    r"|(?:da )?co (?:dien|nuoc|den|mang)(?: lai)? roi"
    r"|het (?:ngap|tac|mui|mui hoi|rac|on|on ao|khoi|hong|bui) roi|xong (?:viec )?roi"
)
_CLOSE = r"(?: (?:a|nhe|nha|day|em|anh|chi|ad|chau|bac|ban))*"
_SOLVED = re.compile(rf"{_LEAD}(?:(?:{_WHO} )?{_BY}{_DEED}{_WHOLLY} roi|{_STATE}){_CLOSE}")
_STILL = re.compile(r"\b(?:nhung|van|chua|khong|ko|k|lan|mai|hoai|bao gio|khi nao|lai (?:hong|tac|ngap|tat|mat|bi))\b")


def is_solved(text: str, reading: Reading) -> bool:
    """Whether a message only says that it is done; who tells of a danger says more."""
    return reading.danger is None and says_solved(text)


def says_solved(text: str) -> bool:
    """Whether a clause says that it is done, and no other that it is not: "sửa rồi nhưng lại hỏng" tells on."""
    if len(text.split()) > _SOME or text.rstrip().endswith("?"):
        return False
    said = [fold(part) for part in (text, *clauses(text))]
    at_last = [one for one in said if _SOLVED.fullmatch(one)]
    others = [one for one in said[1:] if one not in at_last]
    return bool(at_last) and not any(_STILL.search(one) and not one.startswith("khong can") for one in others)

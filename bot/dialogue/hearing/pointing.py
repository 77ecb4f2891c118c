"""“Ở đây nè”, “nhà tôi”: whoever points says no place to somebody who cannot see them; nobody writes it down as one."""

import re

from routing.text import fold, normalise

_LEAD = (
    r"(?:(?:da|thua|vang|u|o|thi|la|tai|ngay|dung|chinh|no|cho|ben|trong|ngoai|truoc|sau|canh|gan|sat|doi dien|cua|cong"
    r"|ngo|khu|xom|dau|cuoi) )*"
)
_ME = r"(?:toi|tui|em|minh|chau|con|tao|chung toi|chung em|bon em|ban em|gia dinh toi|gia dinh em)"
_HERE = r"(?:day|quanh day|gan day|xung quanh day|cho (?:day|nay|kia)|khu nay|ngay day)"
_OWN = r"(?:nha|cho|khu|xom|ngo|lang|thon|que|xa|phuong|cho o|nha tro|phong tro)"
_MINE = rf"(?:{_OWN} (?:cua )?{_ME}(?: (?:dang )?(?:o|dung|ngoi|tro|thue))?|nha)"
_END = r"(?: (?:day|do|ne|nay|ay|a|nha|nhe|luon|thoi|chu dau|chu|ban|em|anh|chi|ad|oi|ak|ha|dang|o|roi))*"
_POINTS = re.compile(
    rf"{_LEAD}(?:{_ME} )?(?:o )?(?:{_HERE}|{_MINE}){_END}|{_LEAD}{_ME} (?:dang )?(?:dung|o) (?:day|do){_END}"
)

_ASKS_WHERE = re.compile(  # with its mark "ở đầu" names one
    r"(?:(?:dạ|da|là|la|thế|the|nhưng|nhung|mà|ma) )*(?:(?:ở|o) )?(?:đâu|dau|chỗ nào|cho nao|mô|nơi nào|noi nao)"
    r"(?: (?:ạ|à|a|vậy|vay|thế|the|hả|ha|cơ|nhỉ|nhi|ta|em|anh|chị|chi|ơi|oi|bạn|ban))*"
)


def asks_only_where(text: str) -> bool:
    """Whether "where" is all that is asked back ("ở đâu ạ?", "o dau")."""
    return _ASKS_WHERE.fullmatch(" ".join(re.sub(r"[^\w ]+", " ", normalise(text).lower()).split())) is not None


def points_here(text: str) -> bool:
    """Whether an answer to "where" only points at where its writer is or lives."""
    _, *others = text.split() or [""]
    is_named = any(word[0].isupper() for word in others)  # "thôn Con", "chợ Đây"
    return not is_named and _POINTS.fullmatch(fold(text)) is not None

"""Hears who only asks what the law has in store: what somebody gets for a deed, or what one may do when refused."""

import re

from routing.language.words import Words

_MOST = 18  # words
_PUNISHED = r"(?:phat(?: (?:tien|tu|hanh chinh))?|xu phat|xu ly|xu|di tu|ngoi tu|tu|ky luat|truy cuu|khoi to)"
_MEASURE = r"(?:the nao|nhu the nao|ra sao|sao|bao nhieu(?: tien)?|may nam|bao nhieu nam|muc nao|toi gi|gi)"
_POLITE = r"(?: (?:a|vay|the|nhi|ha|ad|day|em|anh|chi|oi|rua|hi))*$"
_PENALTY = re.compile(
    rf"\bbi {_PUNISHED}(?: \w+)? {_MEASURE}{_POLITE}"
    rf"|\b(?:bao nhieu|tu bao nhieu|may)(?: \w+){{0,2}} (?:thi|la|moi) (?:bi )?{_PUNISHED}{_POLITE}"
    rf"|\bthi (?:co )?bi {_PUNISHED} (?:khong|chua){_POLITE}"
)
_REFUSED = re.compile(
    r"\bbi (?:tu choi|tra(?: lai)?|bac|loai|cat|phat|thu hoi)(?: \w+){0,3} thi (?:\w+ ){0,2}?"
    rf"(?:lam|can lam|phai lam|duoc lam|hoi|gap|di|den|goi|nho) (?:gi|sao|the nao|ai|dau){_POLITE}"
)
# a person who is pointed at, or a wrong that was done to the writer: that is told, not asked
_TOLD = re.compile(
    r"\b(?:ong|thang|lao|mu|bon no|tui no|chung no|bon ho|hom qua|hom nay|vua|moi day|xa toi|xa em"
    r"|thon toi|truong em|o day|nay|kia|da|to cao|to giac|khieu nai|khong dong y|khong chiu|vo ly|oan|sai|trai luat"
    r"|cua toi|nha toi|con toi)\b"
)


def asks_what_follows(words: Words) -> bool:
    """Whether a short message asks for the punishment of a deed, or what one does when refused, and tells of nobody."""
    if len(words) > _MOST:
        return False
    said = " ".join(words.bases)
    return (_PENALTY.search(said) or _REFUSED.search(said)) is not None and _TOLD.search(said) is None

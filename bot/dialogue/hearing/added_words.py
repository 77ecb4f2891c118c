"""Whether a message says of itself that it adds to what was sent ("bổ sung: hôm qua có cháu bé ngã")."""

import re

from routing.text import fold

_WHO = "toi|em|chau|tui|minh|con|bac|co|chu|anh|chi|nha toi|nha em"
_ADDS = re.compile(
    rf"(?:(?:da|vang|a|alo|ah|vay|the)[ ,]+)?(?:(?:{_WHO}) )?(?:(?:xin|muon|can|nhan|noi|gui|ke|phep|duoc|cho) )*"
    r"bo sung\b"
)
_HEAD = 6  # words before the colon
_EVENING = re.compile(r"\btối\b", re.IGNORECASE)  # without its mark it is "tôi"
_PLAINLY = re.compile(r"bo sung(?: them)?(?: vao| cho)?(?: thong tin| ho so| viec (?:truoc|luc nay|vua roi))")

_CALL_WHEN = re.compile(
    rf"(?:(?:{_WHO}|da|vang|nho|lam on|khi nao|neu|co|can|chi|nen|cu|thi|ma|dung|xin|oi) )*(?:goi|alo|lien he)"
    rf"(?: (?:cho|lai|dien|may|giup|vao|luc|{_WHO}|duoc|tam|khoang|sau|truoc|tu|den|buoi|gio|hanh chinh|ngoai|ngay|mai"
    r"|hom nay|sang|trua|chieu|khuya|dem|thu|hai|ba|tu|nam|sau|bay|chu nhat|\d{1,2}h?\d{0,2}|nhe|nha|a|thoi|moi))*"
    r" (?:sang|trua|chieu|khuya|buoi toi|dem|gio|\d{1,2}h\d{0,2}|cuoi tuan|hanh chinh|mai|chu nhat"
    r"|thu (?:hai|ba|tu|nam|sau|bay|\d))"
    r"(?: (?:nhe|nha|a|thoi|moi|duoc|nghe may|ranh|voi|dum|gium|giup|toi|em|chau))*"
)

_HOW_TO_REACH = re.compile(
    rf"(?:(?:{_WHO}|can bo|cac|da|vang|nho|lam on|xin|chi|thi|nen|cu|oi|vi|bi|cam|diec|nang tai|khiem thinh"
    r"|nghe khong duoc|khong nghe duoc) )*"
    r"(?:(?:dung|khong can|khoi|khong|ko)(?: (?:co|nen))? (?:goi|alo)(?: (?:dien|thoai|cho|toi|em|toi nua))*"
    r"(?: nhe| nha| a)*"
    r" ?(?:ma |cu |chi |xin |hay )*(?:nhan tin|nhan|viet|nhan zalo)|(?:chi|cu|nho) (?:nhan tin|nhan zalo))"
    r"(?: (?:thoi|cho|toi|em|chau|con|minh|bac|duoc|roi|nhe|nha|a|giup|o day|zalo|la duoc|qua day))*"
)


def adds(text: str) -> bool:
    """Whether a message begins by saying that it adds something; "bổ sung biển báo ở ngã tư" may ask for signs."""
    return _ADDS.match(fold(text).strip()) is not None


def says_when_to_call(text: str) -> bool:
    """Whether a few words only say when to call, or not to ("gọi buổi chiều nhé", "đừng gọi điện, nhắn tin thôi")."""
    folded = fold(_EVENING.sub("khuya", text))
    return _CALL_WHEN.fullmatch(folded) is not None or _HOW_TO_REACH.fullmatch(folded) is not None


def adds_plainly(text: str) -> bool:
    """Whether it can mean nothing else."""
    head, colon, _told = text.partition(":")
    is_headed = bool(colon) and len(head.split()) <= _HEAD
    return adds(text) and (is_headed or _PLAINLY.search(fold(text)) is not None)

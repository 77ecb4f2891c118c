"""Sees that money or a gift is offered to whoever reads this, or its price is asked: that is no part of a matter.

Who tells that somebody asks for money offers none: those words stay what they are.
"""

import re

from routing.text import fold

_GIVER = r"(?:toi|tui|em|e|con|chau|minh|chung toi|chung em|nha toi|nha em|gia dinh (?:toi|em)|bac|co|chu)"
_TAKER = r"(?:(?:(?:cac|may) )?(?:anh chi|anh|a|chi|c|chu|co|bac|ong|ba|em|chau|can bo|sep|ad|admin|bot|ban|dong chi) )"
_GIVE = r"(?:gui|goi|bieu|boi duong|hau ta|lot tay|cam on|cam ta|dua|tang|chuyen khoan|ck|moi|lo|chi)"
_SUM = (
    r"\d+(?: ?(?:k|tr|trieu|nghin|ngan|lit|cu|xi|dong))+"
    r"|(?:may|vai|mot|hai|ba|nam) (?:tram|trieu|lit|cu|chuc)(?: nghin)?"
)
_GIFT = (
    rf"(?:{_SUM}|tien(?: nuoc| ca phe| cafe)?|phong bi|ca phe|cafe|cf|uong nuoc|nuoc noi|nuoc|ruou|nhau|com|thuoc|qua"
    r"|dinh|long thanh|hoa hong)"
)
_SOME = r"(?:(?:it|chut|mot|tam|them|cai|vai|may|rieng|luon|khoang|ly|coc|chai|bua|cay|mon|cap|di|lai) )*"
_OFFER = re.compile(
    rf"\b{_GIVER} (?:(?:se|xin|lai|co the|muon|thi|cung) )*{_GIVE} (?:(?:lai|rieng|cho) )*{_TAKER}+{_SOME}{_GIFT}\b"
    rf"|^(?:(?:a|da|hay|hay la|thoi) )*(?:gui|bieu|boi duong) {_TAKER}+{_SOME}{_GIFT}\b"
)
_MAY_OFFER = re.compile(rf"\b(?:{_GIFT}|boi duong|lot tay|lo lot|uu tien|bao nhieu)\b")  # hardly a message holds any
_PRICE = re.compile(
    r"\b(?:boi duong|lot tay|phong bi|lo lot)(?: \w+){0,3} (?:bao nhieu|nhieu it)\b"
    r"|\bbao nhieu(?: tien)? (?:de |cho )?(?:boi duong|lot tay|phong bi|ca phe|lo lot)\b"
    r"|\b(?:can|muon) (?:boi duong|lot tay|phong bi)(?: \w+){0,3} (?:khong|ko|k)\b"
    r"|^(?:(?:the|vay|ma|mat|het) )*bao nhieu(?: tien)? (?:thi )?(?:duoc )?"
    r"(?:uu tien|(?:lam|xong|giai quyet) (?:nhanh|som))"
)
_HINTED = re.compile(  # asks whether it goes by gifts ("chút quà mới xong à")
    rf"(?:(?:the|vay|ma|hay|chac|phai|co|can|muon|chi|gui|them|neu) )*(?:chut|it|tam|may|vai) {_GIFT}"
    r"(?: (?:thi|moi|la|se|duoc))+"
    r" ?(?:xong|nhanh|som|giai quyet|lam|uu tien|viec)?(?: (?:a|ha|khong|ko|k|nhi|phai khong|hay sao|viec|nhanh|som))+"
)
_TOLD = re.compile(  # of others who ask for it, or of what was given
    r"\b(?:bao(?! nhieu)|noi|keu|goi y|doi|vi vinh|yeu cau|bat|ep|phai|(?<!phong )bi|buoc|nhan|roi|hom|ho|no|lua"
    r"|can bo hoi|da (?:gui|dua|bieu|tra|boi|nop|chi|lot)|truong thon|chu tich|cong an|dia chinh|neu khong|moi chiu"
    r"|moi xong)\b"
)
_PLEADING = """anh a chi c chu co bac ong ba em e ad admin bot ban can bo cac oi nhe nha voi giup gium ho dum lam lm cho
toi tui con chau minh nho xin mong nhanh le mau som len luon di ma thoi thi de viec nay cai ti chut da vang ok don ho so
xu ly giai quyet uu tien la se duoc khong ko sao nao xong nhanh som truoc lam cho"""
_PURPOSE = "uong nuoc ca phe cafe an sang trua boi duong goi tien k nghin mua qua que long thanh"
_PLEA = frozenset(_PLEADING.split())
_CLAUSES = re.compile(r"([^,;!\n]+?)((?:[,;!\n]|\.(?!\d))+|$)")
_BEHIND = _PLEA | frozenset(_PURPOSE.split())


def without_offer(text: str) -> str:
    """Return a message without what it offers, itself where it offers nothing; blank where it does nothing else."""
    if _MAY_OFFER.search(fold(text)) is None:
        return text
    parts = _CLAUSES.findall(text)
    left = [(_before_offer(told), stop) for told, stop in parts]
    if left == parts:
        return text
    rest = "".join(f"{told}{stop}" for told, stop in left if told).strip(" ,.;\n")
    return "" if _PLEA.issuperset(fold(rest).split()) else rest


def _before_offer(part: str) -> str:
    """Return a clause up to where something is offered in it; whole where nothing is, or more is told behind it."""
    folded = fold(part)
    if _HINTED.fullmatch(folded):
        return ""
    if _TOLD.search(folded):
        return part
    if _PRICE.search(folded):
        return ""
    found = _OFFER.search(folded)
    if found is None or not _BEHIND.issuperset(folded[found.end() :].split()):
        return part
    words, before = part.split(), folded[: found.start()].split()
    return " ".join(words[: len(before)]) if len(words) == len(folded.split()) else part

"""Sees who wishes pay or help for those in office: the likeness of such words to accusations would seal a petition."""

from routing.language.folding import fold
from routing.language.words import Words
from routing.legal.accusing import Found, says_accuse

_FEW = 30
_WRONGFUL = ("wrong", "blow", "kin", "taken", "keeps", "takes", "meant", "back", "deceit", "price")
_TAKING = frozenset(fold("lấy thu trừ cắt chia nhận ăn bớt xén đút lập ký ép bắt đòi giữ túi chặn khai tiêu").split())


def wishes_them_well(words: Words, found: Found) -> bool:
    """Whether in few words pay or more hands are wished for those in office, and nobody takes or keeps anything."""
    if len(words) > _FEW or not found["wished"] or not found["office"] or says_accuse(words):
        return False
    return not any(found[part] for part in _WRONGFUL) and _TAKING.isdisjoint(words.bases)

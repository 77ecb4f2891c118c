"""Tells texts that hold no matter from those that do: codes, commands, another tongue, and "who handles this?"."""

import re

from routing.folding import fold
from routing.words import Words

_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:[iy]?e[ou]?|u?ye|u?o[aeio]?|oai|u?a[iouy]?|u[aeio]?|uoi|uou|ieu|ia|i[eu]?|y)"
    r"(?:ch|ng|nh|c|m|n|p|t)?"
)
_LEAST_SHARE = 0.35
_WHO = re.compile(
    r"\b(?:ai|(?:co quan|don vi|phong|ben|can bo) nao) (?:(?:dang|se|la nguoi) )?"
    r"(?:xu ly|giai quyet|phu trach|thu ly|dam nhan|lo|lam|nhan|giu|chiu trach nhiem)\b"
)
_AROUND = frozenset(
    fold(
        "ạ ad anh ba bên biết bot bộ cán cho chị chính chuyện có con của các đã đang dạ đây đi do đơn được em gì giờ "
        "giúp hả hiện hồ hỏi hôm kia là mà mấy mình nào này nhỉ như ở phản ánh quan rồi sao sở số sự tê thế thì thông "
        "tôi tui vậy vì việc vụ xin y"
    ).split()
)
_MOST_WORDS = 12


def is_wordless(words: Words) -> bool:
    """Whether hardly a word of a text could be Vietnamese; its numbers say nothing."""
    told = [base for base in words.bases if base[0].isalpha()]
    return sum(_SYLLABLE.fullmatch(base) is not None for base in told) < _LEAST_SHARE * len(told)


def asks_who_handles(words: Words) -> bool:
    """Whether somebody only asks who has their matter: nothing is told, nobody is accused of leaving it."""
    if len(words) > _MOST_WORDS:
        return False
    said = " ".join(words.bases)
    asked = _WHO.search(said)
    return asked is not None and _AROUND.issuperset((said[: asked.start()] + said[asked.end() :]).split())

"""Which of several cases is meant, where a few words name it by what it is about ("cái đèn", "rút việc rác")."""

import re
from collections.abc import Iterable

from bot.dialogue.events import CaseLine
from routing.text import fold

_MOST = 6  # words
_WORDS = """cai viec vu ho so don phan anh chuyen ay do kia nay cho vao la ve a nhe
em oi cua toi tui minh con chau luc hom truoc bo sung them ghi thoi thi vang da u"""
_FILLING = frozenset(_WORDS.split())
_NAMED = re.compile(r"^(?:(?:da|vang|u|a|thi|la) )*(?:cai|viec|vu|ho so|don|phan anh|chuyen)\b")
_WITHDRAWN = re.compile(
    r"^(?:(?:toi|tui|em|con|chau|minh|xin|muon|cho|thoi|nho|da|giup) )*(?:rut|huy|bo)(?: (?:lai|giup|ho|cho toi))*"
    r" (?P<named>(?:cai|viec|vu|ho so|don|phan anh) .+)$"
)


def case_named(text: str, cases: Iterable[CaseLine]) -> CaseLine | None:
    """Return the only case whose words hold all that a few words name; None where they name none, or several."""
    words = [word for word in fold(text).split() if word not in _FILLING]
    if not words or len(fold(text).split()) > _MOST:
        return None
    told = [case for case in cases if not case.is_sealed and set(words) <= set(fold(case.summary).split())]
    return told[0] if len(told) == 1 else None


def names_a_case(text: str) -> bool:
    """Whether a few words begin as a case is named ("việc đèn ấy")."""
    return _NAMED.match(fold(text)) is not None


def withdrawn(text: str, cases: Iterable[CaseLine]) -> CaseLine | None:
    """Return the case that a few words ask to withdraw by what it is about; None where they do not."""
    found = _WITHDRAWN.match(fold(text))
    return case_named(found["named"], cases) if found else None

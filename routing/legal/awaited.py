"""Tells money that was taken from money that somebody still waits for ("chưa được nhận tiền trợ cấp")."""

from routing.language.phrases import Match
from routing.language.words import Words

_RECEIVED, _ALLOWED, _NOT = "nhan", "duoc", frozenset(("chua", "khong", "ko", "chang"))


def is_awaited(match: Match, words: Words) -> bool:
    """Whether a phrase of taking tells what somebody has not been given: nobody took that."""
    if match.phrase.bases[:1] != (_RECEIVED,):
        return False
    before = words.bases[max(match.start - 2, 0) : match.start]
    return len(before) > 1 and before[0] in _NOT and before[1] == _ALLOWED

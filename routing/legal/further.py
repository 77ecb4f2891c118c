"""Sees who does not accept how their denunciation was concluded: that is denounced further, and no complaint.

Whoever denounced may denounce further, to those above (Law on Denunciations 2018, Art. 37), also where it was not
concluded in time (Art. 38); their name is kept as it was before. Read as a complaint, it would be asked for in the chat
and told to the commune.
"""

import re

from routing.language.words import Words

_FURTHER = re.compile(
    r"\bto cao (?:tiep|lan (?:hai|2|ii|thu hai|thu 2)|vuot cap)\b(?! (?:tuc|nhan|can|theo)\b)"
    r"|\btiep tuc (?:gui don )?to cao\b"
)
_CONCLUDED = re.compile(r"\bket luan (?:\w+ ){0,5}to cao\b|\bto cao\b(?: \w+){0,12} ket luan\b")
_NOT_ACCEPTED = re.compile(
    r"\b(?:khong|chua|chang) (?:he |duoc |the )?(?:dong y|nhat tri|dong tinh|chap nhan|tan thanh|thoa dang|khach quan"
    r"|minh bach|chinh xac|phuc|thuyet phuc)\b"
    r"|\b(?:bao che|thieu khach quan|bo lot|bo sot)\b"
    r"|\b(?:xem|giai quyet|xac minh|xet|ket luan|xem xet) lai\b"
    r"|\bkhieu nai (?:\w+ ){0,3}ket luan\b"
)
# who was denounced, or speaks of how others are, is on the other side of it
_ACCUSED = re.compile(r"\bbi (?:\w+ ){0,3}to cao\b|\bto cao (?:sai |nham |oan )?(?:toi|tui|em|chung toi|minh)\b")


def denounces_further(words: Words) -> bool:
    """Whether the words denounce further, or do not accept the conclusion on a denunciation."""
    said = " ".join(words.bases)
    if "to cao" not in said or _ACCUSED.search(_in_clauses(words)):
        return False
    if _FURTHER.search(said):
        return True
    return _CONCLUDED.search(said) is not None and _NOT_ACCEPTED.search(said) is not None


def _in_clauses(words: Words) -> str:
    """Return the words with a stop at each break: “… tố cáo, tôi …” accuses nobody of those who write."""
    breaks = zip(words.bases, words.after_break, strict=True)
    return " ".join(f"| {base}" if is_first else base for base, is_first in breaks)

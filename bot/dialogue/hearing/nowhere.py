"""Hears that something is at no place, that nobody knows where, or of the whole province: it is not asked again."""

import re

from bot.dialogue.phrases import tidy
from bot.dialogue.words import clauses, names_a_spot, vocabulary, without_courtesy
from routing.reading import Reading
from routing.text import fold

_FEW = 8  # words
# "không biết chữ", "không biết kêu ai": what is not known is not where it is
_KNOWS_ELSE = re.compile(
    r"\b(?:khong|ko|k|kg|hong|chang|cha|chua|no) (?:biet|hieu) "
    r"(?:chu|doc|viet|ky|bam|go|nhan|xai|dung|di|noi|keu|goi|hoi|nho|lam|phai|tin|lay|tinh|gi ve)\b"
    r"(?! (?:o|ten|(?:no )?la|sao|the nao)\b)"
)
_LEAD = r"(?:(?:da|thua|vang|u|a|o|thi|toi|em|chau|minh|viec nay|cai nay|chuyen nay|day) )*"
_NOT = r"(?:khong|ko|k|hong|chang|chua|lam gi)"
_AT = r"(?:(?:co|o|thuoc|lien quan|gan|rieng|den|toi|gi|voi|cu the|nham|chi|ve|cua) )*"
_SPOT = r"(?:cho|noi|dia diem|dia chi|dia ban|dia phuong|khu vuc|xa phuong|xa|phuong|thon|don vi)"
_ANY = r"(?: (?:nao|gi|cu the|rieng|ca|het|dau|a|ma|co|day|nhe|hay phuong|hoac phuong|phuong|xa))*"
_NOWHERE = re.compile(rf"{_LEAD}{_NOT} {_AT}(?:{_SPOT}{_ANY}|dau (?:ca|het))")
_EVERYWHERE = re.compile(
    rf"{_LEAD}(?:(?:o|tren|cua|la|trong|so lieu|so) )*"
    r"(?:(?:ca|toan|khap|chung)(?: dia ban)?(?: ca)? tinh(?: ta| minh| bac ninh)?"
    r"|khap noi|ca nuoc|toan quoc)(?: a| nhe| co| ca)*"
)
_OF_SPOT = re.compile(rf"\b(?:{_SPOT}|dau (?:ca|het))\b(?: (?:nao|gi|cu the|rieng|ca|het|dau|a)\b|$)")


def has_no_place(text: str) -> bool:
    """Whether a clause of an answer says that there is no place, or that it is the whole province."""
    return any(_says_none(fold(part)) for part in clauses(text))


def told_beside_it(text: str) -> str:
    """Return what else such an answer tells, blank for nothing."""
    return ", ".join(part.strip() for part in clauses(text) if not _says_none(fold(part)))


def _says_none(part: str) -> bool:
    if _EVERYWHERE.fullmatch(part):
        return True
    return _NOWHERE.fullmatch(part) is not None and _OF_SPOT.search(part) is not None


def is_unknown(text: str, reading: Reading) -> bool:
    """Whether a few words say that somebody does not know where, and give no place after all."""
    unknown = vocabulary("unknown")
    if len(text.split()) > _FEW or reading.place is not None or not unknown.inside(text):
        return False
    if _KNOWS_ELSE.search(fold(text)):
        return False
    is_begun_so = all(_begins_unknown(part) for part in clauses(text))  # "ko nho ten duong"
    return is_begun_so or not names_a_spot(text)


def _begins_unknown(part: str) -> bool:
    return any(vocabulary("unknown").at_start(words) for words in without_courtesy(tidy(part)))

"""Understands what is typed about receptions: the wish itself, a day, a number of people, or another matter."""

import re

from bot.dialogue.draft import SURE
from bot.dialogue.events import Said
from bot.dialogue.words import vocabulary
from routing.kinds import Kind
from routing.places import load_gazetteer
from routing.text import fold

_FEW_WORDS, _SOME_WORDS = 14, 24
_WORDY = 6
_MOST_PEOPLE = 50
_OF_PROVINCE = re.compile(r"\b(?:chu tich|lanh dao|bi thu)(?: (?:ubnd|uy ban|nhan dan|cua))* (tinh|thanh pho|tp)\b")
_WHEN = r"(?:may gio|gio nao|luc nao|khi nao|bao gio|hom nao|bua nao|ngay nao|ngay may|o dau|cho nao|o mo)"
_ASKS_OF_SEAT = re.compile(
    rf"\b(?:lich|hen|gap|buoi (?:gap|hen|tiep))\b(?: \w+){{0,4}} {_WHEN}\b|\b{_WHEN}(?: \w+){{0,3}} (?:gap|hen)\b"
)
_CANNOT_COME = re.compile(
    r"\b(?:hom|bua|ngay|buoi) (?:do|ay|hen|gap)\b.*\b(?:ban|khong|ko|k|hong|chua)\b"
    r"|\b(?:khong|ko|k|hong|chang) (?:di|den|toi|len|ra) (?:gap |hen )?duoc\b"
)
_COUNTED = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def asks_for_reception(text: str) -> bool:
    """Whether a short message asks to see a leader, or for the days on which they receive."""
    words = fold(text).split()
    is_outright = len(words) <= _SOME_WORDS and "dat lich" in " ".join(words[:_WORDY])  # what it is about may follow
    return (len(words) <= _FEW_WORDS or is_outright) and bool(vocabulary("reception").inside(text))


def means_province(text: str) -> bool:
    """Whether the leaders of the province are named ("đăng ký gặp chủ tịch tỉnh")."""
    named = _OF_PROVINCE.findall(fold(text))  # "chủ tịch thành phố Bắc Giang không nghe, gặp chủ tịch tỉnh"
    return bool(named) and ("tinh" in named or load_gazetteer().is_city)


def is_of_seat(text: str) -> bool:
    """Whether a few words ask when or where the booked meeting is, or say that its day does not suit."""
    folded = fold(text)
    return len(folded.split()) <= _FEW_WORDS and any(one.search(folded) for one in (_ASKS_OF_SEAT, _CANNOT_COME))


def is_other_matter(event: Said) -> bool:
    """Whether the answer to where, when or how many is no answer but a matter that somebody begins to tell."""
    reading = event.reading
    is_told = reading.kind is not Kind.OTHER and reading.confidence >= SURE and len(event.text.split()) >= _WORDY
    return (is_told or reading.danger is not None) and not asks_for_reception(event.text)


def names_day(text: str, shown: str) -> bool:
    """Whether a typed "17/9" or "ngày 17" is the day of a label."""
    day = re.search(r"(\d{1,2})/(\d{1,2})", shown)
    typed = re.search(r"(?:ngày\s+|ngay\s+)?(\d{1,2})(?:/(\d{1,2}))?", text)
    if not day or not typed:
        return False
    return int(typed[1]) == int(day[1]) and (typed[2] is None or int(typed[2]) == int(day[2]))


def count_in(text: str) -> int | None:
    """Return how many people are told, in figures or words; None where no number is."""
    digits = re.search(r"\d{1,2}", text)
    if digits:
        return min(max(int(digits[0]), 1), _MOST_PEOPLE)
    words = fold(text).split()
    return next((number for number, word in enumerate(_COUNTED, 1) if fold(word) in words), None)

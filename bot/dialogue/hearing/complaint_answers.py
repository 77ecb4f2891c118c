"""Whether an answer can be what a field of the complaint form asks for, and what it is where it cannot."""

import re
from collections.abc import Mapping
from datetime import date

from bot.dialogue.hearing.complaint_facts import answer_to, without_who_stands
from bot.dialogue.hearing.when_told import says_only_when
from bot.dialogue.phrases import tidy
from bot.dialogue.words import clauses
from routing.gazetteer.address_words import begins_as_address
from routing.language.own_names import SURNAMES
from routing.language.words import split
from routing.officials.offices import titles_in
from routing.reading import Reading
from routing.text import fold

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DATE = re.compile(r"(?<![\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
_NOBODY = frozenset({"toi", "em", "minh", "tui", "bac", "chau", "con", "chinh toi", "la toi"})
LONGEST_NAME = 5
_FEWEST_OF_NAME = 2
_CAPITALS = 2
_SELDOM = "lo sung giang vang thao hang ma chao ban luc sin mong hau lu quang cam be thach son kim y ksor siu a"
_CENTURY = 2000
_WHY = re.compile(r"(?:(?:la|thi|da) )*(?:vi|boi vi|boi|tai vi)\b")  # a reason, and no wish yet
_IN_NO_NAME = """hỏi làm gì sao không rút thôi đi biết nhớ rõ cần nào đâu được rồi vậy đó này quá lắm nhiều bao giờ mấy
    thì mà nên nếu vì cho với gửi xong nhanh chưa đang ghi viết điền đơn giấy đất nhà tiền khiếu nại muốn phải chi mô
    răng ai họ nó chúng kéo đến đánh dọa chửi bắt phạt"""
_RARER = frozenset(_SELDOM.split())
_NO_NAME = frozenset(_IN_NO_NAME.split())


def fits(field: str, text: str, reading: Reading, known: Mapping[str, str]) -> bool:
    """Whether words may be what a field asks for: no figures for a name or a wish, no place for a name."""
    if field != "decision" and (not _LETTERS.search(text) or says_only_when(text)):
        return False
    if field == "address":
        is_of_somebody = not known.get("name") and is_name(text, reading)
        return not is_of_somebody and fold(text) != fold(known.get("name", ""))  # the name once more is no address
    if field not in {"name", "proxy"}:
        return field != "wish" or _WHY.match(fold(text)) is None
    text = without_who_stands(text)
    is_body = any(titles_in(split(text)))
    return (
        is_written_as_name(field, text)
        and not is_place(text, reading)
        and not _is_said(text)
        and not is_body
        and fold(text) not in _NOBODY
    )


def is_written_as_name(field: str, text: str) -> bool:
    """Whether an answer begins with a family name, or is written with capitals as names are ("xin xem lại" is none)."""
    first = fold(answer_to(field, text)).partition(" ")[0]
    capitals = sum(word[0].isupper() for word in text.split())
    return first in SURNAMES | _RARER or capitals >= min(len(text.split()), _CAPITALS)


def is_place(text: str, reading: Reading) -> bool:
    """Whether an answer is where somebody lives: it begins like a place, or names a commune."""
    words = tidy(text).split()
    is_commune = reading.place is not None and reading.place.code is not None
    return bool(words) and (_is_address(text) or (is_commune and fold(words[0]) not in SURNAMES))


def _is_address(text: str) -> bool:
    """Whether an answer begins as an address does; typed without marks, "to" may be the family name Tô."""
    words = split(text)
    return begins_as_address(words) and (words.is_accented or words.bases[0] not in SURNAMES | _RARER)


def _is_said(text: str) -> bool:
    """Whether a word stands in the answer that no name has, as it is written; "Nguyễn Văn Được" is a name."""
    if _is_whole_name(text):
        return False
    return not _NO_NAME.isdisjoint(tidy(text).split()) or fold(text).startswith(("hoi lam", "lam gi", "de lam", "sao "))


def _is_whole_name(text: str) -> bool:
    """Whether all that is said is a family name with those behind it: in capitals, or with one that stands in names."""
    words = text.split()
    first, *others = map(fold, words) if words else ("",)
    is_written_so = all(word[0].isupper() for word in words) or (len(others) > 1 and others[0] in {"van", "thi"})
    return 1 < len(words) <= LONGEST_NAME and first in SURNAMES and is_written_so


def is_name(text: str, reading: Reading) -> bool:
    """Whether an answer is plainly somebody's name: it begins with a family name, and names no place."""
    words = tidy(text).split()
    is_short = 1 < len(words) <= LONGEST_NAME and fold(words[0]) in SURNAMES and not _is_address(text)
    return is_short and reading.place is None and bool(answer_to("name", text))


def name_and_address(text: str, reading: Reading) -> tuple[str, str] | None:
    """Return name and address where an answer says both ("Nguyễn Thị Sáu, thôn Ngăm xã Gia Bình")."""
    first, *others = clauses(text) or [""]
    if not others:
        first, *others = _parted_at_address(text)
    name, rest = answer_to("name", first), ", ".join(part.strip() for part in others)
    is_both = bool(name) and bool(rest) and is_written_as_name("name", first) and is_place(rest, reading)
    return (name, rest) if is_both else None


def _parted_at_address(text: str) -> list[str]:
    """Return a name and the address that follows it without a sign ("tran thi lan thon dong xa tan an")."""
    words = text.split()
    starts = range(_FEWEST_OF_NAME, min(len(words), LONGEST_NAME + 1))
    at = next((at for at in starts if _is_address(" ".join(words[at:]))), len(words))
    return [" ".join(words[:at]), *([" ".join(words[at:])] if at < len(words) else [])]


def has_odd_date(text: str, today: date) -> bool:
    """Whether a date in the words is on no calendar, or still to come."""
    return any(_is_odd(day, month, year, today) for day, month, year in _DATE.findall(text))


def _is_odd(day: str, month: str, year: str, today: date) -> bool:
    full = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - "26" for 2026
    try:
        return date(full, int(month), int(day)) > today
    except ValueError:
        return True

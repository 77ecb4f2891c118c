"""Which days a complainant's own words tell: written as dates, as months, or as how long it has been."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from routing.language.folding import fold

_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_DAYS_OF = {"ngay": 1, "hom": 1, "tuan": 7, "thang": 30, "nam": 365}
_WRITTEN = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?(?![\d/.-]*\d|[/-]?[A-ZĐa-zđ])"
    r"|\b(?:ngày|ngay|mùng|mồng|mung)\s+(\d{1,2})\s+(?:tháng|thang)\s+(\d{1,2})(?:\s*(?:năm|nam|[/.-])\s*(\d{4}))?\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:từ|tu|hồi|hoi|tháng|thang)?\s*(?:tháng|thang)\s+(\d{1,2})(?:\s*(?:/|năm|nam)\s*(\d{4}))?\b", re.IGNORECASE
)
_SINCE = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (ngay|tuan|thang|nam)\b(?! (?:lam viec|tuoi|sinh|\d))")
_DAY_ALONE = re.compile(r"\b(?:ngày|ngay|hôm|hom|mùng|mồng|mung|mong)\s+(\d{1,2})\b(?![\d/.-])", re.IGNORECASE)
_BEFORE_NOW = {
    "hom qua": 1,
    "hom kia": 2,
    "hom truoc": 3,
    "vua gui": 1,
    "moi gui": 1,
    "tuan truoc": 7,
    "thang truoc": 30,
}
_HALF_A_YEAR = 182
_CENTURY = 2000
_NEAR = 64  # letters: as long as what a first decision is called


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that is told, the words just before it, and whether it is only about then."""

    day: date
    before: str
    is_about: bool = False


def days_told(text: str, today: date) -> Iterator[ToldDay]:
    """Yield the days up to today that are written as dates; one without its year is the last that has been."""
    for found in _WRITTEN.finditer(text):
        numbers = [one for one in found.groups() if one]
        day = _day(int(numbers[0]), int(numbers[1]), numbers[2] if len(numbers) > 2 else "", today)  # noqa: PLR2004
        if day is not None and day <= today:
            yield ToldDay(day, fold(text[max(found.start() - _NEAR, 0) : found.start()]))


def with_month_of(text: str, before: str, today: date) -> str:
    """Return words that tell a day alone ("hôm 10") with the month told before them ("10/9"); others as they are."""
    alone = None if any(days_told(text, today)) else _DAY_ALONE.search(text)
    months = {found[1] for found in _MONTH.finditer(before)}
    return f"{text[: alone.start()]}{alone[1]}/{months.pop()}" if alone and len(months) == 1 else text


def about_since(text: str, today: date) -> ToldDay | None:
    """Return since about when something goes on, as told by a month or by how long it has been ("2 tháng nay")."""
    folded = fold(text)
    if (month := _MONTH.search(text)) and (end := _end_of_month(month, today)):
        return ToldDay(end, "", is_about=True)
    if "nua nam" in folded:
        return ToldDay(today - timedelta(days=_HALF_A_YEAR), "", is_about=True)
    if days := next((days for said, days in _BEFORE_NOW.items() if f" {said} " in f" {folded} "), None):
        return ToldDay(today - timedelta(days=days), "", is_about=True)
    found = _SINCE.search(folded)
    if found is None:
        return None
    amount = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return ToldDay(today - timedelta(days=amount * _DAYS_OF[found[2]]), "", is_about=True)


def _day(day: int, month: int, year: str, today: date) -> date | None:
    try:
        if year:
            return date(int(year) if len(year) > 2 else _CENTURY + int(year), month, day)  # noqa: PLR2004 - "26"
        this = date(today.year, month, day)
        return this if this <= today else date(today.year - 1, month, day)
    except ValueError:
        return None


def _end_of_month(found: re.Match[str], today: date) -> date | None:
    """Return the last day of a month that is told, today while it is still going on; None for no month."""
    first = _day(1, int(found[1]), found[2] or "", today)
    if first is None or first > today:
        return None
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(following - timedelta(days=1), today)

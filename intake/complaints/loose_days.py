"""Between which days a decision was received, as its reader tells it loosely: "2 tháng trước", "hồi tháng 9"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor
from typing import Self

from routing.language.folding import fold

_NUMBERS: Mapping[str, float] = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "chuc": 10, "nua": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_A_FEW = (2.0, 9.0)  # what "vài", "mấy", "several" may mean at least, and at most
_DAYS_OF = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7, "thang": 30, "nam": 365}
_IN_ENGLISH = {"day": "ngay", "week": "tuan", "month": "thang", "year": "nam"}
_AT_LONGEST, _AT_SHORTEST = {30: 31, 365: 366}, {30: 29}  # how many days a month, a year may have
_OVER = r"(?P<over>hon|tren|ngoai|qua|over|more than)"
_UNDER = r"(?P<under>gan|chua (?:toi|day|den)|duoi|almost|nearly|less than|under)"
_AMOUNTS = {**_NUMBERS, "a": 1, "an": 1}  # the last two in English only
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)}|an?(?= (?:{'|'.join(_IN_ENGLISH)})\b))"
_UNIT = rf"(?:ngay|hom|bua|tuan|thang|nam|{'|'.join(_IN_ENGLISH)})"
_AMOUNT = re.compile(
    rf"\b(?:(?:{_OVER}|{_UNDER})(?: ca)? )?(?P<amount>{_NUMBER}) (?P<unit>{_UNIT})s?"
    r"(?P<half> ruoi)?(?P<more> (?:hon|may|le|co (?:le|hon)|du))?\b"
    r"(?! (?:lam viec|tuoi|sinh|\d|tien|nua|luong|tu|tro cap))"
)
_SOME = re.compile(
    rf"\b(?:(?:mot )?vai(?: ba)?|may|a few|several|a couple of) (?P<unit>{_UNIT})s?\b"
    r"(?! (?:lam viec|tuoi|sinh|\d|tien|nua|luong))"
)
# what stands before a number of which it is only the end ("ba mươi ngày", "2 tháng 10 ngày", "hai ba tháng")
_PART_BEFORE = re.compile(rf"(?:\b(?:{_NUMBER}|may|vai|tram|lam)(?: {_UNIT}s?)?(?: va)?|\d[.,/-])[ -]*$")
_SINCE, _FOR = (
    re.compile(r"^ (?:truoc(?! (?:khi|do|luc|ngay))|qua roi|ago)\b"),
    re.compile(r"^ (?:nay|ni|roi|ve truoc)\b"),
)
_ABOUT = r"(?: (?:khoang|chung|tam|do|duoc|cung|vao|hoi|qua|hon|gan|tren|ngoai))*$"
_AGO, _SINCE_THEN = re.compile(rf"\bcach (?:day|nay){_ABOUT}"), re.compile(rf"\b(?:duoc|moi|da|tu){_ABOUT}")
_MONTH = re.compile(
    r"\b(?:(?P<when>hoi|vao)|tu|trong|nhan|dau|giua|cuoi) (?:dau |giua |cuoi )?thang (?P<month>\d{1,2})"
    r"(?: nam (?P<year>\d{4}|ngoai))?\b"
)
_NAMED = re.compile(
    r"\b(?:(hom qua|(?<!before )yesterday)|(hom kia|day before yesterday)"
    r"|(hom nay|sang nay|chieu nay|today|this morning)|(tuan truoc|last week)|(thang truoc|last month))\b"
)
_RECEIVED = re.compile(r"\b(?:nhan|biet|received|got)\b")
_OF_DECISION = re.compile(
    r"\b(?:nhan|biet|quyet dinh|qd|thong bao|bien ban|ky|ban hanh|phat|cuong che|thu hoi|tu choi"
    r"|received|got|decision|fined|notice|notified)\b"
)
_NEAR, _AT_FARTHEST = 4, 12  # words between the receiving and a time that may be of something else, or hardly can
_CLAUSE = re.compile(r"[.,](?!\d)|[;:!?\n]+")
_LONG_AGO = 20 * 365  # days


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The first and the last day on which something may have been received."""

    earliest: date
    latest: date

    @classmethod
    def ago(cls, today: date, most: int, least: int) -> Self:
        """Return the days from so many to so many days ago."""
        return cls(today - timedelta(days=most), today - timedelta(days=max(least, 0)))


def received_in(text: str, today: date) -> DaySpan | None:
    """Return between which days a decision was received; None where no time, or more than one, is told for it.

    Where only the decision is told of it may have been received at any time since.
    """
    clauses = (fold(clause) for clause in _CLAUSE.split(text))
    found = [span for clause in clauses if _OF_DECISION.search(clause) for span in _spans(clause, today)]
    return found[0] if len(found) == 1 else None


def _spans(clause: str, today: date) -> Iterator[DaySpan]:
    is_received = _RECEIVED.search(clause) is not None
    amounts = list(_AMOUNT.finditer(clause))
    for found in amounts:
        if _is_since(found, clause) and (span := _of_amount(found, today)):
            yield span if is_received else replace(span, latest=today)
    for found in _SOME.finditer(clause):
        if _is_since(found, clause):
            span = _of_some(found, today)
            yield span if is_received else replace(span, latest=today)
    for found in _MONTH.finditer(clause):
        is_near = _is_near(clause, found, _AT_FARTHEST if found["when"] else _NEAR)
        if is_near and (span := _of_month(int(found["month"]), found["year"] or "", today)):
            yield span
    ends = {found.end("unit") for found in (*amounts, *_SOME.finditer(clause))}
    for found in _NAMED.finditer(clause):
        is_of_amount = any(found.start() <= end <= found.end() for end in ends)  # "4 tháng trước"
        if not is_of_amount and _is_near(clause, found, _NEAR):
            yield _BY_NAME[(found.lastindex or 1) - 1](today)


def _is_since(found: re.Match[str], clause: str) -> bool:
    """Whether an amount says how long ago something was received, and is no end of a greater one."""
    before, behind = clause[: found.start()], clause[found.end() :]
    bounds = found.groupdict()  # a number that is not told has none
    if not (bounds.get("over") or bounds.get("under")) and _PART_BEFORE.search(before):
        return False
    if _SINCE.search(behind) or _AGO.search(before.rstrip()):
        return True
    is_since = _FOR.search(behind) or _SINCE_THEN.search(before.rstrip())
    return is_since is not None and _is_near(clause, found, _NEAR)


def _is_near(clause: str, told: re.Match[str], most: int) -> bool:
    """Whether at most so many words stand between a time and the receiving."""
    return any(
        len(clause[min(one.end(), told.end()) : max(one.start(), told.start())].split()) <= most
        for one in _RECEIVED.finditer(clause)
    )


def _of_amount(found: re.Match[str], today: date) -> DaySpan | None:
    """Return the days that an amount may mean: whoever says "2 months" may mean two and a half, or one and a half.

    "hơn" reaches up to a whole unit more, "gần" back to a whole one less; days are rounded to about a fifth.
    """
    amount = float(found["amount"]) if found["amount"].isdigit() else _AMOUNTS[found["amount"]]
    unit = _days_of(found)
    amount += 0.5 if found["half"] else 0
    if not 0 < amount * unit < _LONG_AGO:
        return None
    slack = unit // 2 + 1 if unit > 1 else max(int(amount) // 5, 1)
    whole = max(unit, slack)
    is_over = found["over"] or found["more"]
    more = whole if is_over else 0 if found["under"] else slack
    less = whole if found["under"] else -1 if is_over else slack
    most = amount * _AT_LONGEST.get(unit, unit) + more
    return DaySpan.ago(today, ceil(most), floor(amount * _AT_SHORTEST.get(unit, unit)) - less)


def _days_of(found: re.Match[str]) -> int:
    return _DAYS_OF[_IN_ENGLISH.get(found["unit"], found["unit"])]


def _of_some(found: re.Match[str], today: date) -> DaySpan:
    """Return the days that a number not told may mean ("vài tháng trước")."""
    unit = _days_of(found)
    least, most = _A_FEW
    longest, shortest = _AT_LONGEST.get(unit, unit), _AT_SHORTEST.get(unit, unit)
    return DaySpan.ago(today, ceil(most * longest), floor(least * shortest))


def _of_month(month: int, year: str, today: date) -> DaySpan | None:
    """Return the days of a month that is told, up to today; one without its year is the last that has begun."""
    try:
        first = date(int(year) if year.isdigit() else today.year - (year == "ngoai"), month, 1)
    except ValueError:
        return None
    if first > today and not year:
        first = first.replace(year=today.year - 1)
    if first > today:
        return None
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return DaySpan(first, min(following - timedelta(days=1), today))


def _last_week(today: date) -> DaySpan:
    monday = today - timedelta(days=today.weekday() + 7)
    return DaySpan(monday, monday + timedelta(days=6))


def _last_month(today: date) -> DaySpan:
    last = today.replace(day=1) - timedelta(days=1)
    return DaySpan(last.replace(day=1), last)


_BY_NAME: tuple[Callable[[date], DaySpan], ...] = (
    lambda today: DaySpan.ago(today, 1, 1),
    lambda today: DaySpan.ago(today, 3, 2),
    lambda today: DaySpan.ago(today, 0, 0),
    _last_week,
    _last_month,
)

"""The words in which a deadline is told, one home for the command line, the page and the paper."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from intake.law.deadlines import Day
from intake.law.statutes import UNITS, Statute
from intake.law.workdays import WEEKDAYS

OF_LAW = "Hạn theo luật"
OF_REGULATION = "Hạn theo quy chế của địa phương, không phải hạn luật định"
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "SEEN": "đã đối chiếu văn bản",
        "SEEN·press": "theo báo chí dẫn văn bản",
        "SEEN·1tr": "theo một bản chép văn bản, cần đối chiếu Công báo",
        "FROM MEMORY": "chưa đối chiếu văn bản",
        "LOCAL": "theo quy chế",
    }
)
_AMENDED = re.compile(r",? (?:được )?(?:sửa đổi|bổ sung)\b")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)(\s+(?=\w))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A day of the ledger: its number among the counted ones (None where it does not count), and why.

    `notes` says what was decided about the deadline on this day.
    """

    day: date
    number: int | None
    why: str
    notes: tuple[str, ...] = ()


def basis_to_bracket(basis: str) -> str:
    """Return the legal basis of something as it stands in a sentence's brackets: its own become commas."""
    flat = basis
    while (following := _BRACKETS.sub(_between_commas, flat)) != flat:
        flat = following
    return flat


def basis_in_short(basis: str) -> str:
    """Return the article that a basis names first, without what amended it: as much as a short message can hold."""
    return _AMENDED.split(basis.partition(";")[0])[0].strip()


def _between_commas(found: re.Match[str]) -> str:
    return f", {found[1].strip()}{',' + found[2] if found[2] else ''}"


def long_day(day: date) -> str:
    """Return "thứ Hai 07/12/2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def numbered(days: Iterable[Day], notes: Mapping[date, Iterable[str]] | None = None) -> Iterator[Line]:
    """Number the counted days of a ledger and put to each what was decided on it."""
    count = 0
    for one in days:
        count += one.counted
        yield Line(one.day, count if one.counted else None, one.why, tuple((notes or {}).get(one.day, ())))


def line_text(line: Line) -> str:
    """Return a day of the ledger as text."""
    number = "  –" if line.number is None else f"{line.number:>3}"
    return "\n".join((f"  {number}  {long_day(line.day)}: {line.why}", *(f"       • {note}" for note in line.notes)))


def amount_words(amount: int, unit: str) -> str:
    """Return "10 ngày làm việc"."""
    return f"{amount} {UNITS[unit]}"


def pause_words(name: str, from_on: date, until_on: date) -> str:
    """Return why the days of a pause do not count; the day on which the count goes on is counted again."""
    return f"{name} từ {from_on:%d/%m/%Y} đến trước {until_on:%d/%m/%Y}, không tính"


def moved_words(nominal_on: date, *, is_before: bool) -> str:
    """Say that the last day was a day off and where the limit went."""
    which = "liền trước" if is_before else "tiếp theo"
    return f"Ngày cuối {long_day(nominal_on)} là ngày nghỉ nên hạn chuyển sang ngày làm việc {which}."


def otherwise_words(day: date) -> str:
    """Say what the day would be should an unconfirmed day off be worked after all."""
    return f"Nếu ngày nghỉ còn chờ xác nhận vẫn là ngày làm việc thì hạn là {long_day(day)}."


def remarks_of(row: Statute) -> tuple[str, ...]:
    """Return what the row adds: how it may be extended, what is to be known about it."""
    return tuple(f"{label}: {text}" for label, text in (("Gia hạn", row.extension), ("Lưu ý", row.note)) if text)

"""What is typed at the reception desk, read from its forms: visits, periods of the book, sessions, commitments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from admin.forms.typed import ID_DIGITS, day_in, hour, needed_day_in, number
from admin.shown_refs import case_meant
from intake.clock import ZONE
from intake.errors import Invalid
from intake.queries.reception.who_answers import Answering
from intake.reception_book.lines import Period
from intake.receptions.commitments import Promise
from intake.receptions.meetings import MeetingPlan
from intake.receptions.visits import Brief
from routing.text import normalise

_LINE, _CODES, _TEXT, _PEOPLE_DIGITS = 500, 2000, 20_000, 9
_HOUR = "Xin ghi giờ, ví dụ 08:00."


def brief_in(form: Mapping[str, str]) -> Brief:
    """Return the visit that a form holds; a number of people that is none counts as 0, which no visit has."""
    people = _words(form, "people") or "1"
    names = ("how", "kind", "ending", "name", "address", "id_number", "earlier_body", "guided_to", "doc_no", "ground")
    told = {name: _words(form, name) for name in names}
    long = {name: _words(form, name, _TEXT) for name in ("content", "reason")}
    return Brief(**told, **long, people=number(people, _PEOPLE_DIGITS) or 0, day_id=_number(form, "day_id"))


def period_in(given: Mapping[str, str], today: date) -> Period:
    """Return the period that an address names: this month up to today where it names none.

    Raises:
        Invalid: a day is none.
    """
    first = day_in(given, "first") or today.replace(day=1)
    last = day_in(given, "last") or today
    return Period(first, last, _number(given, "unit"))


def meeting_in(form: Mapping[str, str]) -> MeetingPlan:
    """Return the session that a form plans.

    Raises:
        Invalid: day, hour or unit is none.
    """
    on = needed_day_in(form, "on")
    starts = hour(_words(form, "starts"))
    if starts is None:
        raise Invalid("Chưa lên lịch được: có mục chưa đúng.", {"starts": _HOUR})
    told = {name: _words(form, name) for name in ("about", "chair", "place")}
    told["code"] = _words(form, "code", _CODES)
    starts_at = datetime.combine(on, starts, ZONE)
    return MeetingPlan(_number(form, "unit") or 0, starts_at=starts_at, attendants=lines_in(form, "attendants"), **told)


def promise_in(form: Mapping[str, str], answering: Sequence[Answering]) -> Promise:
    """Return the commitment that a form holds; who answers is a unit ("u12") or somebody of it ("s34").

    Raises:
        Invalid: a day is none, or nobody is chosen.
    """
    chosen = _words(form, "answers")
    units = {f"u{one.unit_id}": (one.unit_id, None) for one in answering}
    people = {f"s{person}": (one.unit_id, person) for one in answering for person, _ in one.people}
    who: tuple[int, int | None] | None = units.get(chosen) or people.get(chosen)
    if who is None:
        raise Invalid("Chưa ghi được cam kết.", {"answers": "Xin chọn ai chịu trách nhiệm."})
    return Promise(
        _words(form, "text", _TEXT), needed_day_in(form, "due_on"), *who, case_id=case_meant(form.get("case_id", ""))
    )


def lines_in(form: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return the lines of a field, without those that are blank."""
    return tuple(line.strip() for line in _words(form, name, _TEXT).splitlines() if line.strip())


def _number(given: Mapping[str, str], name: str) -> int | None:
    return number(_words(given, name), ID_DIGITS)


def _words(given: Mapping[str, str], name: str, most: int = _LINE) -> str:
    return normalise(given.get(name, "").replace("\x00", "")[:most]).strip()

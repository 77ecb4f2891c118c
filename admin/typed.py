"""Numbers and days as they come in forms and addresses, where anything else may stand."""

import re
from collections.abc import Mapping
from datetime import date

from intake.errors import Invalid

NO_DAY = "Không có ngày này. Xin ghi ngày, tháng, năm, ví dụ 25/11/2026."
_MISSING_DAY = "Xin chọn một ngày."
_MOST_DIGITS = 15
_BY_MACHINE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_BY_HAND = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # nobody means a day beyond; what is counted from it would leave the calendar


def number(text: str, most_digits: int = _MOST_DIGITS) -> int | None:
    """Return a typed whole number, 0 or more; None for anything that is none, or is longer."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


def day(text: str) -> date | None:
    """Return a day as a field of days sends it (2026-11-25) or as people write it (25/11/2026); None for none."""
    typed = text.strip()
    found = _BY_MACHINE.fullmatch(typed) or _BY_HAND.fullmatch(typed)
    if found is None or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def day_in(form: Mapping[str, str], name: str, *, refusal: str = "Có ngày chưa đúng.") -> date | None:
    """Return the day of a field, None where it is blank.

    Raises:
        Invalid: it is none; `refusal` says what could not be done.
    """
    typed = form.get(name, "").strip()
    found = day(typed)
    if typed and found is None:
        raise Invalid(refusal, {name: NO_DAY})
    return found


def needed_day_in(form: Mapping[str, str], name: str, *, refusal: str = "Có ngày chưa đúng.") -> date:
    """Return the day of a field that must hold one.

    Raises:
        Invalid: it is none, or blank.
    """
    found = day_in(form, name, refusal=refusal)
    if found is None:
        raise Invalid(refusal, {name: _MISSING_DAY})
    return found

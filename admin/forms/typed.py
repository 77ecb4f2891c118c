"""Numbers and days as they come in forms and addresses, where anything else may stand."""

import re
from collections.abc import Mapping
from datetime import date, time

from intake.errors import Invalid
from intake.figures.periods import day
from routing.whole import whole as number

__all__ = ["ID_DIGITS", "NO_DAY", "as_hour", "asked_day", "day", "day_in", "hour", "needed_day_in", "number"]

ID_DIGITS = 9  # of the longest number by which a form names a row
NO_DAY = "Không có ngày này. Xin ghi ngày, tháng, năm, ví dụ 25/11/2026."
_MISSING_DAY = "Xin ghi một ngày, ví dụ 25/11/2026."
_LAST_HOUR, _LAST_MINUTE = 23, 59
_HOUR = re.compile(r"(?P<hour>[0-9]{1,2}) ?[:hg.] ?(?P<minute>[0-9]{2})?")


def hour(text: str) -> time | None:
    """Return a typed time of the day, such as "08:00", "8h30", "8 giờ"; None for anything that is none."""
    found = _HOUR.fullmatch(text.strip().lower().replace("giờ", "h").replace("phút", "").strip())
    if found is None or int(found["hour"]) > _LAST_HOUR or int(found["minute"] or 0) > _LAST_MINUTE:
        return None
    return time(int(found["hour"]), int(found["minute"] or 0))


def as_hour(text: str) -> str:
    """Return a typed time of the day as the book keeps it ("08:30"); what is none as it was typed."""
    found = hour(text)
    return f"{found:%H:%M}" if found else text


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


def asked_day(text: str) -> date | None:
    """Return the day that an address asks for, None where it asks for none.

    Raises:
        Invalid: it is none.
    """
    return day_in({"day": text}, "day", refusal=NO_DAY)


def needed_day_in(form: Mapping[str, str], name: str, *, refusal: str = "Có ngày chưa đúng.") -> date:
    """Return the day of a field that must hold one.

    Raises:
        Invalid: it is none, or blank.
    """
    found = day_in(form, name, refusal=refusal)
    if found is None:
        raise Invalid(refusal, {name: _MISSING_DAY})
    return found

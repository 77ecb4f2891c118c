"""Numbers and days as they come in forms and addresses, where anything else may stand."""

from collections.abc import Mapping
from datetime import date

from intake.errors import Invalid
from intake.periods import day

__all__ = ["ID_DIGITS", "NO_DAY", "asked_day", "day", "day_in", "needed_day_in", "number"]

ID_DIGITS = 9  # of the longest number by which a form names a row
NO_DAY = "Không có ngày này. Xin ghi ngày, tháng, năm, ví dụ 25/11/2026."
_MISSING_DAY = "Xin chọn một ngày."
_MOST_DIGITS = 15


def number(text: str, most_digits: int = _MOST_DIGITS) -> int | None:
    """Return a typed whole number, 0 or more; None for anything that is none, or is longer."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


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

"""Says a day as people say it, in one place for every sentence of the house."""

from datetime import date

_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {"vi": _VI, "en": _EN}


def say_day(day: date, *, today: date | None, language: str = "vi") -> str:
    """Return "thứ Hai 07/12"; with the year where it differs from today's or today is unknown."""
    name = _NAMES.get(language, _VI)[day.weekday()]
    is_this_year = today is not None and today.year == day.year
    return f"{name} {day:%d/%m}" if is_this_year else f"{name} {day:%d/%m/%Y}"


def say_iso_day(text: str, *, today: date | None, language: str = "vi") -> str:
    """Return an ISO date as `say_day` does; anything else (also the empty text) as it stands."""
    try:
        return say_day(date.fromisoformat(text), today=today, language=language)
    except ValueError:
        return text

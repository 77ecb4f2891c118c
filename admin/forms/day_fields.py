"""Fields of days and hours as people write them: a browser's own would show them as its language does, month first."""

from datetime import date, time

from markupsafe import Markup

from intake.figures.periods import day

_DAY = r"\s*[0-9]{1,2}[\/.\-][0-9]{1,2}[\/.\-][0-9]{4}\s*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_HOUR = r"\s*([01]?[0-9]|2[0-3]) ?([:hg.]|giờ) ?([0-5][0-9])?( ?phút)?\s*"
_FIELD = Markup(
    'type="text" inputmode="{}" autocomplete="off" maxlength="{}" size="{}" placeholder="{}" pattern="{}" '
    'data-wrong="{}" value="{}"'
)


def day_field(value: date | str | None) -> Markup:
    """Return the attributes of a field for a day; what is no day stands there as it was typed."""
    found = value if isinstance(value, date) else day(value or "")
    shown = f"{found:%d/%m/%Y}" if found else value or ""
    return _FIELD.format("numeric", 20, 11, "ngày/tháng/năm", _DAY, "Xin ghi ngày/tháng/năm, ví dụ 25/11/2026.", shown)


def hour_field(value: time | str | None) -> Markup:
    """Return the attributes of a field for a time of the day."""
    shown = f"{value:%H:%M}" if isinstance(value, time) else value or ""
    return _FIELD.format("text", 10, 6, "giờ:phút", _HOUR, "Xin ghi giờ:phút, ví dụ 08:00.", shown)

"""What an administrator typed to change the calendar or a local rule, read into the change that the book knows."""

from collections.abc import Mapping

from admin.forms.typed import ID_DIGITS, needed_day_in, number
from intake.deadlines.calendars import DayChange
from intake.deadlines.local_rules import RuleChange, RuleEnd
from intake.deadlines.revisions import CalendarRevision, CatchUp, Revision, RuleRevision
from intake.errors import Invalid
from intake.law.workdays import SATURDAY

DAY_FIELDS = ("day", "as", "name", "source", "make_up", "unsure", "catch_up")
RULE_FIELDS = ("what", "amount", "unit", "basis", "since", "end", "from")
WAYS: Mapping[str, bool | None] = {"off": False, "worked": True, "reset": None}
_LONGEST = 300


def typed_days(given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of the calendar's form that were filled in."""
    return _typed(given, DAY_FIELDS)


def typed_rule(given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of the rules' forms that were filled in."""
    return _typed(given, RULE_FIELDS)


def _typed(given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    tidy = {name: given.get(name, "").replace("\x00", "").strip()[:_LONGEST] for name in names}
    return {name: value for name, value in tidy.items() if value}


def days_in(typed: Mapping[str, str]) -> Revision:
    """Return the change of the calendar: one day, or a day off with the day that makes up for it.

    Raises:
        Invalid: a field is missing or wrong.
    """
    if "catch_up" in typed:
        return CatchUp()
    day, way = needed_day_in(typed, "day"), typed.get("as", "")
    if way not in WAYS:
        raise Invalid("Chưa chọn ngày này nghỉ hay làm việc.", {"as": "Xin chọn."})
    source, is_sure = typed.get("source", ""), "unsure" not in typed
    first = DayChange(day, WAYS[way], typed.get("name", ""), source, is_sure)
    if "make_up" not in typed:
        return CalendarRevision((first,))
    if way == "worked":
        raise Invalid("Ngày làm bù chỉ đi cùng ngày nghỉ.", {"make_up": "Bỏ trống, hoặc chọn “Nghỉ” ở trên."})
    made_up = needed_day_in(typed, "make_up")
    if way != "reset" and made_up.weekday() < SATURDAY:
        raise Invalid(
            "Ngày làm bù phải là ngày vốn được nghỉ.",
            {"make_up": f"{made_up:%d/%m/%Y} vốn là ngày làm việc. Xin chọn thứ Bảy hoặc Chủ nhật."},
        )
    other = DayChange(made_up, None if way == "reset" else True, f"làm bù cho {day:%d/%m}", source, is_sure)
    return CalendarRevision((first, other))


def rule_in(typed: Mapping[str, str]) -> RuleRevision:
    """Return the change of the local rules: one that is set, or one that ends.

    Raises:
        Invalid: a field is missing or wrong.
    """
    if "end" in typed:
        return RuleRevision(RuleEnd(_number(typed, "end"), needed_day_in(typed, "from")))
    kind, stage, complexity = (*typed.get("what", "").split("."), "", "", "")[:3]
    amount, since = _number(typed, "amount"), needed_day_in(typed, "since")
    values = (kind, stage, complexity, amount, typed.get("unit", ""), typed.get("basis", ""), since)
    return RuleRevision(RuleChange(*values))


def _number(typed: Mapping[str, str], name: str) -> int:
    found = number(typed.get(name, ""), ID_DIGITS)
    if found is None:
        raise Invalid("Số không đúng.", {name: "Xin ghi một số."})
    return found


def day_reason(typed: Mapping[str, str]) -> str:
    """Return the sentence that citizens are likely to be told for a change of the calendar; it may be rewritten."""
    if "catch_up" in typed:
        return "Tính lại theo lịch làm việc hiện hành"
    day = f"{needed_day_in(typed, 'day'):%d/%m/%Y}"
    source = f" ({typed['source']})" if "source" in typed else ""
    if typed["as"] == "reset":
        return f"Ngày {day} theo lịch chung trở lại{source}"
    if typed["as"] == "worked":
        return f"Ngày {day} là ngày làm việc{source}"
    make_up = f", làm bù ngày {needed_day_in(typed, 'make_up'):%d/%m/%Y}" if "make_up" in typed else ""
    return f"Ngày {day} được nghỉ{make_up}{source}"

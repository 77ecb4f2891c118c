"""What the command line says about the legal clock, as plain values and as text for a person; prints nothing itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from intake.law.deadlines import Day, Deadline, compute
from intake.law.statutes import UNITS, Statute, load_statutes
from intake.law.workdays import WEEKDAYS, Calendar, Override, confirmed_through


def deadline(  # one keyword for each option of `nghedan deadline`
    kind: str,
    stage: str,
    start: date,
    *,
    instance: int = 1,
    complexity: str = "normal",
    remote: bool = False,
    overrides: Iterable[Override] = (),
) -> dict[str, Any]:
    """Return the due date of a stage as JSON-ready values, days as ISO strings (contracts.md, `nghedan deadline`).

    Raises:
        NoStatute: unknown kind or stage, or no rule on that day; the sentence lists what exists.
        OutsideCalendar: a year the calendar does not reach.
    """
    statutes = load_statutes()
    row = statutes.find(kind, stage, start, instance=instance, complexity=complexity, remote=remote)
    found = compute(row, start, Calendar(overrides), statutes.version)
    return {"kind": kind, "stage": stage, "from": start.isoformat()} | _values(row, found)


def deadline_text(  # as above
    kind: str,
    stage: str,
    start: date,
    *,
    instance: int = 1,
    complexity: str = "normal",
    remote: bool = False,
    overrides: Iterable[Override] = (),
) -> str:
    """Return the proof sheet of a due date for a person, in Vietnamese; raises as `deadline` does."""
    statutes = load_statutes()
    row = statutes.find(kind, stage, start, instance=instance, complexity=complexity, remote=remote)
    found = compute(row, start, Calendar(overrides), statutes.version)
    title = f"{statutes.stages[stage]} ({statutes.kinds[kind]})"
    return "\n".join((*_head(title, row, found), "", "Cách tính từng ngày:", *_ledger(found.days)))


def calendar_year(year: int, overrides: Iterable[Override] = ()) -> dict[str, Any]:
    """Return the working days of a year, its days off and its make-up working days, each with name and source."""
    calendar = Calendar(overrides)
    marked = calendar.marked_days(year)
    return {
        "year": year,
        "working_days": calendar.working_days(year),
        "holidays": [_marked(row) for row in marked if not row.is_working],
        "make_up_days": [_marked(row) for row in marked if row.is_working],
        "is_forecast": year > confirmed_through(),
        "calendar": calendar.version,
    }


def calendar_text(year: int, overrides: Iterable[Override] = ()) -> str:
    """Return the same for a person, in Vietnamese."""
    found = calendar_year(year, overrides)
    lines = [f"Năm {year}: {found['working_days']} ngày làm việc ({found['calendar']})"]
    if found["is_forecast"]:
        lines.append(
            "Lịch nghỉ năm này là dự kiến; Thủ tướng Chính phủ quyết định lịch nghỉ Tết và Quốc khánh hằng năm."
        )
    lines += ["", "Ngày nghỉ lễ, Tết:", *map(_marked_text, found["holidays"])]
    lines += [
        "",
        "Ngày làm bù:",
        *(map(_marked_text, found["make_up_days"]) if found["make_up_days"] else ["  không có"]),
    ]
    return "\n".join(lines)


def _values(row: Statute, found: Deadline) -> dict[str, Any]:
    other = found.due_if_unconfirmed
    return {
        "due_on": found.due_on.isoformat(),
        "nominal_on": found.nominal_on.isoformat(),
        "if_unconfirmed": other.isoformat() if other else None,
        "limit": found.amount,
        "unit": found.unit,
        "basis": found.basis,
        "rule": found.rule_id,
        "in_force_from": found.in_force_from.isoformat(),
        "starts_from": row.starts_from,
        "extension": row.extension,
        "mark": row.mark,
        "note": row.note,
        "is_local": found.is_local,
        "statutes": found.statutes_version,
        "calendar": found.calendar_version,
        "days": [{"date": line.day.isoformat(), "counted": line.counted, "why": line.why} for line in found.days],
    }


def _head(title: str, row: Statute, found: Deadline) -> list[str]:
    way = "trước" if row.is_before else "kể từ"
    kind_of_rule = "Hạn theo quy chế của địa phương, không phải hạn luật định" if found.is_local else "Hạn theo luật"
    lines = [
        title,
        f"Hạn: hết {_long(found.due_on)}",
        f"Thời hạn: {found.amount} {UNITS[found.unit]} {way} {row.starts_from} ({_long(found.start_on)})",
        f"Căn cứ: {found.basis}",
        f"{kind_of_rule}; dòng {found.rule_id}, áp dụng từ {found.in_force_from:%d/%m/%Y}, mức tin cậy: {row.mark}",
    ]
    if found.nominal_on != found.due_on:
        which = "liền trước" if row.is_before else "tiếp theo"
        lines.append(f"Ngày cuối {_long(found.nominal_on)} là ngày nghỉ nên hạn chuyển sang ngày làm việc {which}.")
    if found.due_if_unconfirmed:
        lines.append(
            f"Nếu ngày nghỉ còn chờ xác nhận vẫn là ngày làm việc thì hạn là {_long(found.due_if_unconfirmed)}."
        )
    lines += [f"{label}: {text}" for label, text in (("Gia hạn", row.extension), ("Lưu ý", row.note)) if text]
    lines.append(f"Bảng quy định {found.statutes_version}; lịch {found.calendar_version}")
    return lines


def _ledger(days: Iterable[Day]) -> Iterable[str]:
    number = 0
    for line in days:
        number += line.counted
        count = f"{number:>3}" if line.counted else "  –"
        yield f"  {count}  {_long(line.day)}: {line.why}"


def _long(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _marked(row: Override) -> dict[str, Any]:
    weekday = WEEKDAYS[row.day.weekday()]
    named = {"date": row.day.isoformat(), "weekday": weekday, "name": row.name}
    return named | {"source": row.source, "confirmed": row.confirmed}


def _marked_text(entry: dict[str, Any]) -> str:
    day = date.fromisoformat(entry["date"])
    doubt = "" if entry["confirmed"] else " (chờ xác nhận)"
    return f"  {_long(day)}: {entry['name']}{doubt} [{entry['source']}]"

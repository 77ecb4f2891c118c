"""What the command line says about the legal clock, as plain values and as text for a person; prints nothing itself."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.errors import Invalid
from intake.law.deadlines import Deadline, Pause, compute
from intake.law.sheet import ProofSheet, sheet_of, text_of
from intake.law.statutes import Statute, Statutes, load_statutes
from intake.law.wording import long_day, pause_words
from intake.law.workdays import WEEKDAYS, Calendar, Override, confirmed_through


@dataclass(frozen=True, slots=True)
class Asked:
    """What `nghedan deadline` is asked: one field for each of its options.

    A pause runs from a day up to, not including, the day on which the count goes on.
    """

    kind: str
    stage: str
    start: date
    instance: int = 1
    complexity: str = "normal"
    remote: bool = False
    pauses: tuple[tuple[date, date], ...] = ()


def found_for(asked: Asked, overrides: Iterable[Override] = ()) -> tuple[Statutes, Statute, Deadline]:
    """Return the statutes, the row that answers and its deadline with the days.

    Raises:
        NoStatute: unknown kind or stage, or no rule on that day; the sentence lists what exists.
        OutsideCalendar: a year the calendar does not reach.
        Invalid: a pause ends before it begins, or the row knows nothing that stops its count.
    """
    statutes = load_statutes()
    row = statutes.find(
        asked.kind,
        asked.stage,
        asked.start,
        instance=asked.instance,
        complexity=asked.complexity,
        remote=asked.remote,
    )
    pauses = [_pause(statutes, row, *days) for days in asked.pauses]
    return statutes, row, compute(row, asked.start, Calendar(overrides), statutes.version, pauses=pauses)


def _pause(statutes: Statutes, row: Statute, from_on: date, until_on: date) -> Pause:
    if not row.pauses:
        raise Invalid(f"Hạn này (dòng {row.id}) không có lý do nào được dừng tính.")
    if until_on < from_on:
        raise Invalid(f"Khoảng dừng {from_on:%d/%m/%Y}..{until_on:%d/%m/%Y} kết thúc trước khi bắt đầu.")
    cause = row.pauses[0]
    return Pause(cause, from_on, until_on, pause_words(statutes.pauses[cause], from_on, until_on))


def deadline(asked: Asked, overrides: Iterable[Override] = ()) -> dict[str, Any]:
    """Return a due date as JSON-ready values, days as ISO strings (contracts.md); raises as `found_for`."""
    _, row, found = found_for(asked, overrides)
    return {"kind": asked.kind, "stage": asked.stage, "from": asked.start.isoformat()} | _values(row, found)


def proof(asked: Asked, overrides: Iterable[Override] = ()) -> ProofSheet:
    """Return the proof sheet of a due date; raises as `found_for`."""
    statutes, row, found = found_for(asked, overrides)
    return sheet_of(f"{statutes.stages[asked.stage]} ({statutes.kinds[asked.kind]})", row, found)


def deadline_text(asked: Asked, overrides: Iterable[Override] = ()) -> str:
    """Return the proof sheet for a person, in Vietnamese; raises as `found_for`."""
    return text_of(proof(asked, overrides))


def show(asked: Asked, *, as_json: bool) -> str:
    """Return what the command prints; raises as `found_for`."""
    return json.dumps(deadline(asked), ensure_ascii=False, default=str) if as_json else deadline_text(asked)


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


def _marked(row: Override) -> dict[str, Any]:
    weekday = WEEKDAYS[row.day.weekday()]
    named = {"date": row.day.isoformat(), "weekday": weekday, "name": row.name}
    return named | {"source": row.source, "confirmed": row.confirmed}


def _marked_text(entry: dict[str, Any]) -> str:
    day = date.fromisoformat(entry["date"])
    doubt = "" if entry["confirmed"] else " (chờ xác nhận)"
    return f"  {long_day(day)}: {entry['name']}{doubt} [{entry['source']}]"

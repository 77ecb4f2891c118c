"""The ladder of escalation: on which working day each rung of a deadline is told, and to whom. Pure; data in a file."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from intake.errors import Invalid
from intake.law.statutes import UNITS
from intake.law.workdays import ONE_DAY, Calendar

ORDINARY = "ordinary"
TELLS = ("officer", "head", "supervisor")
_KEYS = frozenset({"step", "label", "amount", "unit", "tells"})


class BadLadder(Invalid):
    """The ladder file cannot be trusted; the sentence names the rung and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rung as the file has it: `amount` days of `unit` from the due day, before it when negative."""

    step: str
    label: str
    amount: int
    unit: str
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of each ladder in their order, and which stage goes by which ("ordinary" unless named)."""

    stages: Mapping[str, str]
    rules: Mapping[str, tuple[Rule, ...]]

    def of(self, stage: str) -> tuple[Rule, ...]:
        """Return the rungs of a stage, lowest first."""
        return self.rules[self.stages.get(stage, ORDINARY)]


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung on the working day `on` on which it is told to `tells` (roles); `label` is Vietnamese.

    `is_late`: the deadline has passed when it is told; `passes`: it is the first such rung.
    """

    step: str
    on: date
    tells: tuple[str, ...]
    label: str
    is_late: bool
    passes: bool


def next_rung(stage: str, start_on: date, due_on: date, calendar: Calendar, after: str | None = None) -> Rung | None:
    """Return the rung that follows `after` (the first when None) for a deadline; None after the last.

    Rungs may share a day, and a day may have passed already: the caller walks on. A step that the ladder does not have
    (any more) is followed by the first rung, so that no deadline falls off the ladder.

    Raises:
        OutsideCalendar: a year the calendar does not reach.
    """
    rules = load_ladder().of(stage)
    at = next((index + 1 for index, rule in enumerate(rules) if rule.step == after), 0)
    return _rung(rules, at, start_on, due_on, calendar) if at < len(rules) else None


def rungs(stage: str, start_on: date, due_on: date, calendar: Calendar, first: str | None = None) -> Iterator[Rung]:
    """Yield the rungs of a deadline in order, from the step `first` on; from the lowest when there is none such."""
    rules = load_ladder().of(stage)
    at = next((index for index, rule in enumerate(rules) if rule.step == first), 0)
    return (_rung(rules, index, start_on, due_on, calendar) for index in range(at, len(rules)))


def _rung(rules: Sequence[Rule], at: int, start_on: date, due_on: date, calendar: Calendar) -> Rung:
    rule, is_late = rules[at], rules[at].amount > 0
    passes = is_late and not any(row.amount > 0 for row in rules[:at])
    return Rung(rule.step, _day(rule, start_on, due_on, calendar), rule.tells, rule.label, is_late, passes)


def _day(rule: Rule, start_on: date, due_on: date, calendar: Calendar) -> date:
    if rule.amount == 0:
        return calendar.next_working(due_on)
    if rule.unit == "working":
        day = calendar.add_working(due_on, rule.amount)
    else:
        moved = due_on + timedelta(days=rule.amount)
        day = calendar.previous_working(moved) if rule.amount < 0 else calendar.next_working(moved)
    # a limit counted back from its event ends before it starts: there the floor would come after the due day
    return max(day, calendar.next_working(start_on + ONE_DAY)) if start_on < due_on else day


@cache
def load_ladder() -> Ladder:
    """Return the ladder shipped beside this module, checked."""
    return parse_ladder((Path(__file__).parent / "ladder.toml").read_bytes())


def parse_ladder(content: bytes) -> Ladder:
    """Read and check a ladder file.

    Raises:
        BadLadder: the first fault found, as a sentence that names the rung.
    """
    try:
        data = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadLadder(f"Tệp bậc nhắc hạn không đọc được: {fault}.") from fault
    named = {name: tuple(map(_rule, rows)) for name, rows in data.items() if isinstance(rows, list)}
    stages = data.get("stages", {})
    for name in (ORDINARY, *stages.values()):
        if not named.get(name):
            raise BadLadder(f"Bậc nhắc hạn '{name}' chưa có trong tệp.")
    for name, rows in named.items():
        if len({row.step for row in rows}) < len(rows):
            raise BadLadder(f"Bậc nhắc hạn '{name}': một bậc được ghi hai lần.")
    return Ladder(MappingProxyType(stages), MappingProxyType(named))


def _rule(entry: Mapping[str, Any]) -> Rule:
    name = f"Bậc {entry.get('step', '(không có tên)')}"
    if entry.keys() != _KEYS:
        raise BadLadder(f"{name}: phải có đúng các mục {', '.join(sorted(_KEYS))}.")
    if entry["unit"] not in UNITS:
        raise BadLadder(f"{name}: đơn vị '{entry['unit']}' không có; chỉ dùng working hoặc calendar.")
    if not entry["tells"] or not set(entry["tells"]) <= set(TELLS):
        raise BadLadder(f"{name}: chỉ báo cho {', '.join(TELLS)}.")
    return Rule(**{**entry, "tells": tuple(entry["tells"])})

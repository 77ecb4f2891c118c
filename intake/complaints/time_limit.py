"""Within how many days a complaint must be handed in, as the law in force has it, and whether that is over by now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from intake import calendars, rulebook
from intake.db import Snapshot
from intake.law.deadlines import compute
from intake.law.statutes import NoStatute
from routing.folding import fold
from routing.instances import instance_of
from routing.kinds import Kind

_DISCIPLINE = re.compile(r"\bky luat\b|\bbuoc thoi viec\b|\bkhien trach\b|\bcach chuc\b|\bha bac luong\b")
_OFFICIAL = re.compile(r"\b(?:toi|em|minh|toi dang|toi von|em dang) (?:la|lam) (?:can bo|cong chuc)\b")
_NEAR = 48  # letters
_OF_DECISION = re.compile(
    r"\b(?:quyet dinh|thong bao|cong van|van ban|bien ban|nhan|ky|ban hanh|tra loi|biet|cuong che|thu hoi|phat)\b"
    r"(?!.*\bsinh\b)"
)
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?![\d/.-])")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit in days, from when it counts (Vietnamese), by which article; the day it ended on where that is past."""

    days: int
    starts_from: str
    basis: str
    ended_on: date | None = None


def time_limits_of(snap: Snapshot, case: Row[Any], told: Mapping[str, str]) -> tuple[TimeLimit, ...]:
    """Return the limits that may apply to a complaint, the shortest first.

    Disciplined officials have a limit of their own (Law on Complaints, Art. 48); whether somebody is one, their words
    seldom say, so both limits are returned but where they do.
    """
    words = "\n".join(filter(None, (case.text, told.get("decision"))))
    instance = max(case.instance, instance_of(Kind.COMPLAINT, words))
    stages = ["second_complaint" if instance > 1 else "time_limit_to_complain"]
    if _DISCIPLINE.search(fold(words)):
        is_said = instance == 1 and _OFFICIAL.search(fold(words))
        stages = ["discipline_time_limit"] if is_said else [*stages, "discipline_time_limit"]
    found = [limit for stage in stages for limit in _limit(snap, stage, instance, _known_on(words, snap.today))]
    return tuple(sorted(found, key=lambda limit: limit.days))


def _limit(snap: Snapshot, stage: str, instance: int, known_on: date | None) -> Iterator[TimeLimit]:
    rules = rulebook.current(snap)
    try:
        row = rules.find(Kind.COMPLAINT, stage, snap.today, instance=instance)
    except NoStatute:
        return
    last = compute(row, known_on, calendars.current(snap), rules.version).due_on if known_on else None
    yield TimeLimit(row.amount, row.starts_from, row.basis, last if last and last < snap.today else None)


def _known_on(words: str, today: date) -> date | None:
    """Return the latest day on which, as told, what is complained of was decided, done or received."""
    told = (
        found
        for found in _DAY.finditer(words)
        if _OF_DECISION.search(fold(words[max(found.start() - _NEAR, 0) : found.start()]))
    )
    days = [day for found in told if (day := _day(*map(int, found.groups()))) and day <= today]
    return max(days, default=None)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

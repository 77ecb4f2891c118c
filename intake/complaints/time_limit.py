"""Within how many days a complaint must be handed in, as the law in force has it, and which day is the last."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row

from intake.complaints.loose_days import DaySpan, received_in
from intake.complaints.told_days import days_told
from intake.complaints.undecided import first_limit
from intake.db import Snapshot
from intake.deadlines import calendars, rulebook
from intake.law.deadlines import compute
from intake.law.statutes import NoStatute, Statute
from routing.kinds import Kind
from routing.language.folding import fold
from routing.legal.discipline import may_be_about_discipline
from routing.officials.instances import instance_of
from routing.officials.undecided import is_undecided

_OFFICIAL = re.compile(r"\b(?:toi|em|minh|toi dang|toi von|em dang) (?:la|lam) (?:can bo|cong chuc)\b")
_OF_DECISION = re.compile(
    r"\b(?:quyet dinh|thong bao|cong van|van ban|bien ban|nhan|ky|ban hanh|tra loi|biet|cuong che|thu hoi|phat|tu choi"
    r"|bi|buoc thoi viec|ky luat|khien trach|canh cao|dung|cat|hanh vi)\b(?!.*\bsinh\b)"
)
_BIRTH = re.compile(r"\bsinh(?: ngay| nam)?\s*$")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit in days, from when it counts (Vietnamese), by which article, and its last day where that is known.

    Attributes:
        last_on: the last day; with `is_earliest` the first day that may be the last, where it is told only loosely when
            the decision was received.
        is_over, may_be_over: the last day, wherever it lies, or the first that may be it, is past.
    """

    days: int
    starts_from: str
    basis: str
    last_on: date | None = None
    is_over: bool = False
    is_earliest: bool = False
    may_be_over: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """By which day a complaint is measured, and what chooses the row of the law."""

    on: date
    instance: int
    is_remote: bool = False


def time_limits_of(
    snap: Snapshot, case: Row[Any], told: Mapping[str, str], *, handed_in_on: date | None = None
) -> tuple[TimeLimit, ...]:
    """Return the limits that may apply to a complaint, the shortest first.

    One whose signed form has come is in time or late by the day on which it came, whenever that is looked at.
    """
    words = "\n".join(filter(None, (case.text, told.get("decision"))))
    asked = _Asked(handed_in_on or snap.today, max(case.instance, instance_of(Kind.COMPLAINT, words)), case.is_remote)
    return _limits(snap, words, asked, _known_on(words, snap.today))


def time_limits_asked(snap: Snapshot, text: str, before: str = "") -> tuple[TimeLimit, ...]:
    """Return the limits for which a question asks; `before` is what was told already.

    Whoever asks names the day that matters, so that any day of the question counts but that of a birth.
    """
    words = "\n".join(filter(None, (before, text)))
    asked = [one.day for one in days_told(text, snap.today) if not _BIRTH.search(one.before)]
    known_on = max(asked, default=None) or _known_on(words, snap.today)
    received = None if known_on or is_undecided(words) else received_in(words, snap.today)
    return _limits(snap, words, _Asked(snap.today, instance_of(Kind.COMPLAINT, words)), known_on, received)


def _limits(
    snap: Snapshot, words: str, asked: _Asked, known_on: date | None, received: DaySpan | None = None
) -> tuple[TimeLimit, ...]:
    """Return what applies, the shortest first.

    Disciplined officials have a limit of their own (Law on Complaints, Art. 48); whether somebody is one, their words
    seldom say, so both limits are returned but where they do.
    """
    is_at_latest = False
    if asked.instance > 1 and is_undecided(words):
        first = first_limit(snap, words)
        known_on = first.ends_on if first and not first.is_about else None
        is_at_latest = first is not None and not first.is_taken_up
    stages = ["second_complaint" if asked.instance > 1 else "time_limit_to_complain"]
    if may_be_about_discipline(words):
        is_said = asked.instance == 1 and _OFFICIAL.search(fold(words))
        stages = ["discipline_time_limit"] if is_said else [*stages, "discipline_time_limit"]
    found = [limit for stage in stages for limit in _limit(snap, stage, asked, known_on, received)]
    if is_at_latest:  # it may have been taken up, and so be over, some days before: a last day is told only when past
        found = [limit if limit.is_over else replace(limit, last_on=None) for limit in found]
    return tuple(sorted(found, key=lambda limit: limit.days))


def _loosely(snap: Snapshot, limit: TimeLimit, row: Statute, received: DaySpan, on: date) -> TimeLimit:
    """Return a limit that counts from some day of a span: on the safe side, from the first of them."""
    first, last = (_due(snap, row, day) for day in (received.earliest, received.latest))
    if last < on:
        return replace(limit, is_over=True)
    if first < on:
        return replace(limit, may_be_over=True)
    return replace(limit, last_on=first, is_earliest=first != last)


def _limit(
    snap: Snapshot, stage: str, asked: _Asked, known_on: date | None, received: DaySpan | None
) -> Iterator[TimeLimit]:
    rules = rulebook.current(snap)
    try:
        row = rules.find(Kind.COMPLAINT, stage, asked.on, instance=asked.instance, remote=asked.is_remote)
    except NoStatute:
        return
    last = _due(snap, row, known_on) if known_on else None
    limit = TimeLimit(row.amount, row.starts_from, row.basis, last, is_over=last is not None and last < asked.on)
    yield _loosely(snap, limit, row, received, asked.on) if received else limit


def _due(snap: Snapshot, row: Statute, start: date) -> date:
    return compute(row, start, calendars.current(snap), rulebook.current(snap).version, with_days=False).due_on


def _known_on(words: str, today: date) -> date | None:
    """Return the latest day on which, as told, what is complained of was decided, done or received."""
    return max((one.day for one in days_told(words, today) if _OF_DECISION.search(one.before)), default=None)

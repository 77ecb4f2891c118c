"""What moves a running deadline: a pause, its end, an extension, each written down with what made it lawful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, select, update

from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, clocks, ledgers, rulebook
from intake.deadlines.clocks import RestsOn
from intake.deadlines.ledgers import Standing
from intake.errors import Invalid
from intake.law.deadlines import Deadline
from intake.law.overlay import is_own
from intake.law.statutes import Statute
from intake.tables import CaseRow, ClockRow

_NO_MORE = "Đã dùng hết số lần gia hạn mà luật cho phép."


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that makes a change lawful: number, day and the file kept of it; blank where none is needed."""

    number: str = ""
    day: date | None = None
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """What an extension of one running clock takes: how it is made, and which criteria allow it."""

    stage: str
    label: str
    due_on: date
    by: str
    criteria: int
    criteria_from: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an extension would make of a running clock: its day as it is, and the deadline that would take its place."""

    due_before: date
    deadline: Deadline


def pause(
    tx: Transaction, case_id: int, cause: str, on: date, *, data: Mapping[str, Any], staff_id: int | None
) -> None:
    """Stop the count of those clocks of a case that this cause stops, from a day on; one that was late stays late."""
    for clock in _running(tx, case_id):
        rule = _rule(tx, clock)
        if cause not in rule.pauses or clock.paused_from is not None or clock.due_on < on:
            continue
        still = {"paused_from": on, "paused_by": cause, "next_step": None, "next_step_on": None}
        tx.execute(update(ClockRow).where(ClockRow.id == clock.id).values(**still))
        _write_down(tx, clock, "pause", on, clock.due_on, cause=cause, data=data, staff_id=staff_id)
    clocks.refresh(tx, case_id)


def resume(
    tx: Transaction, case_id: int, cause: str, on: date, *, data: Mapping[str, Any], staff_id: int | None
) -> None:
    """Let the clocks that a cause had stopped go on from a day; their due day moves by the time that did not count.

    The new day is a new promise: it is counted by the calendar, and a local limit by the local rule, in force now.

    Raises:
        Invalid: the day lies before the one on which the count stopped.
    """
    for clock in _running(tx, case_id):
        if clock.paused_by != cause:
            continue
        if on < clock.paused_from:
            sentence = f"Không thể trước ngày tạm dừng {clock.paused_from:%d/%m/%Y}."
            raise Invalid("Ngày tiếp tục không đúng.", {"doc_on": sentence})
        deadline = _promised_now(tx, clock, resumed_on=on)
        again = {"paused_from": None, "paused_by": None, **clocks.promised_columns(tx, clock.stage, deadline)}
        tx.execute(update(ClockRow).where(ClockRow.id == clock.id).values(**again))
        why: dict[str, Any] = {"cause": cause, "data": data, "staff_id": staff_id}
        _write_down(tx, clock, "resume", on, deadline.due_on, rests_on=deadline, **why)
    clocks.refresh(tx, case_id)


def _promised_now(tx: Transaction, clock: Row[Any], level: str = "", *, resumed_on: date | None = None) -> Deadline:
    """Count a clock as it is promised anew, and keep the versions by which that is done."""
    rulebook.keep(tx, rulebook.current(tx), calendars.current(tx))
    return ledgers.count(tx, clock.start_on, _standing_now(tx, clock, level), resumed_on=resumed_on)


def _standing_now(snap: Snapshot, clock: Row[Any], level: str = "") -> Standing:
    """Return what a clock rests on when its day is promised anew, at another level of complexity if one is given.

    The law stays as it was promised; the calendar, and the local rules that the office has set, are those of now.
    """
    calendar, now = calendars.current(snap), rulebook.current(snap)
    standing = replace(ledgers.standing_of(ledgers.changes_of(snap, clock.id), now), calendar_version=calendar.version)
    asked = {"instance": clock.instance, "remote": clock.is_remote, "complexity": level or clock.complexity}
    kind = _kind(snap, clock.case_id)
    if level:
        longer = rulebook.statutes_of(snap, clock.statutes_version).find(kind, clock.stage, clock.start_on, **asked)
        standing = replace(standing, rule_id=longer.id)
    if not clock.is_local:
        return standing
    row = now.find(kind, clock.stage, clock.start_on, **asked)
    if is_own(row.id) or is_own(clock.rule_id):
        return replace(standing, rule_id=row.id, statutes_version=now.version)
    return standing


def extensions(snap: Snapshot, case_id: int) -> tuple[Extension, ...]:
    """Return the extensions that the law still allows for a case, the nearest deadline first."""
    found = []
    for clock in _running(snap, case_id):
        statutes = rulebook.statutes_of(snap, clock.statutes_version)
        rule = ledgers.rule_of(statutes, clock.rule_id)
        if rule.extends_to and clock.paused_from is None and clock.due_on >= snap.today:
            listed = tuple((name, statutes.criteria[name]) for name in rule.criteria_from)
            label = statutes.stages[clock.stage]
            found.append(Extension(clock.stage, label, clock.due_on, rule.extended_by, rule.criteria, listed))
    return tuple(found)


def foresee(snap: Snapshot, case_id: int, stage: str) -> Foreseen:
    """Return what an extension would make of a running deadline, were it made now.

    Raises:
        Invalid: no such clock runs, the allowed number is used up, or the day would not be later.
    """
    clock, rule = _extendable(snap, case_id, stage)
    deadline = ledgers.count(snap, clock.start_on, _standing_now(snap, clock, rule.extends_to))
    _require_later(clock, deadline)
    return Foreseen(clock.due_on, deadline)


def _extendable(snap: Snapshot, case_id: int, stage: str) -> tuple[Row[Any], Statute]:
    """Return a running clock that the law still lets be extended, with its rule."""
    clock = next((one for one in _running(snap, case_id) if one.stage == stage and one.paused_from is None), None)
    if clock is None:
        raise Invalid("Không có thời hạn này đang chạy để gia hạn.", {"stage": "Xin chọn thời hạn đang chạy."})
    if clock.due_on < snap.today:
        raise Invalid("Thời hạn đã hết nên không gia hạn được nữa.", {"stage": "Hạn đã qua."})
    rule = _rule(snap, clock)
    if not rule.extends_to:
        raise Invalid(_NO_MORE, {"stage": rule.extension or _NO_MORE})
    return clock, rule


def _require_later(clock: Row[Any], deadline: Deadline) -> None:
    if deadline.due_on <= clock.due_on:
        day = f"Hạn đang có là {clock.due_on:%d/%m/%Y}, hạn gia hạn tính ra {deadline.due_on:%d/%m/%Y}."
        raise Invalid("Gia hạn lúc này không làm hạn dài thêm.", {"stage": day})


def extend(
    tx: Transaction,
    case_id: int,
    stage: str,
    *,
    criteria: Sequence[str],
    decision: Decision,
    reason: str,
    staff_id: int | None,
) -> date:
    """Extend a running deadline as the law allows, and return the new day.

    Raises:
        Invalid: no such clock runs, the allowed number is used up, too few criteria, or no lawful decision.
    """
    clock, rule = _extendable(tx, case_id, stage)
    _check(tx, clock, rule, criteria, decision)
    level = rule.extends_to
    deadline = _promised_now(tx, clock, level)
    _require_later(clock, deadline)
    tx.execute(update(ClockRow).where(ClockRow.id == clock.id).values(**clocks.promised_columns(tx, stage, deadline)))
    if stage.endswith("resolution"):
        tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(complexity=level))
    day = decision.day.isoformat() if decision.day else ""
    data = {"criteria": list(criteria), "number": decision.number, "day": day, "reason": reason}
    clocks.record(
        tx,
        clock.id,
        case_id,
        "extend",
        deadline,
        on_day=decision.day or tx.today,
        due_before=clock.due_on,
        due_after=deadline.due_on,
        cause=rule.id,
        data=data,
        staff_id=staff_id,
    )
    clocks.refresh(tx, case_id)
    return deadline.due_on


def _check(tx: Transaction, clock: Row[Any], rule: Statute, criteria: Sequence[str], decision: Decision) -> None:
    ticked = set(criteria) & set(rule.criteria_from)
    if len(ticked) < rule.criteria or len(ticked) < len(set(criteria)):
        raise Invalid("Chưa đủ tiêu chí phức tạp để gia hạn.", {"criteria": f"Cần ít nhất {rule.criteria} tiêu chí."})
    if rule.extended_by == "notice":
        return
    wrong = {}
    if not decision.number:
        wrong["doc_no"] = "Cần số quyết định."
    if decision.day is None or not clock.start_on <= decision.day <= tx.today:
        wrong["doc_on"] = "Ngày quyết định phải từ ngày bắt đầu tính hạn đến hôm nay."
    if not decision.has_file:
        wrong["decision"] = "Cần đính kèm quyết định."
    if wrong:
        raise Invalid("Gia hạn phải có quyết định bằng văn bản.", wrong)


def _running(snap: Snapshot, case_id: int) -> Sequence[Row[Any]]:
    table = ClockRow.__table__
    where = (table.c.case_id == case_id, table.c.status == "running")
    return snap.execute(select(table).where(*where).order_by(table.c.due_on, table.c.id)).all()


def _rule(snap: Snapshot, clock: Row[Any]) -> Statute:
    return ledgers.rule_of(rulebook.statutes_of(snap, clock.statutes_version), clock.rule_id)


def _kind(snap: Snapshot, case_id: int) -> str:
    return str(snap.execute(select(CaseRow.kind).where(CaseRow.id == case_id)).scalar_one())


def _write_down(
    tx: Transaction,
    clock: Row[Any],
    change: str,
    on_day: date,
    due_after: date,
    *,
    rests_on: RestsOn | None = None,
    **more: Any,  # noqa: ANN401 - as `record`
) -> None:
    day = {"on_day": on_day, "due_before": clock.due_on, "due_after": due_after}
    clocks.record(tx, clock.id, clock.case_id, change, rests_on or clock, **day, **more)

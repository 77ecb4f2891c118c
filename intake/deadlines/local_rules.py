"""The province's own limits as they are set, replaced and taken back; a limit of the law is never touched."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update

from intake import meta
from intake.db import Snapshot, Transaction
from intake.deadlines import rulebook
from intake.errors import Invalid, NotFound
from intake.law.overlay import LocalRule, defaults_of, with_local
from intake.law.statutes import Statutes, load_statutes
from intake.law.workdays import ONE_DAY
from intake.tables import LocalRuleRow

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A limit that the province's document sets for one thing, for matters that begin on a day or later."""

    kind: str
    stage: str
    complexity: str
    amount: int
    unit: str
    basis: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class RuleEnd:
    """A local rule that no longer holds from a day on; on or before its first day it is taken back altogether."""

    rule_id: int
    from_on: date


def under(snap: Snapshot, change: RuleChange | RuleEnd) -> tuple[Statutes, LocalRule]:
    """Return the statutes as a change would make them, and the rule that is set or ended.

    Raises:
        Invalid: the rule is incomplete, would set a limit of the law, or has ended already.
        NotFound: there is no such rule.
    """
    rules = rulebook.local_rules(snap)
    if isinstance(change, RuleChange):
        rule = _new_rule(snap, change)
        return with_local(load_statutes(), [*rules, rule]), rule
    rule = next((one for one in rules if one.id == change.rule_id), None) or _missing()
    if rule.in_force_to is not None:
        raise Invalid("Quy định này đã thôi áp dụng rồi.", {"from_on": "Đã thôi áp dụng."})
    ended = replace(rule, in_force_to=change.from_on - ONE_DAY)
    return with_local(load_statutes(), [ended if one.id == rule.id else one for one in rules]), ended


def _new_rule(snap: Snapshot, change: RuleChange) -> LocalRule:
    if not 1 <= change.amount <= MOST_DAYS:
        raise Invalid("Số ngày không đúng.", {"amount": f"Số ngày từ 1 đến {MOST_DAYS}."})
    if not change.basis.strip():
        raise Invalid("Cần văn bản làm căn cứ.", {"basis": "Xin ghi số, ngày và tên văn bản."})
    _require_default(change)
    following = snap.execute(select(func.coalesce(func.max(LocalRuleRow.id), 0) + 1)).scalar_one()
    values = {field.name: getattr(change, field.name) for field in fields(change)}
    return LocalRule(id=following, **{**values, "basis": change.basis.strip()})


def _require_default(change: RuleChange) -> None:
    """Refuse a rule from before there was anything to set: a document of the districts of then moves no day of now."""
    of_thing = (row for row in defaults_of(load_statutes()) if change.kind in row.kinds and row.stage == change.stage)
    first = min((row.in_force_from for row in of_thing), default=None)
    if first is not None and change.in_force_from < first:
        day = f"Hạn này có từ {first:%d/%m/%Y}; quy định trước ngày đó của đơn vị cũ không còn dùng."
        raise Invalid("Ngày có hiệu lực quá sớm.", {"since": day})


def _missing() -> LocalRule:
    raise NotFound


def write(tx: Transaction, change: RuleChange | RuleEnd, *, staff_id: int | None) -> None:
    """Write a change of the local rules down; dates already promised do not move (`recount` shows and moves them).

    Raises:
        Invalid, NotFound: as `under`.
    """
    _, rule = under(tx, change)
    if isinstance(change, RuleEnd):
        ended = {"in_force_to": rule.in_force_to, "ended_by": staff_id, "ended_at": tx.now}
        tx.execute(update(LocalRuleRow).where(LocalRuleRow.id == rule.id).values(**ended))
    else:
        values: dict[str, Any] = {field.name: getattr(rule, field.name) for field in fields(rule)}
        tx.execute(insert(LocalRuleRow).values(**values, staff_id=staff_id, at=tx.now))
    meta.bump(tx, "rules")

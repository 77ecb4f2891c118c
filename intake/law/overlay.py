"""Local rules laid over the product's defaults: a province's own limits, never those of the law."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from intake.errors import Invalid
from intake.law.statutes import UNITS, Statute, Statutes, check


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A limit of the province's regulation from a day on; it ends where the next one for the same thing begins."""

    id: int
    kind: str
    stage: str
    complexity: str
    amount: int
    unit: str
    basis: str
    in_force_from: date


def defaults_of(statutes: Statutes) -> tuple[Statute, ...]:
    """Return the rows that a province may set otherwise."""
    return tuple(row for row in statutes.rows if row.is_local)


def with_local(statutes: Statutes, rules: Iterable[LocalRule]) -> Statutes:
    """Return the statutes with the province's rules in the place of the defaults.

    Raises:
        Invalid: a rule has no default to take the place of (the law's own limits cannot be set), or is wrong in itself.
    """
    listed = sorted(rules, key=lambda one: (one.in_force_from, one.id))
    rows = statutes.rows
    for rule in listed:
        rows = _laid(rows, rule)
    if not listed:
        return statutes
    mark = hashlib.sha256(repr(listed).encode()).hexdigest()[:12]
    result = replace(statutes, rows=rows, version=f"{statutes.version}+{mark}")
    check(result)
    return result


def _laid(rows: Sequence[Statute], rule: LocalRule) -> tuple[Statute, ...]:
    if rule.unit not in UNITS or rule.amount < 1 or not rule.basis.strip():
        raise Invalid("Quy định chưa đủ: cần số ngày từ 1, đơn vị tính và văn bản làm căn cứ.")
    base = next((row for row in reversed(rows) if _is_base(row, rule)), None)
    if base is None:
        raise Invalid("Chỉ đặt lại được những hạn theo quy chế; hạn của luật không đặt lại được ở đây.")
    others = base.kinds - {rule.kind}
    kept = [replace(base, kinds=others)] if others else []
    if base.in_force_from < rule.in_force_from:
        before = rule.in_force_from - timedelta(days=1)
        suffix = f"-{rule.kind}" if others else ""
        kept.append(replace(base, id=f"{base.id}{suffix}", kinds=frozenset({rule.kind}), in_force_to=before))
    new = replace(
        base,
        id=f"QC-{rule.id}",
        kinds=frozenset({rule.kind}),
        amount=rule.amount,
        unit=rule.unit,
        basis=rule.basis,
        in_force_from=rule.in_force_from,
        in_force_to=None,
        note="",
    )
    at = rows.index(base)
    return (*rows[:at], *kept, *rows[at + 1 :], new)


def _is_base(row: Statute, rule: LocalRule) -> bool:
    same = (row.stage, row.complexity) == (rule.stage, rule.complexity)
    return row.is_local and same and rule.kind in row.kinds and row.in_force_to is None

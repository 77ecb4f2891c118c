"""Local rules laid over the product's defaults: a province's own limits, never those of the law."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.errors import Invalid
from intake.law.statutes import UNITS, Statute, Statutes, check
from intake.law.workdays import ONE_DAY

_OWN = "QC-"
_NO_DEFAULT = "Chỉ đặt lại được những hạn theo quy chế; hạn của luật không đặt lại được ở đây."


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A limit of the province's regulation from a day on.

    It ends where the next one for the same thing begins, or with `in_force_to`, its last day, after which the product's
    default holds again; one that ends before it begins was taken back and never held.
    """

    id: int
    kind: str
    stage: str
    complexity: str
    amount: int
    unit: str
    basis: str
    in_force_from: date
    in_force_to: date | None = None


def defaults_of(statutes: Statutes) -> tuple[Statute, ...]:
    """Return the rows that a province may set otherwise."""
    return tuple(row for row in statutes.rows if row.is_local)


def is_own(rule_id: str) -> bool:
    """Say whether a row is a rule of the province itself."""
    return rule_id.startswith(_OWN)


def with_local(statutes: Statutes, rules: Iterable[LocalRule]) -> Statutes:
    """Return the statutes with the province's rules in the place of the defaults.

    Raises:
        Invalid: a rule has no default to take the place of (the law's own limits cannot be set), or is wrong in itself.
    """
    listed = sorted(rules, key=lambda one: (one.in_force_from, one.id))
    rows = statutes.rows
    for rule in listed:
        _require(statutes.rows, rule)
    for rule in _holding(listed):
        rows = _laid(rows, rule, statutes.rows)
    if not listed:
        return statutes
    mark = hashlib.sha256(repr(listed).encode()).hexdigest()[:12]
    result = replace(statutes, rows=rows, version=f"{statutes.version}+{mark}")
    check(result)
    return result


def _require(defaults: Sequence[Statute], rule: LocalRule) -> None:
    if rule.unit not in UNITS or rule.amount < 1 or not rule.basis.strip():
        raise Invalid("Quy định chưa đủ: cần số ngày từ 1, đơn vị tính và văn bản làm căn cứ.")
    if not any(_is_base(row, rule) for row in defaults):
        raise Invalid(_NO_DEFAULT)


def _holding(listed: Sequence[LocalRule]) -> Iterator[LocalRule]:
    """Yield the rules that ever hold; one that the next takes over from needs no end of its own."""
    held = [one for one in listed if one.in_force_to is None or one.in_force_to >= one.in_force_from]
    for at, rule in enumerate(held):
        following = next((one for one in held[at + 1 :] if _subject(one) == _subject(rule)), None)
        is_taken_over = following and rule.in_force_to and following.in_force_from <= rule.in_force_to
        yield replace(rule, in_force_to=None) if is_taken_over else rule


def _subject(rule: LocalRule) -> tuple[str, str, str]:
    return rule.kind, rule.stage, rule.complexity


def _laid(rows: Sequence[Statute], rule: LocalRule, defaults: Sequence[Statute]) -> tuple[Statute, ...]:
    base = next(row for row in reversed(rows) if _is_base(row, rule))
    others = base.kinds - {rule.kind}
    kept = [replace(base, kinds=others)] if others else []
    if base.in_force_from < rule.in_force_from:
        suffix = f"-{rule.kind}" if others else ""
        ended = replace(base, kinds=frozenset({rule.kind}), in_force_to=rule.in_force_from - ONE_DAY)
        kept.append(replace(ended, id=f"{base.id}{suffix}"))
    new = replace(
        base,
        id=f"{_OWN}{rule.id}",
        kinds=frozenset({rule.kind}),
        amount=rule.amount,
        unit=rule.unit,
        basis=rule.basis,
        in_force_from=rule.in_force_from,
        in_force_to=rule.in_force_to,
        note="",
    )
    at = rows.index(base)
    return (*rows[:at], *kept, *rows[at + 1 :], new, *_after(rule, defaults))


def _after(rule: LocalRule, defaults: Sequence[Statute]) -> Iterator[Statute]:
    if rule.in_force_to is not None:
        since = rule.in_force_to + ONE_DAY
        default = next(row for row in defaults if _is_base(row, rule))
        kinds = frozenset({rule.kind})
        yield replace(default, id=f"{default.id}-{rule.kind}-{since:%Y%m%d}", kinds=kinds, in_force_from=since)


def _is_base(row: Statute, rule: LocalRule) -> bool:
    same = (row.stage, row.complexity) == (rule.stage, rule.complexity)
    return row.is_local and same and rule.kind in row.kinds and row.in_force_to is None

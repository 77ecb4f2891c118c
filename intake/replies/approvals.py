"""Which answers of a unit are sent only after a second person has approved them: none, all, or those to some kinds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from intake import audit, labels, meta
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.errors import Invalid, NotFound
from intake.queries.case_lines import unit_name
from intake.tables import AuditRow, StaffRow, UnitRow
from routing.text import has_words

ACTION = "directory.set_approval"
MOST = 60
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Change:
    """The last time that it was set here: by whom, when and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What a unit lets approve; no `kinds` means all kinds while it is on."""

    unit_id: int
    unit: str
    is_on: bool
    kinds: frozenset[str]
    last: Change | None


def approvals(snap: Snapshot, query: str = "", *, also: int = 0) -> tuple[Approval, ...]:
    """Return the units that let answers be approved, or with `query` those of this name, with or without marks.

    `also` is a unit that is wanted in any case, first.
    """
    known = directory.snapshot(snap)
    named = {one.id: unit_name(known, one.id) for one in known.units.values()}
    on = (one.id for one in known.units.values() if one.needs_approval)
    found = (one for one, name in named.items() if has_words(name, query)) if query.strip() else on
    ids = list(dict.fromkeys([*([also] if also in named else []), *found]))[:MOST]
    last = _last(snap, ids)
    units = (known.units[one] for one in ids)
    return tuple(
        Approval(one.id, named[one.id], one.needs_approval, one.approval_kinds, last.get(one.id)) for one in units
    )


def set_kinds(tx: Transaction, unit_id: int, *, is_on: bool, kinds: Collection[str], why: str, actor: str) -> None:
    """Say which answers of a unit are approved; drafts that wait are approved as before.

    Raises:
        NotFound: there is no such unit.
        Invalid: an unknown kind, or no reason.
    """
    wrong = _wrong_kinds(kinds)
    if not 0 < len(why.strip()) <= _LONGEST_WHY:
        wrong["why"] = f"Xin ghi lý do, không quá {_LONGEST_WHY} chữ."
    if wrong:
        raise Invalid("Chưa lưu được.", wrong)
    chosen = sorted(kinds) if is_on and set(kinds) != set(labels.KINDS) else []
    values = {"needs_approval": is_on, "approval_kinds": chosen}
    if not tx.execute(update(UnitRow).where(UnitRow.id == unit_id).values(**values)).rowcount:
        raise NotFound("Không có đơn vị này.")
    meta.bump(tx, "directory")
    audit.record(tx, actor, ACTION, f"unit:{unit_id}", {"on": is_on, "kinds": chosen, "why": why.strip()})


def require_kinds(kinds: Collection[str]) -> None:
    """Check kinds.

    Raises:
        Invalid: one of them is none.
    """
    if wrong := _wrong_kinds(kinds):
        raise Invalid(wrong["kinds"], wrong)


def _wrong_kinds(kinds: Collection[str]) -> dict[str, str]:
    unknown = sorted(set(kinds) - set(labels.KINDS))
    return {"kinds": f"Không có loại việc {', '.join(unknown)}."} if unknown else {}


def _last(snap: Snapshot, unit_ids: Collection[int]) -> dict[int, Change]:
    subjects = {f"unit:{one}": one for one in unit_ids}
    newest = (
        select(func.max(AuditRow.id))
        .where(AuditRow.subject.in_(sorted(subjects)), AuditRow.action == ACTION)
        .group_by(AuditRow.subject)
    )
    rows = snap.execute(
        select(AuditRow.subject, AuditRow.actor, AuditRow.at, AuditRow.detail).where(AuditRow.id.in_(newest))
    )
    found = {subjects[row.subject]: row for row in rows}
    names = _names(snap, {row.actor for row in found.values()})
    return {one: Change(names.get(row.actor, ""), row.at, str(row.detail.get("why", ""))) for one, row in found.items()}


def _names(snap: Snapshot, actors: Collection[str]) -> dict[str, str]:
    ids = [int(actor.removeprefix("staff:")) for actor in actors if actor.startswith("staff:")]
    rows = snap.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(ids)))
    return {f"staff:{row.id}": row.name for row in rows}

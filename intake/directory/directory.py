"""Units, officers and routing rules as one frozen snapshot for those who decide; imported as one piece of data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from intake import audit, meta
from intake.db import Snapshot, Transaction
from intake.directory import directory_rows
from intake.directory.directory_days import on_day, snapshot
from intake.directory.directory_rows import DirectoryData
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.errors import Invalid, NotFound
from intake.tables import CaseRow, RoutingRuleRow, StaffRelationRow, StaffRow, UnitRow
from routing import rules

__all__ = ["DirectoryData", "import_directory", "load_of_officers", "relate", "set_policy", "snapshot"]

_TOLD = 20


def load_of_officers(snap: Snapshot, *unit_ids: int | None) -> dict[int, int]:
    """Return how many open cases each officer of these units has."""
    units = [one for one in unit_ids if one is not None]
    return {row.officer_id: row.cases for row in snap.execute(_LOAD, {"unit_ids": units})}


_LOAD = Prepared(
    select(CaseRow.officer_id, func.count(CaseRow.id).label("cases"))
    .join(StaffRow, StaffRow.id == CaseRow.officer_id)
    .where(CaseRow.is_open.is_(True), among(StaffRow.unit_id, "unit_ids"))
    .group_by(CaseRow.officer_id)
)


def import_directory(tx: Transaction, data: DirectoryData) -> tuple[str, ...]:
    """Add units, staff, rules and declared relations, and refuse the whole of it if it cannot be worked with.

    Return what is to be heeded, each a sentence: rules to units from which everybody is away today. Such a day ends by
    itself, and a directory is loaded also in the weeks of leave; an absence without end does not, so it is an error.

    Raises:
        Invalid: a row names a unit or a person who does not exist, or the rules contradict each other, lead nowhere, to
            nobody, to those who are away without end, or lay what is sealed where nobody may open it; each wrong row is
            named by its place in the data.
    """
    data = DirectoryData(list(data.units), list(data.staff), list(data.rules), list(data.relations))
    if troubles := directory_rows.troubles_in(tx, data):
        raise Invalid(" ".join(troubles[:_TOLD]))
    ids = _add_units(tx, data.units)
    people = _add_staff(tx, list(data.staff), ids)
    called = _add_rules(tx, [_rule_values(row, ids) for row in data.rules])
    for row in data.relations:
        relate(tx, _person(row["staff"], people), _person(row["other"], people), row["relation"], row["source"])
    meta.bump(tx, "directory")
    endless = on_day(tx, date.max)
    if wrong := [one.sentence for one in (*rules.problems(snapshot(tx), called), *rules.away(endless, called))]:
        raise Invalid(" ".join(wrong))
    audit.record(tx, "system", "directory.import", "directory", {"units": len(ids), "staff": len(people)})
    return tuple(one.sentence for one in rules.away(snapshot(tx), called))


def _add_rules(tx: Transaction, rows: list[dict[str, Any]]) -> dict[int, str]:
    """Add rules, and return by their ids what they are called to whoever wrote the file: their place in it."""
    if not rows:
        return {}
    returning = insert(RoutingRuleRow).returning(RoutingRuleRow.id, sort_by_parameter_order=True)
    added = tx.execute(returning, rows).scalars().all()
    return {rule_id: f"thứ {number} trong tệp" for number, rule_id in enumerate(added, 1)}


def relate(tx: Transaction, staff_id: int, other_id: int, relation: str, source: str, *, actor: str = "system") -> None:
    """Note that two members of staff are close to each other, by whose declaration; told again, the last word holds.

    Raises:
        Invalid: somebody is related to themself.
    """
    if staff_id == other_id:
        raise Invalid("Không khai quan hệ của một người với chính người đó.")
    first, second = sorted((staff_id, other_id))
    row = StaffRelationRow
    tx.execute(delete(row).where(row.staff_id == first, row.other_staff_id == second))
    tx.execute(insert(row).values(staff_id=first, other_staff_id=second, relation=relation, source=source))
    meta.bump(tx, "directory")
    audit.record(tx, actor, "directory.relate", f"staff:{first}", {"other": second})


def _add_staff(tx: Transaction, rows: list[Mapping[str, Any]], ids: Mapping[str, int]) -> dict[str, int]:
    """Add staff and return everybody's id by login, and by the key of the import."""
    values = [_staff_values(row, ids) for row in rows]
    added: Sequence[int] = ()
    if values:
        returning = insert(StaffRow).returning(StaffRow.id, sort_by_parameter_order=True)
        added = tx.execute(returning, values).scalars().all()
    logins = tx.execute(select(StaffRow.login, StaffRow.id).where(StaffRow.login.is_not(None)))
    people = {row.login: row.id for row in logins}
    people |= {row["key"]: staff_id for row, staff_id in zip(rows, added, strict=True) if row.get("key")}
    for row, staff_id in zip(rows, added, strict=True):
        if row.get("substitute"):
            standing = update(StaffRow).where(StaffRow.id == staff_id)
            tx.execute(standing.values(substitute_id=_person(row["substitute"], people)))
    return people


def _person(key: str, people: Mapping[str, int]) -> int:
    if key not in people:
        raise Invalid(f"Không có cán bộ nào mang khóa hoặc tên đăng nhập {key}.")
    return people[key]


def _rule_values(row: Mapping[str, Any], ids: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns of a rule; its helpers are codes of units, or `{"function", "level"}`."""
    helpers = [
        {"unit_id": _id_of(one, ids)} if isinstance(one, str) else {"function": one["function"], "level": one["level"]}
        for one in row.get("helpers", ())
    ]
    return {**directory_rows.facts_of_rule(row), "unit_id": _id_of(row.get("unit") or None, ids), "helpers": helpers}


def set_policy(tx: Transaction, unit_id: int, *, needs_approval: bool, needs_proof: bool, actor: str) -> None:
    """Say whether a unit's answers need a second pair of eyes, and a proof; drafts that wait are approved as before.

    Raises:
        NotFound: there is no such unit.
    """
    policy = {"needs_approval": needs_approval, "needs_proof": needs_proof}
    if not tx.execute(update(UnitRow).where(UnitRow.id == unit_id).values(**policy)).rowcount:
        raise NotFound("Không có đơn vị này.")
    meta.bump(tx, "directory")
    audit.record(tx, actor, "directory.set_policy", f"unit:{unit_id}", policy)


def _add_units(tx: Transaction, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Add units, each after its parent, as many at once as can be; return the ids of all units by code."""
    ids: dict[str, int] = {row.code: row.id for row in tx.execute(select(UnitRow.code, UnitRow.id))}
    waiting: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if row.get("parent") in waiting or row["code"] in waiting:
            _insert_units(tx, waiting, ids)
        waiting[row["code"]] = row
    _insert_units(tx, waiting, ids)
    return ids


def _insert_units(tx: Transaction, waiting: dict[str, Mapping[str, Any]], ids: dict[str, int]) -> None:
    if waiting:
        values = [_unit_values(row, ids) for row in waiting.values()]
        returning = insert(UnitRow).returning(UnitRow.id, sort_by_parameter_order=True)
        ids |= zip(waiting, tx.execute(returning, values).scalars().all(), strict=True)
        waiting.clear()


def _unit_values(row: Mapping[str, Any], ids: Mapping[str, int]) -> dict[str, Any]:
    values = {key: row[key] for key in ("code", "name", "level", "function")}
    values |= {"commune_code": row.get("commune_code"), "parent_id": _id_of(row.get("parent"), ids)}
    values |= {"phone": row.get("phone", ""), "address": row.get("address", "")}
    return values | {policy: bool(row.get(policy, False)) for policy in ("needs_approval", "needs_proof")}


def _staff_values(row: Mapping[str, Any], ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "unit_id": _id_of(row["unit"], ids),
        "name": row["name"],
        "title": row.get("title", ""),
        "phone": row.get("phone", ""),
        "role": row["role"],
        "login": row.get("login"),
        "password_hash": row.get("password_hash"),
        "has_clearance": row.get("has_clearance", False),
        "is_active": True,
        "topics": list(row.get("topics", ())),
        "is_on_duty": row.get("is_on_duty", False),
        "absent_from": _day(row, "absent_from"),
        "absent_until": _day(row, "absent_until"),
    }


def _day(row: Mapping[str, Any], field: str) -> date | None:
    return date.fromisoformat(row[field]) if row.get(field) else None


def _id_of(code: str | None, ids: Mapping[str, int]) -> int | None:
    if code is None:
        return None
    if code not in ids:
        raise Invalid(f"Không có đơn vị nào mang mã {code}.")
    return ids[code]

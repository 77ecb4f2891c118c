"""Many units and people written at once as they were planned: each with its history, the whole checked at the end."""

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import insert, update

from intake import meta, setting_log
from intake.db import Transaction
from intake.directory import units
from intake.directory.directory_check import require_no_new_problem, sentences_of
from intake.directory.officer_data import TAKES_CASES, OfficerData, plain_of, standing_of, subject_of
from intake.directory.units import UnitData, data_of
from intake.errors import Invalid
from intake.notices import handover
from intake.officers.directory_plan import Plan, Step
from intake.officers.way_in import has_administrator
from intake.queries.office.directory_keys import staff_keys, unit_ids
from intake.setting_log import Act
from intake.tables import StaffRow, UnitRow


def write_units(tx: Transaction, plan: Plan, *, why: str, actor: str) -> int:
    """Add and change units as planned; return how many. Parents stand before their children in a plan.

    Raises:
        Invalid: rules would lead nowhere, or no reason is given.
    """
    problems, ids = sentences_of(tx), unit_ids(tx)
    for step in plan.steps:
        data: UnitData = step.data
        if step.refers_to:
            data = replace(data, parent_id=ids[step.refers_to])
        values = asdict(data)
        before = asdict(data_of(tx, step.id)) if step.id is not None else None
        if step.id is None:
            ids[data.code] = int(tx.execute(insert(UnitRow).values(**values).returning(UnitRow.id)).scalar_one())
        else:
            tx.execute(update(UnitRow).where(UnitRow.id == step.id).values(**values))
        act = Act(why, actor, "unit.add" if before is None else "unit.change")
        setting_log.keep(tx, units.subject_of(ids[data.code]), values, before=before, act=act)
    meta.bump(tx, "directory")
    require_no_new_problem(tx, problems)
    return len(plan.steps)


def write_staff(tx: Transaction, plan: Plan, *, why: str, actor: str) -> int:
    """Add and change people as planned; return how many. Nobody gets a password: it is given on their own page.

    Raises:
        Invalid: rules would lead to nobody, nobody could administer the house any more, or no reason is given.
    """
    problems = sentences_of(tx)
    written = [(_write_person(tx, step, why=why, actor=actor), step.refers_to) for step in plan.steps]
    keys = staff_keys(tx).by_login
    for staff_id, substitute in written:
        if substitute in keys:  # who stands in came in the same file
            named = {"substitute_id": keys[substitute]}
            tx.execute(update(StaffRow).where(StaffRow.id == staff_id).values(**named))
    meta.bump(tx, "directory")
    _require_administrator(tx)
    require_no_new_problem(tx, problems)
    return len(plan.steps)


def _write_person(tx: Transaction, step: Step, *, why: str, actor: str) -> int:
    data: OfficerData = step.data
    values: dict[str, Any] = {**asdict(data), "topics": list(data.topics)}
    if step.id is None:
        row = insert(StaffRow).values(**values, is_active=True).returning(StaffRow.id)
        staff_id = int(tx.execute(row).scalar_one())
        setting_log.keep(tx, subject_of(staff_id), plain_of(data), before=None, act=Act(why, actor, "staff.add"))
        return staff_id
    before = standing_of(tx, step.id).data
    tx.execute(update(StaffRow).where(StaffRow.id == step.id).values(**values))
    if before != data:
        act = Act(why, actor, "staff.change")
        setting_log.keep(tx, subject_of(step.id), plain_of(data), before=plain_of(before), act=act)
    if before.unit_id != data.unit_id or data.role not in TAKES_CASES:
        handover.hand_over(tx, step.id, None, why=why, actor=actor)
    elif before.has_clearance and not data.has_clearance:
        handover.hand_over(tx, step.id, None, why=why, actor=actor, only_sealed=True)
    return step.id


def _require_administrator(tx: Transaction) -> None:
    if not has_administrator(tx):
        raise Invalid("Tệp này làm mất quản trị viên cuối cùng nên không được áp dụng.")

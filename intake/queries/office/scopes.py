"""How far a member of staff sees, told by their role and by where their unit stands in the tree."""

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from intake.db import Snapshot
from intake.engine.prepared import Prepared
from intake.tables import StaffRelationRow, StaffRow, StaffUnitTieRow, UnitRow


def _downwards() -> Select[tuple[int]]:
    tree = select(bindparam("unit_id", type_=UnitRow.id.type).label("id")).cte("below", recursive=True)
    unit = aliased(UnitRow)
    tree = tree.union(select(unit.id).join(tree, unit.parent_id == tree.c.id))
    return select(tree.c.id)


def _upwards() -> Select[tuple[int]]:
    line = select(UnitRow.id, UnitRow.parent_id).where(UnitRow.id == bindparam("unit_id"))
    above = line.cte("lineage", recursive=True)
    unit = aliased(UnitRow)
    above = above.union(select(unit.id, unit.parent_id).join(above, unit.id == above.c.parent_id))
    return select(above.c.id)


# Every page asks all of this of whoever looks at it, and putting it into words takes longer than the answer.
_BELOW = Prepared(_downwards())
_LINEAGE = Prepared(_upwards())
_UNITS = Prepared(select(func.count()).select_from(UnitRow))
_LEVEL = Prepared(select(UnitRow.level).where(UnitRow.id == bindparam("unit_id")))
_TIES = Prepared(select(StaffUnitTieRow.unit_id).where(StaffUnitTieRow.staff_id == bindparam("staff_id")))
_KIN = Prepared(
    select(StaffRelationRow.other_staff_id)
    .where(StaffRelationRow.staff_id == bindparam("staff_id"))
    .union(select(StaffRelationRow.staff_id).where(StaffRelationRow.other_staff_id == bindparam("staff_id")))
)
_ABSENT = Prepared(
    select(StaffRow.id, StaffRow.role, StaffRow.unit_id, StaffRow.substitute_id, UnitRow.level, UnitRow.parent_id)
    .join(UnitRow, UnitRow.id == StaffRow.unit_id)
    .where(
        StaffRow.is_active.is_(True),
        StaffRow.absent_from <= bindparam("today"),
        or_(StaffRow.absent_until.is_(None), StaffRow.absent_until >= bindparam("today")),
    )
)


def scope_of(snap: Snapshot, *, role: str, unit_id: int, level: str, parent_id: int | None) -> frozenset[int] | None:
    """Return the units whose cases a role in a unit sees; None means all.

    An officer sees their own unit; a head also everything below it; the reception of a commune the whole commune; the
    reception of the province its own desk, and with it whatever is screened there; a supervisor, and the head of the
    unit that is above every other, all.
    """
    if role == "supervisor":
        return None
    if role == "head":
        units = below(snap, unit_id)
        return None if parent_id is None and _are_all(snap, units) else units
    if role == "reception" and level == "commune" and parent_id is not None:
        return below(snap, _commune_top(snap, unit_id, parent_id))
    return frozenset({unit_id})


def lent_scope(snap: Snapshot, staff_id: int) -> frozenset[int] | None:
    """Return the units that a person sees today only because they stand in for somebody absent; None means all.

    Whoever is told of a case in another's place must be able to open it. Clearance for sealed cases is not lent.
    """
    absent = {row.id: row for row in snap.execute(_ABSENT, {"today": snap.today})}
    lent: frozenset[int] = frozenset()
    for row in absent.values():
        passed, at = {row.id}, row.substitute_id
        while at in absent and at not in passed:
            passed.add(at)
            at = absent[at].substitute_id
        if at == staff_id and at not in absent:
            scope = scope_of(snap, role=row.role, unit_id=row.unit_id, level=row.level, parent_id=row.parent_id)
            if scope is None:
                return None
            lent |= scope
    return lent


def _are_all(snap: Snapshot, units: frozenset[int]) -> bool:
    """Tell whether these are all units: whoever heads the whole office sees what a supervisor sees."""
    return int(snap.execute(_UNITS).scalar_one()) == len(units)


def _commune_top(snap: Snapshot, unit_id: int, parent_id: int) -> int:
    level = snap.execute(_LEVEL, {"unit_id": parent_id}).scalar()
    return parent_id if level == "commune" else unit_id


def below(snap: Snapshot, unit_id: int) -> frozenset[int]:
    """Return a unit and every unit below it."""
    return frozenset(snap.execute(_BELOW, {"unit_id": unit_id}).scalars())


def lineage_of(snap: Snapshot, unit_id: int) -> frozenset[int]:
    """Return a unit and every unit above it."""
    return frozenset(snap.execute(_LINEAGE, {"unit_id": unit_id}).scalars())


def ties_of(snap: Snapshot, staff_id: int) -> frozenset[int]:
    """Return the bodies that a member of staff is tied to by declaration, with every unit above them."""
    tied = snap.execute(_TIES, {"staff_id": staff_id}).scalars()
    return frozenset(above for one in tied for above in lineage_of(snap, one))


def kin_of(snap: Snapshot, staff_id: int) -> frozenset[int]:
    """Return who is close to a member of staff, whoever of the two has declared it."""
    return frozenset(snap.execute(_KIN, {"staff_id": staff_id}).scalars())

"""What still has its home in a unit and must find another before the unit closes, each as a sentence."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, exists, func, or_, select

from intake.db import Snapshot
from intake.directory import directory
from intake.tables import BookingRow, CaseRow, CaseTaskRow, ReceptionDayRow, RoutingRuleRow, StaffRow, UnitRow

_NAMED = 5


def obstacles_of(snap: Snapshot, unit_id: int) -> tuple[str, ...]:
    """Return why a unit cannot close yet; nothing where it can.

    A sealed case is told by no number and no code: it is among what the head of the unit is asked to look at.
    """
    return (*_cases(snap, unit_id), *_people(snap, unit_id), *_below(snap, unit_id), *_rules(snap, unit_id))


def _cases(snap: Snapshot, unit_id: int) -> Iterator[str]:
    here = (CaseRow.is_open.is_(True), or_(CaseRow.lead_unit_id == unit_id, CaseRow.screening_unit_id == unit_id))
    plain = (*here, CaseRow.is_sealed.is_(False))
    if count := snap.execute(select(func.count()).select_from(CaseRow).where(*plain)).scalar_one():
        codes = snap.execute(select(CaseRow.code).where(*plain).order_by(CaseRow.id).limit(_NAMED)).scalars()
        more = f" và {count - _NAMED} hồ sơ khác" if count > _NAMED else ""
        yield f"Còn hồ sơ đang mở cần chuyển nơi khác: {', '.join(codes)}{more}."
    open_task = (CaseTaskRow.unit_id == unit_id, CaseTaskRow.status == "open")
    booked = exists().where(BookingRow.day_id == ReceptionDayRow.id, BookingRow.status == "booked")
    to_come = (ReceptionDayRow.unit_id == unit_id, ReceptionDayRow.starts_at > snap.now, booked)
    sealed = (*here, CaseRow.is_sealed.is_(True))
    if any(_is_any(snap, where) for where in (open_task, to_come, sealed)):
        yield "Còn việc phối hợp, lịch tiếp công dân hoặc hồ sơ chỉ người phụ trách thấy: xin người đứng đầu xem lại."


def _is_any(snap: Snapshot, where: tuple[ColumnElement[bool], ...]) -> bool:
    return bool(snap.execute(select(exists().where(*where))).scalar())


def _people(snap: Snapshot, unit_id: int) -> Iterator[str]:
    here = (StaffRow.unit_id == unit_id, StaffRow.is_active.is_(True))
    names = list(snap.execute(select(StaffRow.name).where(*here).order_by(StaffRow.id)).scalars())
    if names:
        yield f"Còn cán bộ cần chuyển đơn vị hoặc khóa tài khoản: {_listed(names)}."


def _below(snap: Snapshot, unit_id: int) -> Iterator[str]:
    here = (UnitRow.parent_id == unit_id, UnitRow.closed_on.is_(None))
    names = list(snap.execute(select(UnitRow.name).where(*here).order_by(UnitRow.id)).scalars())
    if names:
        yield f"Còn đơn vị trực thuộc: {_listed(names)}."


def _rules(snap: Snapshot, unit_id: int) -> Iterator[str]:
    holds = or_(RoutingRuleRow.to_on.is_(None), RoutingRuleRow.to_on >= snap.today)
    rows = snap.execute(select(RoutingRuleRow.id, RoutingRuleRow.unit_id, RoutingRuleRow.helpers).where(holds))
    named = sorted(
        row.id for row in rows if row.unit_id == unit_id or unit_id in {one.get("unit_id") for one in row.helpers or ()}
    )
    by_function = _by_function(snap, unit_id)
    if found := sorted({*named, *by_function}):
        yield f"Còn quy tắc phân việc dẫn tới đây: số {_listed([str(one) for one in found])}."


def _by_function(snap: Snapshot, unit_id: int) -> Iterator[int]:
    """Yield the rules that lead here by function, in a place that has no other unit of that function."""
    known = directory.snapshot(snap)
    unit = known.units[unit_id]
    alike = (unit.function, unit.level, unit.commune_code)
    others = [one for one in known.units.values() if (one.function, one.level, one.commune_code) == alike]
    if any(one.id != unit_id and not one.is_closed for one in others):
        return
    for rule in known.rules:
        here = unit.level == "province" or rule.commune_code == unit.commune_code
        if rule.unit_id is None and (rule.function, rule.level) == (unit.function, unit.level) and here:
            yield rule.id


def _listed(names: list[str]) -> str:
    more = f" và {len(names) - _NAMED} khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more

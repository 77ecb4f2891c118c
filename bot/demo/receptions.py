"""Reception days of the demo province: its chairman once a month, the home commune's twice, for months ahead."""

from datetime import date, time, timedelta

from bot.demo.province import HOME_COMMUNE, chairman
from intake.access import Viewer
from intake.db import Transaction
from intake.directory import directory
from intake.directory.outline import TOP
from intake.officers.staff import viewer_for
from intake.receptions import reception_plans
from intake.receptions.reception_plans import Plan
from routing.directory import Unit

_AHEAD = timedelta(days=90)
_DAYS = ((0, "province", 8), (2, "commune", 8), (16, "commune", 8))  # from next Monday, level, hour
_SEATS = 10


def plan_receptions(tx: Transaction, today: date) -> int:
    """Plan the days after a day; return how many were added."""
    planner = viewer_for(tx, chairman(tx))
    monday = today + timedelta(days=7 - today.weekday())
    return sum(
        reception_plans.plan(tx, planner, _plan(_unit(tx, planner, level), monday + timedelta(days=ahead), hour)).added
        for ahead, level, hour in _DAYS
    )


def _unit(tx: Transaction, planner: Viewer, level: str) -> Unit:
    wanted = f"UBND {HOME_COMMUNE}"
    units = directory.snapshot(tx).units
    if level == "province":
        return units[planner.unit_id]
    return next(unit for unit in units.values() if unit.name == wanted and unit.function == TOP)


def _plan(unit: Unit, first: date, hour: int) -> Plan:
    return Plan(
        unit_id=unit.id,
        host=f"Chủ tịch {unit.name}",
        place=unit.address or f"Trụ sở {unit.name}",
        first=first,
        until=first + _AHEAD,
        pattern="monthly",
        starts=time(hour),
        ends=time(hour + 3),
        seats=_SEATS,
    )

"""Signs in the deadlines themselves: counts that stopped, limits that were extended, kinds changed for a longer one."""

from typing import Any

from sqlalchemy import Date, FromClause, Subquery, and_, func, literal, or_, select

from intake.law.statutes import load_statutes
from intake.queries.figures.signs.base import (
    Found,
    Frame,
    Sign,
    days_between,
    edges,
    events,
    first_edge,
    is_day,
    occurrence,
)
from intake.tables import ClockChangeRow, ClockRow

_ALARM = "alarm_45"  # a warning to the head, no deadline


def _stops(frame: Frame) -> Subquery:
    """Return the moments at which clocks of a case stopped together, with the nearest day that was due."""
    change = ClockChangeRow.__table__
    least = {name: func.min(change.c[name]).label(name) for name in ("id", "clock_id", "staff_id", "on_day")}
    return (
        select(
            change.c.case_id, change.c.cause, change.c.at, *least.values(), func.min(change.c.due_before).label("due")
        )
        .where(change.c.change == "pause", frame.period.holds(change.c.at))
        .group_by(change.c.case_id, change.c.cause, change.c.at)
        .subquery("stops")
    )


def _stood_still(frame: Frame, stop: Subquery) -> Any:  # noqa: ANN401 - an expression
    again = ClockChangeRow.__table__.alias("again")
    where = (again.c.clock_id == stop.c.clock_id, again.c.id > stop.c.id, again.c.change.in_(("resume", "end")))
    until = select(func.min(again.c.on_day)).where(*where).scalar_subquery()
    return days_between(frame.snap, stop.c.on_day, func.coalesce(until, literal(frame.snap.today, Date)))


def _pauses(frame: Frame) -> Found:
    stop = _stops(frame)
    return occurrence(stop, note=stop.c.cause, days=_stood_still(frame, stop))


def _pauses_late(frame: Frame) -> Found:
    stop, edge = _stops(frame), edges(frame)
    found = occurrence(stop, note=stop.c.cause, days=_stood_still(frame, stop))
    return found.join(edge, is_day(edge, stop.c.due)).where(stop.c.at >= edge.c.eve_at)


def _extended(frame: Frame) -> tuple[FromClause, Found]:
    change = ClockChangeRow.__table__.alias("extension")
    found = occurrence(change, days=days_between(frame.snap, change.c.due_before, change.c.due_after))
    return change, found.where(change.c.change == "extend", frame.period.holds(change.c.at))


def _extensions(frame: Frame) -> Found:
    return _extended(frame)[1]


def _extensions_late(frame: Frame) -> Found:
    edge = edges(frame)
    change, found = _extended(frame)
    return found.join(edge, is_day(edge, change.c.due_before)).where(change.c.at >= edge.c.eve_at)


def _extensions_back(frame: Frame) -> Found:
    edge = edges(frame)
    change, found = _extended(frame)
    is_late = or_(change.c.on_day < first_edge(frame), change.c.at >= edge.c.late_at)
    return found.outerjoin(edge, is_day(edge, change.c.on_day)).where(is_late)


def _longer(frame: Frame) -> Found:
    """Find screenings at which a clock was stopped and the one in its place ends later, or there is none any more."""
    event = events("screening")
    old, new = ClockRow.__table__.alias("old"), ClockRow.__table__.alias("new")
    stopped = and_(
        old.c.case_id == event.c.case_id,
        old.c.ended_at == event.c.at,
        old.c.status == "stopped",
        old.c.stage != _ALARM,
    )
    instead = and_(
        new.c.case_id == old.c.case_id,
        new.c.stage == old.c.stage,
        new.c.started_at == event.c.at,
        new.c.id > old.c.id,
    )
    gained = func.max(days_between(frame.snap, old.c.due_on, new.c.due_on))
    kinds = event.c.data["was_kind"].as_string() + ">" + event.c.data["kind"].as_string()
    return (
        occurrence(event, note=kinds, days=gained)
        .join(old, stopped)
        .outerjoin(new, instead)
        .where(
            event.c.move == "screen", frame.period.holds(event.c.at), event.c.data["was_kind"].as_string().is_not(None)
        )
        .where(or_(new.c.id.is_(None), new.c.due_on > old.c.due_on))
        .group_by(event.c.id, event.c.case_id, event.c.staff_id, event.c.at, kinds)
    )


_PAUSES = load_statutes().pauses
SIGNS = (
    Sign(
        "pauses",
        "Dừng tính hạn",
        "Mỗi lần dừng tính hạn của một hồ sơ là một lượt; số ngày là số ngày theo lịch từ lúc dừng đến lúc tính tiếp, "
        "kết thúc, hoặc đến hôm nay nếu còn dừng.",
        _pauses,
        about="ngày không tính",
        notes=_PAUSES,
    ),
    Sign(
        "pauses_late",
        "Dừng sát hạn",
        "Lượt dừng tính hạn làm trong 2 ngày làm việc cuối trước ngày đến hạn gần nhất, hoặc trong chính ngày đó.",
        _pauses_late,
        about="ngày không tính",
        notes=_PAUSES,
    ),
    Sign(
        "extensions",
        "Gia hạn",
        "Mỗi lần một thời hạn được gia hạn là một lượt; số ngày là số ngày theo lịch hạn được lùi lại.",
        _extensions,
        about="ngày thêm",
    ),
    Sign(
        "extensions_late",
        "Gia hạn sát hạn",
        "Lượt gia hạn ghi vào sổ trong 2 ngày làm việc cuối trước hạn cũ, hoặc trong chính ngày đến hạn cũ.",
        _extensions_late,
        about="ngày thêm",
    ),
    Sign(
        "extensions_back",
        "Gia hạn ghi lùi ngày",
        "Lượt gia hạn ghi vào sổ muộn hơn 3 ngày làm việc so với ngày ký quyết định gia hạn.",
        _extensions_back,
        about="ngày thêm",
    ),
    Sign(
        "longer",
        "Đổi loại, hạn dài ra",
        "Lượt phân loại đổi loại hồ sơ mà hạn cùng bước lùi lại hoặc không còn; lĩnh vực không làm đổi hạn.",
        _longer,
        about="ngày dài thêm",
    ),
)

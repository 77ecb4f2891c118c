"""Signs in the hands that a case went through: passed round, or sent back to where it had been ("đùn đẩy")."""

from typing import Any

from sqlalchemy import Subquery, and_, case, exists, func, or_, select

from intake.queries.figures.signs.base import Events, Found, Frame, Sign, days_between, events, occurrence

MANY_PASSES = 3
_PASSES = ("transfer", "return")
_HANDS = ("register", "screen", *_PASSES)


def _is_pass(event: Events) -> Any:  # noqa: ANN401 - a condition
    """Return the condition for a case leaving a unit; another officer of the same unit is no pass."""
    stays = event.c.data["from_unit_id"].as_string() == event.c.data["unit_id"].as_string()
    return and_(event.c.move.in_(_PASSES), or_(event.c.move == "return", ~stays))


def _moved(frame: Frame) -> Subquery:
    """Return the cases passed on in the period that can have gone round, with the passes of their whole life."""
    recent, passed = events("recent"), events("passed")
    in_period = select(recent.c.case_id).where(recent.c.move.in_(_PASSES), frame.period.holds(recent.c.at)).distinct()
    passes, returns = func.count(), func.sum(case((passed.c.move == "return", 1), else_=0))
    return (
        select(passed.c.case_id, passes.label("passes"))
        .where(passed.c.case_id.in_(in_period), _is_pass(passed))
        .group_by(passed.c.case_id)
        .having(or_(passes > 1, returns > 0))
        .subquery("moved")
    )


def _came_back(case_id: Any) -> Any:  # noqa: ANN401 - a column in, a condition out
    """Return the condition that a unit was given a case which it had passed on before."""
    back, gone = events("back"), events("gone")
    same = gone.c.data["from_unit_id"].as_string() == back.c.data["unit_id"].as_string()
    had_it = exists().where(gone.c.case_id == back.c.case_id, gone.c.id < back.c.id, _is_pass(gone), same)
    return exists().where(back.c.case_id == case_id, back.c.move.in_(("transfer", "screen")), had_it)


def _round(frame: Frame) -> Found:
    event, before, moved = events("passing"), events("before"), _moved(frame)
    since = (
        select(func.max(before.c.at))
        .where(before.c.case_id == event.c.case_id, before.c.id < event.c.id, before.c.move.in_(_HANDS))
        .scalar_subquery()
    )
    return (
        occurrence(event, note=event.c.move, days=days_between(frame.snap, since, event.c.at))
        .join(moved, moved.c.case_id == event.c.case_id)
        .where(_is_pass(event), frame.period.holds(event.c.at))
        .where(or_(moved.c.passes >= MANY_PASSES, _came_back(moved.c.case_id)))
    )


SIGNS = (
    Sign(
        "round",
        "Chuyển lòng vòng",
        "Mỗi lần chuyển đi hoặc trả về của hồ sơ đã qua tay từ 3 lần, hoặc đã quay lại đơn vị từng giữ; tính cho người "
        "chuyển, số ngày là thời gian hồ sơ nằm đó trước khi chuyển.",
        _round,
        about="ngày nằm chờ",
        notes={"transfer": "Chuyển đơn vị khác", "return": "Trả về bộ phận tiếp nhận"},
    ),
)

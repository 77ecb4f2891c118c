"""The cases behind a number of the board: the same conditions as the count, a page at a time, the newest first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from intake.access import Viewer, own_cases
from intake.db import Snapshot
from intake.figures.facts import DIMENSIONS, MOVES, NO_DEADLINE
from intake.figures.periods import Period
from intake.figures.standing import AGES, age_is, is_unmet
from intake.queries.case_lines import CaseLine, lines_of, select_lines
from intake.tables import CaseEventRow, CaseRow, ClockRow, RatingRow

PAGE = 40
LOW_MARK = 2
_Condition = Callable[[Snapshot, Period], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases; `after` is the key of the next page, None at the end."""

    cases: tuple[CaseLine, ...]
    after: int | None


def _now(condition: Callable[[Snapshot], ColumnElement[bool]]) -> _Condition:
    return lambda snap, _period: and_(CaseRow.is_open.is_(True), condition(snap))


def _aged(age: str) -> _Condition:
    return _now(lambda snap: age_is(snap, age))


def _at(column: Any) -> _Condition:  # noqa: ANN401 - a column of instants
    return lambda _snap, period: period.holds(column)


def _moved(fact: str) -> _Condition:
    moves = [move for move, counted in MOVES.items() if counted == fact]

    def condition(_snap: Snapshot, period: Period) -> ColumnElement[bool]:
        event = CaseEventRow
        return CaseRow.id.in_(select(event.case_id).where(event.move.in_(moves), period.holds(event.at)))

    return condition


def _deadline(*, is_local: bool, is_late: bool) -> _Condition:
    def condition(snap: Snapshot, period: Period) -> ColumnElement[bool]:
        clock = ClockRow
        ended = (clock.status == "met", clock.ended_on.between(period.since, period.until))
        late = (clock.ended_on > clock.due_on,) if is_late else ()
        met = select(clock.case_id).where(*ended, *late, clock.stage.not_in(NO_DEADLINE), clock.is_local.is_(is_local))
        passed = select(clock.case_id).where(is_unmet(snap, period), clock.is_local.is_(is_local))
        return CaseRow.id.in_(met.union(passed))

    return condition


def _rated(column: Any, *, most: int | None = None) -> _Condition:  # noqa: ANN401 - a column of marks
    def condition(_snap: Snapshot, period: Period) -> ColumnElement[bool]:
        is_given = column.is_not(None) if most is None else column <= most
        return CaseRow.id.in_(select(RatingRow.case_id).where(period.holds(RatingRow.at), is_given))

    return condition


FACTS: Mapping[str, _Condition] = {
    "open": lambda _snap, _period: CaseRow.is_open.is_(True),
    "overdue": _now(lambda snap: CaseRow.due_on < snap.today),
    **{f"age_{number}": _aged(age) for number, age in enumerate(AGES)},
    "told": _at(CaseRow.registered_at),
    "closed": _at(CaseRow.closed_at),
    "replied": _at(CaseRow.first_reply_at),
    "answered": _at(CaseRow.answered_at),
    **{fact: _moved(fact) for fact in sorted(set(MOVES.values()))},
    "law_all": _deadline(is_local=False, is_late=False),
    "law_late": _deadline(is_local=False, is_late=True),
    "local_all": _deadline(is_local=True, is_late=False),
    "local_late": _deadline(is_local=True, is_late=True),
    "rated": _rated(RatingRow.result),
    "rated_low": _rated(RatingRow.result, most=LOW_MARK),
    "manner": _rated(RatingRow.attitude),
    "manner_low": _rated(RatingRow.attitude, most=LOW_MARK),
}
OF_NOW = frozenset({"open", "overdue", *(f"age_{number}" for number in range(len(AGES)))})


def cases_behind(
    snap: Snapshot,
    viewer: Viewer,
    fact: str,
    period: Period,
    *,
    narrowed: Mapping[str, str],
    ground: str = "",
    before: int | None = None,
) -> CasePage:
    """Return one page of the cases that a number counts; nothing for those who see no cases.

    Args:
        snap: the book.
        viewer: whose sight it is.
        fact: one of `FACTS`.
        period: of the number; figures of now do not ask for it.
        narrowed: keys by dimension; a blank key means those that have none.
        ground: only those refused on this ground.
        before: the key that the page before has told.
    """
    where = [own_cases(viewer), FACTS[fact](snap, period)]
    where += [_has(DIMENSIONS[name], key) for name, key in narrowed.items()]
    if ground:
        event = CaseEventRow
        refused = (event.move == "refuse", period.holds(event.at), event.data["ground"].as_string() == ground)
        where.append(CaseRow.id.in_(select(event.case_id).where(*refused)))
    if before is not None:
        where.append(CaseRow.id < before)
    statement = select_lines().where(*where).order_by(CaseRow.id.desc()).limit(PAGE + 1)
    lines = lines_of(snap, snap.execute(statement))
    return CasePage(lines[:PAGE], lines[PAGE - 1].id if len(lines) > PAGE else None)


def _has(column: str, key: str) -> ColumnElement[bool]:
    field: Any = getattr(CaseRow, column)
    if not key:
        return field.is_(None) if field.nullable else field == ""  # type: ignore[no-any-return]
    if column.endswith("_id"):
        return field == int(key)  # type: ignore[no-any-return]
    return field == key  # type: ignore[no-any-return]

"""The folders of the inbox: one table of conditions from which lists and their counts are both made.

A list shows the oldest danger first (due date, those without one last) or, where nothing presses any more, the newest.
Pages are cut by key: the next one begins after the last row shown, however many rows lie before it. What a viewer sees
is asked for in parts that do not overlap, each from an index of open cases: a list costs what it shows, not what lies
in the book.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from intake import overdue
from intake.access import Viewer, coordinated_cases, parts_of_own, parts_of_visible, visible_cases
from intake.db import Snapshot
from intake.lifecycle import DECIDERS
from intake.queries.case_lines import CaseLine, lines_of, select_lines
from intake.queries.inbox.narrowing import Filters, narrowed
from intake.queries.inbox.task_lines import of_tasks
from intake.tables import CaseRow

PAGE = 40
COUNTED = 1_000  # counts end here: nobody works off a thousand cases by their number
_MAX_DIGITS = 16
_FEW_UNITS = 20
_Condition = Callable[[Snapshot, Viewer], ColumnElement[bool]]
_Keys = Select[Any, int]
_OPEN = CaseRow.is_open.is_(True)
_WAITS = CaseRow.state == literal_column("'awaiting_approval'")  # in the words of its index
_UNOWNED = or_(CaseRow.officer_id.is_(None), CaseRow.state == "screening")


def _due_soon(snap: Snapshot, _viewer: Viewer) -> ColumnElement[bool]:
    return and_(CaseRow.due_on >= snap.today, CaseRow.due_on <= overdue.due_soon_until(snap))


def _of_reception(viewer: Viewer) -> ColumnElement[bool]:
    return CaseRow.suspicion.is_not(None) if viewer.role == "reception" else false()


def _to_approve(_snap: Snapshot, viewer: Viewer) -> ColumnElement[bool]:
    """What waits for the viewer to approve it; nobody approves what they wrote themselves."""
    is_anothers = or_(CaseRow.draft_by.is_(None), CaseRow.draft_by != viewer.id)
    return and_(_WAITS, is_anothers) if viewer.role in DECIDERS else false()


# Of open cases, all but `all`.
FOLDERS: Mapping[str, _Condition] = {
    "screening": lambda _snap, _viewer: CaseRow.state == "screening",
    "unassigned": lambda _snap, _viewer: _UNOWNED,
    "mine": lambda _snap, viewer: CaseRow.officer_id == viewer.id,
    "unit": lambda _snap, viewer: CaseRow.lead_unit_id == viewer.unit_id,
    "to_approve": _to_approve,
    "coordinating": lambda _snap, viewer: coordinated_cases(viewer),
    "due_soon": _due_soon,
    "overdue": lambda snap, _viewer: CaseRow.due_on < snap.today,
    "gravely_late": lambda snap, _viewer: CaseRow.due_on <= overdue.gravely_late_until(snap),
    "waiting": lambda _snap, _viewer: CaseRow.state.in_(("waiting_citizen", "intended")),
    "answered": lambda _snap, _viewer: CaseRow.state == "answered",
    "suspect": lambda _snap, viewer: _of_reception(viewer),
    "all_open": lambda _snap, _viewer: true(),
    "all": lambda _snap, _viewer: true(),
}
# Folders that are of no use to other roles.
ONLY_FOR: Mapping[str, Collection[str]] = {"suspect": frozenset({"reception"}), "to_approve": DECIDERS}
_NEWEST_FIRST = frozenset({"answered", "all"})
# Work that others answer for lies in a folder of its own; the rest are what the viewer's units answer for.
_WITH_OTHERS = frozenset({"coordinating", "all"})
# Few, and found from an index of their own; in one pass with the others each case would have to be read.
_APART = "to_approve"
_OWN = tuple(name for name in FOLDERS if name not in {*_WITH_OTHERS, _APART})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cases; `after` is the key of the next page, None at the end."""

    cases: tuple[CaseLine, ...]
    after: str | None


def counts(snap: Snapshot, viewer: Viewer, filters: Filters | None = None) -> dict[str, int]:
    """Return how many cases each folder holds under these filters, none told beyond `COUNTED`.

    `all`, which only grows, is not counted. Words that are searched narrow a list and no count: a folder stays as full
    as it is while somebody looks for something.
    """
    where = narrowed(snap, replace(filters or Filters(), query=""))
    counted = _each_for_itself if viewer.scope is None else _in_one_pass
    helped = _at_most(and_(_in("coordinating", snap, viewer), *where))
    return {
        **counted(snap, viewer, where),
        _APART: _count_in(snap, viewer, _APART, where) if viewer.role in DECIDERS else 0,
        "coordinating": int(snap.execute(select(helped)).scalar_one()),
    }


def count(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters, most: int = COUNTED) -> int:
    """Return how many cases lie in one folder under these filters; more than `most` are not counted."""
    return _count_in(snap, viewer, folder, narrowed(snap, filters), most)


def _count_in(
    snap: Snapshot, viewer: Viewer, folder: str, narrow: Iterable[ColumnElement[bool]], most: int = COUNTED
) -> int:
    where = (_in(folder, snap, viewer), *narrow)
    parts = [_at_most(and_(part, *where), most) for part in _parts(folder, viewer)]
    return min(sum(int(one) for one in snap.execute(select(*parts)).one()), most)


def page(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters | None = None, after: str = "") -> Page:
    """Return one page of a folder; an unknown folder is read as `all_open`, a key that is none as the beginning."""
    name = folder if folder in FOLDERS else "all_open"
    parts = _parts(name, viewer)
    where = and_(_in(name, snap, viewer), *narrowed(snap, filters or Filters()))
    cut = partial(_newest_first, is_of_few=_sees_few(viewer)) if name in _NEWEST_FIRST else _danger_first
    arms = [one.limit(PAGE + 1) for part in parts for one in cut(part, where, *_key(after))]
    keys = union_all(*(select(arm.subquery()) for arm in arms)).subquery()
    danger = (keys.c.due_on.asc().nulls_last(), keys.c.id)
    order = (keys.c.id.desc(),) if name in _NEWEST_FIRST else danger
    ids = list(snap.execute(select(keys.c.id).order_by(*order).limit(PAGE + 1)).scalars())
    lines = _lines(snap, ids[:PAGE])
    shown = of_tasks(snap, viewer, lines) if name == "coordinating" else lines
    if len(ids) <= PAGE:
        return Page(shown, None)
    last = lines[-1]
    return Page(shown, f"{last.due.on.isoformat() if last.due else 'none'}.{last.id}")


def holds(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters) -> ColumnElement[bool]:
    """Return the condition on `cases` for what lies in a folder under these filters."""
    parts = _parts(folder, viewer)
    return and_(or_(*parts), _in(folder, snap, viewer), *narrowed(snap, filters))


def _parts(name: str, viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """Return what a viewer sees in a folder as conditions of which a case meets at most one.

    Whoever has many units meets a case of theirs every few rows: one walk from the newest back finds a page of `all`
    sooner than each part by itself, of which the last would be walked to its end.
    """
    if name == "all" and not _sees_few(viewer):
        return (visible_cases(viewer),)
    return (parts_of_visible if name in _WITH_OTHERS else parts_of_own)(viewer)


def _sees_few(viewer: Viewer) -> bool:
    return viewer.scope is not None and len(viewer.scope) <= _FEW_UNITS


def _lines(snap: Snapshot, ids: list[int]) -> tuple[CaseLine, ...]:
    lines = {line.id: line for line in lines_of(snap, snap.execute(select_lines().where(CaseRow.id.in_(ids))))}
    return tuple(lines[one] for one in ids)


def _in(name: str, snap: Snapshot, viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition of a folder; what is held as an advertisement lies in its own and among `all`."""
    condition = FOLDERS[name](snap, viewer)
    if name == "all":
        return condition
    return and_(_OPEN, condition) if name == "suspect" else and_(_OPEN, condition, CaseRow.suspicion.is_(None))


def _each_for_itself(snap: Snapshot, viewer: Viewer, where: Iterable[ColumnElement[bool]]) -> dict[str, int]:
    """Count for somebody who sees everything: each folder ends at its bound, from the index that suits it."""
    (sight,) = parts_of_own(viewer)
    columns = [_at_most(and_(sight, _in(name, snap, viewer), *where)).label(name) for name in _OWN]
    row = snap.execute(select(*columns)).one()
    return {name: int(getattr(row, name)) for name in _OWN}


def _at_most(where: ColumnElement[bool], most: int = COUNTED) -> Any:  # noqa: ANN401 - a scalar subquery
    some = select(literal(1)).select_from(CaseRow).where(where).limit(most).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _in_one_pass(snap: Snapshot, viewer: Viewer, where: Iterable[ColumnElement[bool]]) -> dict[str, int]:
    """Count for the units of somebody: what is open there is gone through once."""
    narrow = tuple(where)
    columns = [func.count().filter(_in(name, snap, viewer)).label(name) for name in _OWN]
    parts = [select(*columns).select_from(CaseRow).where(part, _OPEN, *narrow) for part in parts_of_own(viewer)]
    rows = snap.execute(union_all(*parts)).all()
    return {name: min(sum(int(getattr(row, name)) for row in rows), COUNTED) for name in _OWN}


def _danger_first(
    part: ColumnElement[bool], where: ColumnElement[bool], due_on: date | None, case_id: int | None
) -> Iterator[_Keys]:
    """Yield the keys after this one: those with a day, and those without."""
    dated = select(CaseRow.due_on, CaseRow.id).where(part, where, CaseRow.due_on.is_not(None))
    undated = select(null().cast(Date).label("due_on"), CaseRow.id).where(part, where, CaseRow.due_on.is_(None))
    if due_on is not None:
        dated = dated.where(tuple_(CaseRow.due_on, CaseRow.id) > tuple_(literal(due_on, Date), literal(case_id)))
    elif case_id is not None:
        undated = undated.where(CaseRow.id > case_id)
    if case_id is None or due_on is not None:
        yield dated.order_by(CaseRow.due_on, CaseRow.id)
    yield undated.order_by(CaseRow.id)


def _newest_first(
    part: ColumnElement[bool], where: ColumnElement[bool], _due_on: object, case_id: int | None, *, is_of_few: bool
) -> Iterator[_Keys]:
    later = select(CaseRow.due_on, CaseRow.id).where(part, where)
    # what few units hold is found by them and sorted; from the newest case of the whole book back it would be far down
    order = CaseRow.id + 0 if is_of_few else CaseRow.id
    yield (later if case_id is None else later.where(CaseRow.id < case_id)).order_by(order.desc())


def _key(after: str) -> tuple[date | None, int | None]:
    day, _, number = after.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < _MAX_DIGITS):
        return None, None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None, int(number)

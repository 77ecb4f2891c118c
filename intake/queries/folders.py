"""The folders of the inbox: one table of conditions from which lists and their counts are both made.

A list shows the oldest danger first (due date, those without one last) or, where nothing presses any more, the newest.
Pages are cut by key: the next one begins after the last row shown, however many rows lie before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from intake import codes, overdue
from intake.access import Viewer, coordinated_cases, own_cases, visible_cases
from intake.db import Snapshot
from intake.queries.case_lines import CaseLine, Rows, lines_of, select_lines
from intake.queries.task_lines import of_tasks
from intake.tables import CaseRow
from routing.text import shadow

PAGE = 40
_MAX_WORDS = 12
_MAX_DIGITS = 16
_CODE_TAIL = 4
_Condition = Callable[[Snapshot, Viewer], ColumnElement[bool]]
_OPEN = CaseRow.is_open.is_(True)


def _due_soon(snap: Snapshot, _viewer: Viewer) -> ColumnElement[bool]:
    return and_(_OPEN, CaseRow.due_on >= snap.today, CaseRow.due_on <= overdue.due_soon_until(snap))


def _of_reception(viewer: Viewer) -> ColumnElement[bool]:
    return true() if viewer.role == "reception" else false()


FOLDERS: Mapping[str, _Condition] = {
    "screening": lambda _snap, _viewer: CaseRow.state == "screening",
    "mine": lambda _snap, viewer: and_(_OPEN, CaseRow.officer_id == viewer.id),
    "unit": lambda _snap, viewer: and_(_OPEN, CaseRow.lead_unit_id == viewer.unit_id),
    "coordinating": lambda _snap, viewer: and_(_OPEN, coordinated_cases(viewer)),
    "due_soon": _due_soon,
    "overdue": lambda snap, _viewer: and_(_OPEN, CaseRow.due_on < snap.today),
    "waiting": lambda _snap, _viewer: CaseRow.state.in_(("waiting_citizen", "intended")),
    "answered": lambda _snap, _viewer: CaseRow.state == "answered",
    "suspect": lambda _snap, viewer: and_(_OPEN, CaseRow.suspicion.is_not(None), _of_reception(viewer)),
    "all_open": lambda _snap, _viewer: _OPEN,
    "all": lambda _snap, _viewer: true(),
}
_NEWEST_FIRST = frozenset({"answered", "all"})
# Work that others answer for lies in a folder of its own; the rest are what the viewer's units answer for.
_WITH_OTHERS = frozenset({"coordinating", "all"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means any. `query` is searched in code, words and place."""

    query: str = ""
    topic: str = ""
    kind: str = ""
    unit_id: int | None = None
    officer_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cases; `after` is the key of the next page, None at the end."""

    cases: tuple[CaseLine, ...]
    after: str | None


def counts(snap: Snapshot, viewer: Viewer, filters: Filters | None = None) -> dict[str, int]:
    """Return how many cases each folder holds under these filters; `all`, which only grows, is not counted."""
    narrowed = _narrowed(filters or Filters())
    own = tuple(name for name in FOLDERS if name not in _WITH_OTHERS)
    columns = [func.count(CaseRow.id).filter(_in(name, snap, viewer)).label(name) for name in own]
    row = snap.execute(select(*columns).where(own_cases(viewer), _OPEN, *narrowed)).one()
    helped = select(func.count(CaseRow.id)).where(FOLDERS["coordinating"](snap, viewer), *narrowed)
    return {**{name: int(getattr(row, name)) for name in own}, "coordinating": int(snap.execute(helped).scalar_one())}


def page(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters | None = None, after: str = "") -> Page:
    """Return one page of a folder; an unknown folder is read as `all_open`, a key that is none as the beginning."""
    name = folder if folder in FOLDERS else "all_open"
    sight = visible_cases if name in _WITH_OTHERS else own_cases
    where = (sight(viewer), _in(name, snap, viewer), *_narrowed(filters or Filters()))
    statement = select_lines().where(*where).limit(PAGE + 1)
    ordered = _newest_first(statement, after) if name in _NEWEST_FIRST else _danger_first(statement, after)
    lines = lines_of(snap, snap.execute(ordered))
    shown = of_tasks(snap, viewer, lines[:PAGE]) if name == "coordinating" else lines[:PAGE]
    if len(lines) <= PAGE:
        return Page(shown, None)
    last = lines[PAGE - 1]
    return Page(shown, f"{last.due.on.isoformat() if last.due else 'none'}.{last.id}")


def _in(name: str, snap: Snapshot, viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition of a folder; what is held as an advertisement lies in its own and among `all`."""
    condition = FOLDERS[name](snap, viewer)
    return condition if name in {"suspect", "all"} else and_(condition, CaseRow.suspicion.is_(None))


def _danger_first(statement: Rows, after: str) -> Rows:
    due_on, case_id = _key(after)
    if case_id is not None:
        later = and_(CaseRow.due_on.is_(None), CaseRow.id > case_id)
        if due_on is not None:
            same_day = and_(CaseRow.due_on == due_on, CaseRow.id > case_id)
            later = or_(CaseRow.due_on > due_on, same_day, CaseRow.due_on.is_(None))
        statement = statement.where(later)
    return statement.order_by(CaseRow.due_on.asc().nulls_last(), CaseRow.id)


def _newest_first(statement: Rows, after: str) -> Rows:
    _, case_id = _key(after)
    if case_id is not None:
        statement = statement.where(CaseRow.id < case_id)
    return statement.order_by(CaseRow.id.desc())


def _key(after: str) -> tuple[date | None, int | None]:
    day, _, number = after.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < _MAX_DIGITS):
        return None, None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None, int(number)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    exact = {
        CaseRow.topic: filters.topic or None,
        CaseRow.kind: filters.kind or None,
        CaseRow.lead_unit_id: filters.unit_id,
        CaseRow.officer_id: filters.officer_id,
    }
    where: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value is not None]
    if filters.query.strip():
        where.append(_found(filters.query))
    return where


def _found(query: str) -> ColumnElement[bool]:
    """Search by the code, by its last four signs, or by words that all stand in the text, with or without marks."""
    signs = query.strip().upper()
    if code := codes.tidy_code(query):
        return CaseRow.code == code
    words = shadow(query).split()[:_MAX_WORDS]
    in_text = and_(*((" " + CaseRow.folded).like(f"% {word}%") for word in words)) if words else false()
    if len(signs) == _CODE_TAIL and signs.isalnum() and signs.isascii():
        return or_(CaseRow.code.like(f"%{signs}"), in_text)
    return in_text

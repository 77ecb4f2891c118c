"""Who may see which rows: the one place where a viewer's scope becomes a condition of a query."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true

from intake.db import Snapshot
from intake.engine.long_lists import none_of, one_of
from intake.tables import CaseExclusionRow, CasePersonExclusionRow, CaseRow, CaseTaskRow, ConversationRow, UtteranceRow

ROLES = ("reception", "officer", "head", "supervisor", "administrator", "observer")
ROLES_WITH_CASES = frozenset({"reception", "officer", "head", "supervisor"})
_once_a_viewer = lru_cache(maxsize=512)  # a page asks ten times; a viewer says all that a condition depends on


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in member of staff and what falls within their sight.

    Attributes:
        scope: units whose cases they see; None means the whole province (supervisor).
        lineage: their own unit and every unit above it; an exclusion of any of these excludes them.
        kin: who is close to them by declaration; a case that accuses one of these is not for them.
        ties: bodies that they are tied to by declaration, with all above; a case that accuses one is not for them.
        has_clearance: whether sealed cases (denunciations) within the scope may be seen.
    """

    id: int
    name: str
    title: str
    role: str
    unit_id: int
    unit_name: str
    scope: frozenset[int] | None
    lineage: frozenset[int]
    has_clearance: bool
    kin: frozenset[int] = frozenset()
    ties: frozenset[int] = frozenset()

    @property
    def sees_cases(self) -> bool:
        """Whether this role reads cases at all; administrators and observers see figures and settings only."""
        return self.role in ROLES_WITH_CASES


@_once_a_viewer
def visible_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for what the viewer may see; every list, count and search applies it."""
    return _within(viewer, or_(_in_hands(viewer), _with_task(viewer, "open", "done")))


@_once_a_viewer
def own_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those of which the viewer's units answer for the whole."""
    return _within(viewer, _in_hands(viewer))


def coordinated_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those in which one of the viewer's units still has a task to do."""
    return _within(viewer, _with_task(viewer, "open"))


def taken_in_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those that may stand in the viewer's own reception book, wherever they went.

    A visit was paid to a unit and stays in its book; what is sealed, held or accuses somebody close is no less covered.
    """
    return _within(viewer, true())


@_once_a_viewer
def parts_of_own(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """Return `own_cases` as conditions of which a case meets at most one: each is answered from an index of its own."""
    return tuple(_within(viewer, part) for part in _parts_in_hands(viewer))


@_once_a_viewer
def parts_of_visible(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """Return `visible_cases` as conditions of which a case meets at most one."""
    if viewer.scope is None:
        return parts_of_own(viewer)
    units = viewer.scope
    theirs = (_is_none_of(CaseRow.lead_unit_id, units), _is_none_of(CaseRow.screening_unit_id, units))
    not_mine = func.coalesce(CaseRow.officer_id, 0) != viewer.id
    helped = and_(_with_task(viewer, "open", "done"), *theirs, not_mine)
    return (*parts_of_own(viewer), _within(viewer, helped))


def _within(viewer: Viewer, part: ColumnElement[bool]) -> ColumnElement[bool]:
    if not viewer.sees_cases:
        return false()
    is_open_to = or_(CaseRow.is_sealed.is_(False), true() if viewer.has_clearance else false())
    is_let_go = or_(CaseRow.suspicion.is_(None), true() if viewer.role == "reception" else false())
    return and_(part, is_open_to, is_let_go, not_excluded(viewer))


@_once_a_viewer
def not_excluded(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those that accuse neither the viewer, nor anybody close, nor a unit above.

    The few excluded cases of a person are found once for a query, not looked up for each row of it.
    """
    by_unit, by_person = _excluded(viewer)
    return and_(CaseRow.id.not_in(by_unit), CaseRow.id.not_in(by_person))


def excluded(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for the few that `not_excluded` leaves out."""
    by_unit, by_person = _excluded(viewer)
    return CaseRow.id.in_(by_unit.union(by_person))


def _excluded(viewer: Viewer) -> tuple[Select[int], Select[int]]:
    units, people = CaseExclusionRow, CasePersonExclusionRow
    by_unit = select(units.case_id).where(units.unit_id.in_(sorted(viewer.lineage | viewer.ties)))
    return by_unit, select(people.case_id).where(people.staff_id.in_(sorted(viewer.kin | {viewer.id})))


def known_cases(viewer: Viewer | None) -> ColumnElement[bool]:
    """Return the condition on `cases` for those whose existence a person of the house may know of."""
    if viewer is None:
        return CaseRow.is_sealed.is_(False)
    return and_(not_excluded(viewer), or_(CaseRow.is_sealed.is_(False), visible_cases(viewer)))


@_once_a_viewer
def visible_utterances(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `utterances`: sealed words are seen only with their sealed case."""
    if not viewer.sees_cases:
        return false()
    # one case is looked up for each line, not all visible ones collected first, as "exists" lets a database do;
    # correlated to the utterance alone: the query around it may speak of cases too
    its_case = select(CaseRow.id).where(CaseRow.id == UtteranceRow.case_id, visible_cases(viewer))
    seen_through_case = UtteranceRow.case_id == its_case.correlate(UtteranceRow).scalar_subquery()
    restricted = ConversationRow.restricted_at.is_not(None)
    is_restricted = (
        exists().where(ConversationRow.id == UtteranceRow.conversation_id, restricted).correlate(UtteranceRow)
    )
    open_talk = and_(UtteranceRow.case_id.is_(None), ~is_restricted) if _sees_caseless_talk(viewer) else false()
    return or_(seen_through_case, and_(UtteranceRow.is_sealed.is_(False), open_talk))


def counted_cases() -> ColumnElement[bool]:
    """Return the condition on `cases` for public figures and for viewers who see no cases: nothing sealed or held."""
    return and_(CaseRow.is_sealed.is_(False), CaseRow.suspicion.is_(None))


def _sees_caseless_talk(viewer: Viewer) -> bool:
    return viewer.role in {"reception", "supervisor"}


def _in_hands(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.scope is None:
        return true()
    units = viewer.scope
    return or_(
        one_of(CaseRow.lead_unit_id, units), one_of(CaseRow.screening_unit_id, units), CaseRow.officer_id == viewer.id
    )


def _parts_in_hands(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    if viewer.scope is None:
        return (true(),)
    units = viewer.scope
    not_led, not_screened = _is_none_of(CaseRow.lead_unit_id, units), _is_none_of(CaseRow.screening_unit_id, units)
    return (
        one_of(CaseRow.lead_unit_id, units),
        and_(one_of(CaseRow.screening_unit_id, units), not_led),
        and_(CaseRow.officer_id == viewer.id, not_led, not_screened),
    )


def _is_none_of(column: Any, units: frozenset[int]) -> ColumnElement[bool]:  # noqa: ANN401 - a column of units
    return none_of(func.coalesce(column, 0), units)


def _with_task(viewer: Viewer, *statuses: str) -> ColumnElement[bool]:
    """A unit that was asked to help sees the case until it is released; what it has reported stays in its sight.

    What the machine asks of a sealed case opens nothing of it: only a person shares that.
    """
    tasks = select(CaseTaskRow.case_id).where(CaseTaskRow.status.in_(statuses))
    if viewer.scope is not None:
        tasks = tasks.where(one_of(CaseTaskRow.unit_id, viewer.scope))
    if not viewer.has_clearance:  # nothing sealed is seen by any way
        return CaseRow.id.in_(tasks)
    by_hand = tasks.where(CaseTaskRow.added_by.is_not(None))
    # first of all tasks: from an "or" of two lists alone PostgreSQL would read every case of the book
    return and_(CaseRow.id.in_(tasks), or_(CaseRow.is_sealed.is_(False), CaseRow.id.in_(by_hand)))


def may_see_case(snap: Snapshot, viewer: Viewer, case_id: int) -> bool:
    """Tell whether one case lies within the viewer's sight."""
    return bool(snap.execute(exists().where(CaseRow.id == case_id, visible_cases(viewer)).select()).scalar())

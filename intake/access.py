"""Who may see which rows: the one place where a viewer's scope becomes a condition of a query."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select, true

from intake.db import Snapshot
from intake.tables import CaseExclusionRow, CaseRow, CaseTaskRow, UtteranceRow

ROLES = ("reception", "officer", "head", "supervisor", "administrator", "observer")
ROLES_WITH_CASES = frozenset({"reception", "officer", "head", "supervisor"})


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in member of staff and what falls within their sight.

    Attributes:
        scope: units whose cases they see; None means the whole province (supervisor).
        lineage: their own unit and every unit above it; an exclusion of any of these excludes them.
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

    @property
    def sees_cases(self) -> bool:
        """Whether this role reads cases at all; administrators and observers see figures and settings only."""
        return self.role in ROLES_WITH_CASES


def visible_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for what the viewer may see; every list, count and search applies it."""
    return _within(viewer, or_(_in_hands(viewer), _with_task(viewer, "open", "done")))


def own_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those of which the viewer's units answer for the whole."""
    return _within(viewer, _in_hands(viewer))


def coordinated_cases(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for those in which one of the viewer's units still has a task to do."""
    return _within(viewer, _with_task(viewer, "open"))


def _within(viewer: Viewer, part: ColumnElement[bool]) -> ColumnElement[bool]:
    if not viewer.sees_cases:
        return false()
    return and_(part, or_(CaseRow.is_sealed.is_(False), _may_unseal(viewer)))


def visible_utterances(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `utterances`: sealed words are seen only with their sealed case."""
    if not viewer.sees_cases:
        return false()
    # correlated to the utterance alone: the query around it may speak of cases too
    seen_through_case = (
        exists().where(CaseRow.id == UtteranceRow.case_id, visible_cases(viewer)).correlate(UtteranceRow)
    )
    open_talk = UtteranceRow.case_id.is_(None) if _sees_caseless_talk(viewer) else false()
    return or_(seen_through_case, and_(UtteranceRow.is_sealed.is_(False), open_talk))


def counted_cases() -> ColumnElement[bool]:
    """Return the condition on `cases` for public figures and for viewers without sight of cases: nothing sealed."""
    return CaseRow.is_sealed.is_(False)


def _sees_caseless_talk(viewer: Viewer) -> bool:
    return viewer.role in {"reception", "supervisor"}


def _in_hands(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.scope is None:
        return true()
    units = sorted(viewer.scope)
    return or_(CaseRow.lead_unit_id.in_(units), CaseRow.screening_unit_id.in_(units), CaseRow.officer_id == viewer.id)


def _with_task(viewer: Viewer, *statuses: str) -> ColumnElement[bool]:
    """A unit that was asked to help sees the case until it is released; what it has reported stays in its sight."""
    tasks = select(CaseTaskRow.case_id).where(CaseTaskRow.status.in_(statuses))
    if viewer.scope is not None:
        tasks = tasks.where(CaseTaskRow.unit_id.in_(sorted(viewer.scope)))
    return CaseRow.id.in_(tasks)


def _may_unseal(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.has_clearance:
        return false()
    excluded = exists().where(
        CaseExclusionRow.case_id == CaseRow.id, CaseExclusionRow.unit_id.in_(sorted(viewer.lineage))
    )
    return not_(excluded)


def may_see_case(snap: Snapshot, viewer: Viewer, case_id: int) -> bool:
    """Tell whether one case lies within the viewer's sight."""
    return bool(snap.execute(exists().where(CaseRow.id == case_id, visible_cases(viewer)).select()).scalar())

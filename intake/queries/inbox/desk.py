"""The inbox as one answer: folders with their counts, kept filters, one list, and what it may be narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.access import Viewer
from intake.db import Snapshot
from intake.directory import directory
from intake.lifecycle import Move, Standing, table_of
from intake.queries.case_lines import CaseLine, unit_name
from intake.queries.inbox import folders
from intake.queries.inbox.bulk import MOVES
from intake.queries.inbox.folders import Page
from intake.queries.inbox.kept_filters import Saved, saved
from intake.queries.inbox.narrowing import Filters
from intake.queries.inbox.news import moment
from intake.queries.reception.commitments import late_commitments
from routing.directory import Directory, Unit
from routing.kinds import Kind

_MOST_OFFICERS = 80
_OF_ONE_PLACE = 40  # so many units are the divisions of one commune or of one body


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list may be narrowed to: numbers with names; of a whole province only the part that was chosen."""

    units: tuple[tuple[int, str], ...]
    officers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder of the inbox and all that stands around it.

    `offered` are the moves that may be made on many of its cases at once, `late_promises` counts what was promised face
    to face and is overdue, `seen` is the moment of which it tells.
    """

    counts: dict[str, int]
    page: Page
    saved: tuple[Saved, ...]
    choices: Choices
    offered: tuple[Move, ...]
    late_promises: int
    seen: int


def desk(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters, after: str = "") -> Desk:
    """Return a folder of the inbox under these filters, from the key `after` on."""
    page = folders.page(snap, viewer, folder, filters, after)
    return Desk(
        counts=folders.counts(snap, viewer, filters),
        page=page,
        saved=saved(snap, viewer),
        choices=_choices(snap, viewer, filters),
        offered=_offered(viewer, folder, page.cases),
        late_promises=late_commitments(snap, viewer),
        seen=moment(snap),
    )


def _offered(viewer: Viewer, folder: str, lines: Sequence[CaseLine]) -> tuple[Move, ...]:
    """Return which of the moves on many cases there is for some of these, by their state and the viewer's part."""
    helps = folder == "coordinating" and viewer.scope is not None
    return tuple(move for move in MOVES if any(_is_offered(viewer, move, one, helps=helps) for one in lines))


def _is_offered(viewer: Viewer, move: Move, line: CaseLine, *, helps: bool) -> bool:
    rule = table_of(Kind(line.kind), Standing(line.standing)).get(move)
    part = "coordinating" if helps else "lead"
    return rule is not None and rule.is_for(line.state, viewer.role, part)


def _choices(snap: Snapshot, viewer: Viewer, filters: Filters) -> Choices:
    known = directory.snapshot(snap)
    units = _units(known, viewer, filters)
    of = {filters.unit_id} if filters.unit_id else {one.id for one in units if viewer.scope is not None}
    officers = [(one.id, one.name) for one in known.officers.values() if one.unit_id in of]
    return Choices(
        tuple((one.id, unit_name(known, one.id)) for one in units),
        tuple(officers) if len(officers) <= _MOST_OFFICERS else (),
    )


def _units(known: Directory, viewer: Viewer, filters: Filters) -> list[Unit]:
    if viewer.scope is not None and len(viewer.scope) <= _OF_ONE_PLACE:
        return [known.units[one] for one in sorted(viewer.scope) if one in known.units]
    chosen = known.units.get(filters.unit_id or 0)
    place = filters.commune or (chosen.commune_code if chosen else None)
    near = [one for one in known.units.values() if (one.commune_code == place if place else one.level == "province")]
    return near if chosen is None or chosen in near else [chosen, *near]

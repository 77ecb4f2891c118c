"""Two cases side by side: what both tell and where they stand, without what is only needed to work on one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from intake.access import Viewer
from intake.db import Snapshot
from intake.errors import NotFound
from intake.lifecycle import Move, moves_for
from intake.people.situations import situation_of
from intake.queries.case.case_clocks import ClockLine, clocks_of
from intake.queries.case.case_page import Legal, legal_of, line_of, row_of
from intake.queries.case.similar import Similar, similar_to
from intake.queries.case_lines import CaseLine
from intake.queries.talk.talk import FileLine, files_of_case


@dataclass(frozen=True, slots=True)
class Side:
    """What is shown of one case."""

    line: CaseLine
    text: str
    answer: str | None
    legal: Legal
    clocks: tuple[ClockLine, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two cases; `alike` says in what, None where the machine finds nothing alike.

    `can_join`: the viewer may join the first one to the other.
    """

    sides: tuple[Side, Side]
    alike: Similar | None
    can_join: bool


def beside(snap: Snapshot, viewer: Viewer, first_id: int, other_id: int) -> Beside:
    """Return two cases side by side. A seal is compared with a seal.

    Raises:
        NotFound: one of them is none within the viewer's sight, it is the same twice, or only one is sealed.
    """
    first, other = (row_of(snap, viewer, one) for one in (first_id, other_id))
    if first_id == other_id or first.is_sealed != other.is_sealed:
        raise NotFound
    alike = next((one for one in similar_to(snap, viewer, first) if one.id == other_id), None)
    may_join = Move.JOIN in moves_for(situation_of(snap, viewer, first))
    sides = (_side(snap, viewer, first), _side(snap, viewer, other))
    return Beside(sides, alike, bool(alike and alike.can_lead and may_join))


def _side(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> Side:
    line = line_of(snap, viewer, case.id)
    clocks, files = clocks_of(snap, case.id), files_of_case(snap, case.id)
    return Side(line, case.text, case.answer, legal_of(snap, case), clocks, files)

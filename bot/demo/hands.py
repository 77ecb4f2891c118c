"""Makes moves as members of staff: finds who may make a move on a case, and makes it through `intake.cases`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from intake import cases
from intake.access import Viewer
from intake.db import Database, Snapshot
from intake.deadlines import clocks
from intake.directory import directory, exclusions
from intake.directory.outline import PROVINCE_RECEPTION, TOP
from intake.lifecycle import DUTIES, CaseState, Move, outcomes_of
from intake.moves import NewFile
from intake.officers.staff import viewer_for
from intake.queries.case.colleagues import colleagues
from intake.receipts import CaseStatus, status_of
from routing.directory import Directory, Officer, full_unit_name
from routing.kinds import Kind
from routing.topics import load_catalogue

_KEPT_BY_THE_PROVINCE = frozenset({"khoang_san", "lam_nghiep"})  # as the routing rules of the demo province say


class Hands:
    """The staff of the demo province, as those who may act; `overseer_id` is somebody who sees everything."""

    def __init__(self, db: Database, overseer_id: int) -> None:
        self._db = db
        self._overseer_id = overseer_id
        self._viewers: dict[int, Viewer] = {}
        with db.read() as snap:
            self._known = directory.snapshot(snap)
        self._units = {full_unit_name(self._known, unit_id): unit_id for unit_id in self._known.units}

    def state_of(self, case_id: int) -> CaseState:
        """Return where a case stands now."""
        return CaseState(self._status(case_id).state)

    def is_sealed(self, case_id: int) -> bool:
        """Tell whether only cleared staff may have a case."""
        return self._status(case_id).is_sealed

    def lead_unit_of(self, case_id: int) -> int | None:
        """Return the unit in charge now."""
        return self._units.get(self._status(case_id).unit)

    def unit_for(self, case_id: int, kind: str, topic: str, commune_code: str) -> int:
        """Return the unit that should have a case: the commune's where it handles the topic, else the province's.

        A sealed case goes to the two bodies of the province whose officers are cleared for it.
        """
        if self._status(case_id).is_sealed:
            inspects = kind == Kind.DENUNCIATION or topic == "tham_nhung"
            return _unit(self._known, "Thanh tra tỉnh" if inspects else PROVINCE_RECEPTION, "province", None)
        by_commune = load_catalogue().topics[topic].commune_unit
        if kind == Kind.COMPLAINT:
            return _unit(self._known, TOP, "commune", commune_code)
        if by_commune is None or topic in _KEPT_BY_THE_PROVINCE:
            return self.province_unit_for(topic)
        return _unit(self._known, by_commune, "commune", commune_code)

    def province_unit_for(self, topic: str) -> int:
        """Return the body of the province for a topic."""
        return _unit(self._known, load_catalogue().topics[topic].province_unit or PROVINCE_RECEPTION, "province", None)

    def is_shut_out(self, case_id: int, unit_id: int) -> bool:
        """Tell whether a unit must not have a case, because it is what the case is about."""
        with self._db.read() as snap:
            return exclusions.of(snap, case_id).bars_unit(unit_id, self._known)

    def outcomes_of(self, case_id: int) -> tuple[str, ...]:
        """Return how a case can be answered."""
        return outcomes_of(Kind(self._status(case_id).kind))

    def respondent_for(self, case_id: int) -> str:
        """Return whom a complaint or denunciation that lies at this unit may be about, by who decides it."""
        unit = self._known.units.get(self.lead_unit_of(case_id) or 0)
        return "commune_staff" if unit is not None and unit.level == "commune" else "department_staff"

    def duties_of(self, case_id: int) -> list[str]:
        """Return what the law still asks for after a decision."""
        with self._db.read() as snap:
            return [stage for stage in clocks.running_stages(snap, case_id) if stage in DUTIES]

    def wants_approval(self, case_id: int) -> bool:
        """Tell whether an answer of the unit in charge goes through a second pair of hands."""
        unit = self._known.units.get(self.lead_unit_of(case_id) or 0)
        return unit is not None and unit.wants_approval(self._status(case_id).kind)

    def may(self, case_id: int, move: Move) -> bool:
        """Tell whether anybody in the office may make a move now."""
        with self._db.read() as snap:
            case = status_of(snap, case_id)
            actor = self._actor(snap, case, move, None)
            return move in cases.moves_of(snap, actor, case_id)

    def draft_of(self, case_id: int) -> dict[str, str] | None:
        """Return the draft that waits to be approved, None where there is none."""
        with self._db.read() as snap:
            return cases.draft_of(snap, case_id)

    def due_on(self, case_id: int) -> date | None:
        """Return the day on which the first of the clocks of a case ends."""
        with self._db.read() as snap:
            first = clocks.nearest(snap, case_id)
            return first.due_on if first else None

    def colleague_of(self, case_id: int) -> str:
        """Return the login of somebody of the units at work on a case, blank where nobody there signs in."""
        with self._db.read() as snap:
            found = colleagues(snap, self._viewer(snap, self._overseer_id), case_id)
        return found[0].login if found else ""

    def code_of(self, case_id: int) -> str:
        """Return the code of a case."""
        return self._status(case_id).code

    def make(
        self,
        case_id: int,
        move: Move,
        fields: Mapping[str, str],
        *,
        files: Sequence[NewFile] = (),
        unit_id: int | None = None,
    ) -> None:
        """Make a move as the first member of staff who may, of a unit if one is named.

        Raises:
            Conflict: the move does not exist in the case's present state.
            Invalid: the book does not let it be made so.
        """
        with self._db.transaction() as tx:
            actor = self._actor(tx, status_of(tx, case_id), move, unit_id)
            cases.act(tx, case_id, move, actor=actor, fields=fields, files=files)

    def _status(self, case_id: int) -> CaseStatus:
        with self._db.read() as snap:
            return status_of(snap, case_id)

    def _actor(self, snap: Snapshot, case: CaseStatus, move: Move, unit_id: int | None) -> Viewer:
        named = [one for one in self._known.officers.values() if one.unit_id == unit_id]
        for officer in (*named, *self._candidates(case)):
            viewer = self._viewer(snap, officer.id)
            if move in cases.moves_of(snap, viewer, case.case_id):
                return viewer
        return self._viewer(snap, self._overseer_id)

    def _candidates(self, case: CaseStatus) -> Iterator[Officer]:
        """Yield who is in charge, then their colleagues, then the desks that screen, the head last of each."""
        here = self._units.get(case.unit)
        colleagues = [one for one in self._known.officers.values() if one.unit_id == here]
        yield from sorted(colleagues, key=lambda one: (one.name != case.officer, one.is_head, one.id))
        parent = self._known.units[here].parent_id if here else None
        beside = {unit.id for unit in self._known.units.values() if unit.parent_id == parent}
        yield from (one for one in self._known.officers.values() if one.is_reception and one.unit_id in beside)

    def _viewer(self, snap: Snapshot, staff_id: int) -> Viewer:
        if staff_id not in self._viewers:
            self._viewers[staff_id] = viewer_for(snap, staff_id)
        return self._viewers[staff_id]


def _unit(known: Directory, function: str, level: str, commune_code: str | None) -> int:
    found = known.unit_of(function, level, commune_code)
    if found is None:
        raise LookupError(f"the demo province has no {function} ({level} {commune_code})")
    return found.id

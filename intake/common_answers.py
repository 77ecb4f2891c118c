"""How one answer reaches each case of a group: sent at once, or, where its own unit wants four eyes, as a draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from intake.access import Viewer, may_see_case
from intake.db import Snapshot
from intake.directory import directory
from intake.lifecycle import CaseState, Move, Standing, table_of
from intake.people.situations import situation_of
from routing.kinds import Kind

TAKEN_FOR_ALL: Mapping[Move, Move] = {
    Move.ANSWER: Move.ANSWER,
    Move.APPROVE: Move.ANSWER,
    Move.INTERIM: Move.INTERIM,
    Move.CLOSE: Move.CLOSE,
}


def taken_by(snap: Snapshot, actor: Viewer, move: Move, other: Row[Any]) -> Move:
    """Return the move by which a case follows the one that leads it: what its own unit must approve is proposed there.

    Whoever approves for the leader is the second person for the other case too, where they may approve for that one.
    """
    same = TAKEN_FOR_ALL[move]
    unit = directory.snapshot(snap).units.get(other.lead_unit_id or 0)
    if same is not Move.ANSWER or unit is None or not unit.wants_approval(other.kind):
        return same
    return same if move is Move.APPROVE and _may_approve(snap, actor, other) else Move.PROPOSE


def that_wait(snap: Snapshot, actor: Viewer, move: Move, others: Sequence[Row[Any]]) -> frozenset[int]:
    """Return which of these cases would get a draft that waits."""
    if move not in TAKEN_FOR_ALL:
        return frozenset()
    return frozenset(one.id for one in others if taken_by(snap, actor, move, one) is Move.PROPOSE)


def _may_approve(snap: Snapshot, actor: Viewer, other: Row[Any]) -> bool:
    if not may_see_case(snap, actor, other.id):
        return False
    rule = table_of(Kind(other.kind), Standing(other.standing))[Move.APPROVE]
    return rule.is_for(CaseState.AWAITING_APPROVAL, actor.role, situation_of(snap, actor, other).relation)

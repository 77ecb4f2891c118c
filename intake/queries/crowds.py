"""How many different people have told the matter of a case: each with a case of their own, or joined to one."""

from collections.abc import Collection, Iterator

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from intake.db import Snapshot
from intake.people.participants import joined_to
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow

CROWD = "crowd"  # the relation of a case to the one that leads its crowd, and the move that raised its alarm
SPOKEN_FOR = "spoken_for"  # in that move: how many, beside who told it, some of them speak for
# put together once: to alias the cases anew for each page costs more than to ask
_LEADER, _MEMBER = aliased(CaseRow), aliased(CaseRow)
_OF_LEADERS = (CaseLinkRow.relation == CROWD, CaseLinkRow.other_id.in_(bindparam("leader_ids", expanding=True)))
_PEOPLE = (
    select(CaseLinkRow.other_id, func.count(_MEMBER.conversation_id.distinct()).label("people"))
    .join(_LEADER, _LEADER.id == CaseLinkRow.other_id)
    .join(_MEMBER, _MEMBER.id == CaseLinkRow.case_id)
    .where(
        *_OF_LEADERS,
        _LEADER.is_sealed.is_(False),
        _MEMBER.is_sealed.is_(False),
        _MEMBER.conversation_id != _LEADER.conversation_id,
    )
    .group_by(CaseLinkRow.other_id)
)
_MEMBERS = (
    select(CaseLinkRow.case_id, CaseLinkRow.other_id)
    .join(_MEMBER, _MEMBER.id == CaseLinkRow.case_id)
    .where(*_OF_LEADERS, _MEMBER.is_sealed.is_(False))
)


def crowds_of(snap: Snapshot, case_ids: Collection[int]) -> dict[int, int]:
    """Return by case how many people told its matter, or are spoken for; only cases of more than one are in it.

    Nothing sealed is in it or counted, whoever asks: a case that was sealed later has left its crowd.
    """
    if not case_ids:
        return {}
    where = (CaseLinkRow.relation == CROWD, CaseLinkRow.case_id.in_(case_ids))
    links = [(row.case_id, row.other_id) for row in snap.execute(select(CaseLinkRow.__table__).where(*where))]
    leaders = {*case_ids, *(leader for _member, leader in links)}
    sizes = _sizes(snap, leaders)
    for one, more in (*_joined(snap, leaders).items(), *_spoken_for(snap, leaders)):
        sizes[one] = sizes.get(one, 1) + more
    if not sizes:
        return {}
    found = {one: sizes[one] for one in case_ids if one in sizes}
    found |= {member: sizes[leader] for member, leader in links if leader in sizes}
    sealed = _sealed(snap, found)
    return {one: size for one, size in found.items() if one not in sealed}


def _sizes(snap: Snapshot, leader_ids: Collection[int]) -> dict[int, int]:
    rows = snap.execute(_PEOPLE, {"leader_ids": list(leader_ids)})
    return {row.other_id: row.people + 1 for row in rows}


def _joined(snap: Snapshot, leader_ids: Collection[int]) -> dict[int, int]:
    """Return by leading case how many further people joined it or a case of its crowd."""
    found = dict(joined_to(snap, leader_ids))
    members = {row.case_id: row.other_id for row in snap.execute(_MEMBERS, {"leader_ids": list(leader_ids)})}
    for one, more in joined_to(snap, members).items():
        found[members[one]] = found.get(members[one], 0) + more
    return found


def _spoken_for(snap: Snapshot, leader_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the cases whose alarm counted people who are spoken for, and how many."""
    alarms = select(CaseEventRow.case_id, CaseEventRow.data).where(
        CaseEventRow.case_id.in_(leader_ids), CaseEventRow.move == CROWD
    )
    for row in snap.execute(alarms):
        if more := int(row.data.get(SPOKEN_FOR, 0)):
            yield row.case_id, more


def _sealed(snap: Snapshot, case_ids: Collection[int]) -> set[int]:
    return set(snap.execute(select(CaseRow.id).where(CaseRow.id.in_(case_ids), CaseRow.is_sealed.is_(True))).scalars())

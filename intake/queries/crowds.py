"""How many different people have told the matter of a case: each with a case of their own, or joined to one."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from intake.db import Snapshot
from intake.participants import joined_to
from intake.tables import CaseLinkRow, CaseRow

CROWD = "crowd"  # the relation of a case to the one that leads its crowd
_LEADER, _MEMBER = aliased(CaseRow), aliased(CaseRow)  # made once: it costs more than to ask


def crowds_of(snap: Snapshot, case_ids: Collection[int]) -> dict[int, int]:
    """Return by case how many people (conversations) told its matter; only cases that more than one told are in it.

    Nothing sealed is in it or counted, whoever asks: a case that was sealed later has left its crowd.
    """
    if not case_ids:
        return {}
    where = (CaseLinkRow.relation == CROWD, CaseLinkRow.case_id.in_(case_ids))
    links = [(row.case_id, row.other_id) for row in snap.execute(select(CaseLinkRow.__table__).where(*where))]
    leaders = {*case_ids, *(leader for _member, leader in links)}
    sizes = _sizes(snap, leaders)
    for one, more in _joined(snap, leaders).items():
        sizes[one] = sizes.get(one, 1) + more
    if not sizes:
        return {}
    found = {one: sizes[one] for one in case_ids if one in sizes}
    found |= {member: sizes[leader] for member, leader in links if leader in sizes}
    sealed = _sealed(snap, found)
    return {one: size for one, size in found.items() if one not in sealed}


def _sizes(snap: Snapshot, leader_ids: Collection[int]) -> dict[int, int]:
    leader, member = _LEADER, _MEMBER
    counted = (
        select(CaseLinkRow.other_id, func.count(member.conversation_id.distinct()).label("people"))
        .join(leader, leader.id == CaseLinkRow.other_id)
        .join(member, member.id == CaseLinkRow.case_id)
        .where(
            CaseLinkRow.relation == CROWD,
            CaseLinkRow.other_id.in_(leader_ids),
            leader.is_sealed.is_(False),
            member.is_sealed.is_(False),
            member.conversation_id != leader.conversation_id,
        )
        .group_by(CaseLinkRow.other_id)
    )
    return {row.other_id: row.people + 1 for row in snap.execute(counted)}


def _joined(snap: Snapshot, leader_ids: Collection[int]) -> dict[int, int]:
    """Return by leading case how many further people joined it or a case of its crowd."""
    found = dict(joined_to(snap, leader_ids))
    member = _MEMBER
    linked = (
        select(CaseLinkRow.case_id, CaseLinkRow.other_id)
        .join(member, member.id == CaseLinkRow.case_id)
        .where(CaseLinkRow.relation == CROWD, CaseLinkRow.other_id.in_(leader_ids), member.is_sealed.is_(False))
    )
    members = {row.case_id: row.other_id for row in snap.execute(linked)}
    for one, more in joined_to(snap, members).items():
        found[members[one]] = found.get(members[one], 0) + more
    return found


def _sealed(snap: Snapshot, case_ids: Collection[int]) -> set[int]:
    return set(snap.execute(select(CaseRow.id).where(CaseRow.id.in_(case_ids), CaseRow.is_sealed.is_(True))).scalars())

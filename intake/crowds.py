"""The alarm of a crowd: when many people tell one matter, the desk and the head are told once, and the case says so.

One who speaks for many ("đại diện 30 hộ"), at once or in what they add, who comes with many, or signs with them, counts
as those; the law counts heads.

New and newly screened cases are looked at in the order of their events, outside any transaction that others wait for;
what is found is then written in a short one. A cursor remembers how far the events were looked at.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import aliased

from intake import history, meta
from intake.access import counted_cases
from intake.db import Snapshot, Transaction
from intake.directory import directory, exclusions, roster
from intake.lifecycle import Move
from intake.notices import notices
from intake.people import participants
from intake.queries.case.similar import candidates, telling_of
from intake.queries.crowds import CROWD, SPOKEN_FOR, crowds_of
from intake.queries.spokesmen import spoken_by
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow
from routing.decision import COMMUNE_RECEPTION, PROVINCE_RECEPTION
from routing.kinds import Kind
from routing.shared_matters import Crowd, load_shared_matters
from routing.similarity import Pool

BATCH = 400
# events get their number before they are committed: none younger than this is looked at, so that none is passed over
LAG = timedelta(minutes=1)
_KINDS = (Kind.FEEDBACK.value, Kind.PETITION.value, Kind.COMPLAINT.value)
_CHANGES = frozenset(
    {"register", Move.SCREEN.value, Move.RECORD_FORM.value, Move.SUPPLEMENT.value, participants.ALSO_TOLD}
)
_CURSOR = "crowds.seen"


@dataclass(frozen=True, slots=True)
class Found:
    """What one look found: the last event looked at, and cases that tell one matter, the oldest first in each."""

    event_id: int
    crowds: tuple[tuple[int, ...], ...]


def rule_of(snap: Snapshot) -> Crowd:
    """Return how many people within how many days make a crowd here."""
    usual = load_shared_matters().crowd
    own = meta.get(snap, "crowd")
    return Crowd(int(own.get("people", usual.people)), int(own.get("days", usual.days)))


def set_rule(tx: Transaction, rule: Crowd) -> None:
    """Say what makes a crowd here."""
    meta.put(tx, "crowd", {"people": rule.people, "days": rule.days})


def look(snap: Snapshot, limit: int = BATCH) -> Found | None:
    """Look at the next events, at most `limit`; None where there is nothing new."""
    rule = rule_of(snap)
    events = _events(snap, rule, limit)
    if not events:
        return None
    changed = {row.case_id for row in events if row.move in _CHANGES}
    return Found(events[-1].id, tuple(_crowds_around(snap, rule, changed)))


def _events(snap: Snapshot, rule: Crowd, limit: int) -> list[Row[Any]]:
    table = CaseEventRow.__table__
    seen = meta.get(snap, _CURSOR).get("event")
    if seen is None:  # a book that was never looked at: begin with what is recent enough to matter
        recent = (table.c.move == "register", table.c.at >= snap.now - timedelta(days=rule.days))
        first = snap.execute(select(table.c.id).where(*recent).order_by(table.c.at, table.c.id).limit(1)).scalar()
        if first is None:
            return []
        seen = first - 1
    columns = select(table.c.id, table.c.case_id, table.c.move, table.c.at)
    rows = snap.execute(columns.where(table.c.id > seen).order_by(table.c.id).limit(limit)).all()
    ready: list[Row[Any]] = []
    for row in rows:
        if row.at > snap.now - LAG:
            break
        ready.append(row)
    return ready


def _crowds_around(snap: Snapshot, rule: Crowd, changed: Collection[int]) -> Iterator[tuple[int, ...]]:
    since = snap.now - timedelta(days=rule.days)
    counted = (counted_cases(), CaseRow.kind.in_(_KINDS))
    mine = (CaseRow.id.in_(changed), CaseRow.commune_code.is_not(None), CaseRow.registered_at >= since)
    table = CaseRow.__table__
    rows = snap.execute(select(table).where(*mine, *counted)).all()
    family = {row.topic: _told_alike(row.topic) for row in rows}
    rows = sorted(rows, key=lambda row: (row.commune_code, family[row.topic]))
    for (commune, topics), group in groupby(rows, key=lambda row: (row.commune_code, family[row.topic])):
        cases = list(group)
        recent = [row for one in topics for row in snap.execute(candidates(one, commune, since, *counted))]
        rows_of = {row.id: row for row in (*recent, *cases)}
        yield from _crowds_among(rule, rows_of, changed, _beside(snap, rows_of, cases))


def _told_alike(topic: str) -> tuple[str, ...]:
    """Return the topics of which one may be read where another was: dust and noise of one works are one matter."""
    nuisances = load_shared_matters().nuisances
    return tuple(sorted(nuisances)) if topic in nuisances else (topic,)


def _crowds_among(
    rule: Crowd, rows: Mapping[int, Row[Any]], changed: Collection[int], beside: Mapping[int, int]
) -> Iterator[tuple[int, ...]]:
    """Yield the crowds around changed cases, the newest first; those of a crowd are not looked at again."""
    if _people(rows, beside) < rule.people:
        return
    pool = Pool([telling_of(row) for row in rows.values()])
    found: set[int] = set()
    for case_id in sorted(rows.keys() & changed, reverse=True):
        if case_id in found:
            continue
        alike = zip(pool.likenesses(telling_of(rows[case_id])), rows.values(), strict=True)
        members = {case_id: rows[case_id], **{row.id: row for like, row in alike if like.is_sure}}
        if _people(members, beside) >= rule.people:
            found |= members.keys()
            yield tuple(sorted(members))


def _people(rows: Mapping[int, Row[Any]], beside: Mapping[int, int]) -> int:
    """Return how many people told these cases: their tellers, and who else stands behind each."""
    return len({row.conversation_id for row in rows.values()}) + sum(beside.get(one, 0) for one in rows)


def _beside(snap: Snapshot, rows: Mapping[int, Row[Any]], fresh: Iterable[Row[Any]]) -> Mapping[int, int]:
    """Return by case who stands behind it beside its teller: who joined it, and whom a fresh one speaks for."""
    found = Counter(participants.joined_to(snap, rows))
    found.update({case_id: count - 1 for case_id, count in spoken_by(snap, list(fresh)).items()})
    return found


def _spoken_for(snap: Snapshot, members: Sequence[Row[Any]]) -> int:
    """Return for how many more people the tellers speak; who tells it twice speaks for the same."""
    of_teller: dict[int | None, int] = {}
    spoken = spoken_by(snap, members)
    for row in members:
        of_teller[row.conversation_id] = max(of_teller.get(row.conversation_id, 1), spoken[row.id])
    return sum(count - 1 for count in of_teller.values())


def record(tx: Transaction, found: Found) -> int:
    """Write what a look found; return how many alarms were raised. A matter is told once, however it grows."""
    alarms = sum(_record(tx, crowd) for crowd in found.crowds)
    seen = meta.get(tx, _CURSOR).get("event") or 0
    meta.put(tx, _CURSOR, {"event": max(seen, found.event_id)})
    return alarms


def _record(tx: Transaction, case_ids: tuple[int, ...]) -> bool:
    leader = _leader(tx, case_ids)
    if leader is None:
        return False
    columns = select(CaseRow.id, CaseRow.conversation_id, CaseRow.text)
    members = tx.execute(columns.where(CaseRow.id.in_(case_ids), counted_cases())).all()
    _link(tx, leader.id, [one.id for one in members if one.id != leader.id])
    rule, counted = rule_of(tx), _counted(tx, leader.id)
    more = _spoken_for(tx, members) - sum(counted)
    people = crowds_of(tx, [leader.id]).get(leader.id, 1) + more
    if people < rule.people or (counted and more <= 0):
        return False
    data = {"people": people, "days": rule.days, **({SPOKEN_FOR: more} if more else {})}
    at = {"state_from": leader.state, "state_to": leader.state}
    history.add(tx, leader.id, CROWD, actor="system", audience="internal", data=data, **at)
    if counted:  # told once; that it is more by now stands in the case and in the lists
        return False
    who = f"một hồ sơ đứng tên hoặc nói thay cho {people} người, hộ" if len(members) == 1 and more else ""
    who = who or f"{people} người cùng kể một việc trong {rule.days} ngày"
    text = f"Đông người: {who}. Xin xem để trả lời chung."
    notices.tell(tx, _told(tx, leader), key=f"crowd:{leader.id}", kind=CROWD, text=text, case_id=leader.id)
    return True


def _counted(tx: Snapshot, leader_id: int) -> list[int]:
    """Return how many people who are spoken for each alarm of a crowd has counted; empty where none was raised."""
    events = CaseEventRow.__table__
    alarms = select(events.c.data).where(events.c.case_id == leader_id, events.c.move == CROWD)
    return [int(data.get(SPOKEN_FOR, 0)) for data in tx.execute(alarms).scalars()]


def _leader(tx: Transaction, case_ids: tuple[int, ...]) -> Row[Any] | None:
    """Return the case, locked, that leads a crowd: the one that leads some of it already, else the oldest open one."""
    links, leads = CaseLinkRow.__table__, aliased(CaseRow)
    among = links.c.case_id.in_(case_ids) | links.c.other_id.in_(case_ids)
    known = tx.execute(
        select(links.c.other_id)
        .join(leads, leads.id == links.c.other_id)
        .where(links.c.relation == CROWD, among, leads.is_sealed.is_(False))
        .order_by(links.c.id)
        .limit(1)
    ).scalar()
    mine = CaseRow.id == known if known else CaseRow.id.in_(case_ids)
    found = select(CaseRow.__table__).where(mine, counted_cases())
    return tx.execute(found.order_by(CaseRow.is_open.desc(), CaseRow.id).limit(1).with_for_update()).first()


def _link(tx: Transaction, leader_id: int, member_ids: Sequence[int]) -> None:
    """Add cases to a crowd; who is of another crowd stays there, unless the case that led it was sealed."""
    links, leads = CaseLinkRow.__table__, aliased(CaseRow)
    taken = set(
        tx.execute(
            select(links.c.case_id)
            .join(leads, leads.id == links.c.other_id)
            .where(links.c.relation == CROWD, links.c.case_id.in_(member_ids), leads.is_sealed.is_(False))
        ).scalars()
    )
    fresh = [one for one in member_ids if one not in taken]
    if fresh:
        rows = [{"case_id": one, "other_id": leader_id, "relation": CROWD, "at": tx.now} for one in fresh]
        statement = (insert_sqlite if tx.is_sqlite else insert_pg)(CaseLinkRow)
        tx.execute(statement.on_conflict_do_nothing(index_elements=["case_id", "other_id", "relation"]), rows)


def _told(tx: Transaction, leader: Row[Any]) -> list[int]:
    """Return the reception desk of the place and the head of the lead unit, or who stands in for them today.

    Where one of them may not know of the case, the next above hears instead.
    """
    office, units, barred = roster.load(tx), directory.snapshot(tx), exclusions.of(tx, leader.id)
    nobody = roster.Matter(None, None, None, excluded=barred.units, excluded_people=barred.people)
    province = units.unit_of(PROVINCE_RECEPTION, "province")
    here = units.unit_of(COMMUNE_RECEPTION, "commune", leader.commune_code) if leader.commune_code else None
    desk = leader.screening_unit_id or (here.id if here else None)
    desks = replace(nobody, unit_id=desk, desk_unit_id=province.id if province else None)
    lead = replace(nobody, unit_id=leader.lead_unit_id or desk)
    return [*office.officers(desks), *office.heads(lead)]

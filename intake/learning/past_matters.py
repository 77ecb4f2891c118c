"""Registered cases as they were when they came in, read back for a comparison; nothing is changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from intake.clock import start_of
from intake.db import Snapshot
from intake.lifecycle import Move
from intake.tables import CaseEventRow, CaseRow, CorrectionRow
from routing.comparison import Filed, Past
from routing.places import Place, load_gazetteer
from routing.topics import OTHER_TOPIC

_BATCH = 500
_COLUMNS = (
    CaseRow.id, CaseRow.code, CaseRow.text, CaseRow.kind, CaseRow.topic, CaseRow.lead_unit_id, CaseRow.place_text,
    CaseRow.commune_code, CaseRow.is_sealed, CaseRow.confidence, CaseRow.reading, CaseRow.registered_at,
)  # fmt: skip


def registered_between(snap: Snapshot, since: date, until: date) -> Iterator[Past]:
    """Yield the cases that the machine registered from one day to another, both counted, oldest first.

    A case that an officer split off was filed by that officer and is not among them.
    """
    start, end = start_of(since), start_of(until + timedelta(days=1))
    last: tuple[datetime, int] | None = None
    while rows := _page(snap, start, end, last):
        last = (rows[-1].registered_at, rows[-1].id)
        ids = [row.id for row in rows]
        events, communes = _registrations(snap, ids), _first_communes(snap, ids)
        for row in rows:
            if (event := events.get(row.id)) is not None:
                yield _past(row, event, communes.get(row.id, row.commune_code))


def _page(snap: Snapshot, start: datetime, end: datetime, last: tuple[datetime, int] | None) -> Sequence[Row[Any]]:
    found = select(*_COLUMNS).where(CaseRow.registered_at >= start, CaseRow.registered_at < end)
    if last:
        at, case_id = last
        later = or_(CaseRow.registered_at > at, and_(CaseRow.registered_at == at, CaseRow.id > case_id))
        found = found.where(CaseRow.registered_at >= at, later)
    return snap.execute(found.order_by(CaseRow.registered_at, CaseRow.id).limit(_BATCH)).all()


def _registrations(snap: Snapshot, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    table = CaseEventRow.__table__
    where = (table.c.case_id.in_(ids), table.c.move == "register", table.c.staff_id.is_(None))
    return {row.case_id: row.data for row in snap.execute(select(table.c.case_id, table.c.data).where(*where))}


def _first_communes(snap: Snapshot, ids: Sequence[int]) -> dict[int, str | None]:
    """Return the commune that a case had before its citizen, or the first officer, corrected it."""
    table = CorrectionRow.__table__
    where = (table.c.case_id.in_(ids), table.c.field == "commune_code")
    rows = snap.execute(select(table.c.case_id, table.c.proposed).where(*where).order_by(table.c.id.desc()))
    events = CaseEventRow.__table__
    moved = (events.c.case_id.in_(ids), events.c.move == Move.RELOCATE.value)
    told = snap.execute(select(events.c.case_id, events.c.data).where(*moved).order_by(events.c.id.desc()))
    by_citizen = {row.case_id: row.data["was_commune_code"] or None for row in told}
    return {row.case_id: row.proposed or None for row in rows} | by_citizen


def _past(row: Row[Any], event: Mapping[str, Any], commune: str | None) -> Past:
    stored = row.reading or {}
    return Past(
        code=row.code,
        text=row.text,
        place=_place(row.place_text, commune, stored.get("place") or {}),
        registered=Filed(event["kind"], event["topic"], event.get("unit_id")),
        final=Filed(row.kind, row.topic, row.lead_unit_id),
        chosen_topic=event["topic"] if _was_chosen(row, event["topic"]) else None,
        is_sealed=row.is_sealed,
    )


def _was_chosen(row: Row[Any], topic: str) -> bool:
    """Whether the citizen picked the topic from the list, which makes it certain, or said that none there fits."""
    stored = row.reading or {}
    if topic == OTHER_TOPIC:
        return bool(stored.get("topics"))
    return bool(stored) and row.confidence >= 1.0 and stored.get("confidence", 0.0) < 1.0


def _place(text: str, commune_code: str | None, read: Mapping[str, Any]) -> Place | None:
    commune = load_gazetteer().communes.get(commune_code or "")
    if commune is not None:
        return Place(text, commune.code, commune.name)
    outside = read.get("outside")
    return Place(text, None, None, outside=outside) if outside else None


def registered(snap: Snapshot) -> int:
    """Return how many cases the book holds."""
    return int(snap.execute(select(func.count(CaseRow.id))).scalar_one())

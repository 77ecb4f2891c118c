"""Looking a case up with its code and the secret of its receipt, and what its citizen may be told about it."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Boolean, Integer, Row, bindparam, select

from intake import codes, labels, limits
from intake.db import Snapshot, Transaction
from intake.deadlines import promises
from intake.deadlines.second_looks import SecondLook, looks_of
from intake.directory import directory
from intake.engine.prepared import Prepared, Rows
from intake.people import participants
from intake.people.participants import Participant
from intake.registration.reception import SUMMARY
from intake.settings import Settings
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow, ClockRow, MetaRow
from routing.directory import Directory, full_unit_name
from routing.records import record, replace
from routing.text import cut_at_word

_TOLD = (  # not all of a case: a turn reads up to ten, some turns twice
    CaseRow.id, CaseRow.code, CaseRow.kind, CaseRow.standing, CaseRow.topic, CaseRow.state, CaseRow.is_open,
    CaseRow.summary, CaseRow.screening_unit_id, CaseRow.lead_unit_id, CaseRow.decision, CaseRow.officer_id,
    CaseRow.outcome, CaseRow.answer, CaseRow.registered_at, CaseRow.is_sealed, CaseRow.secret_version,
    CaseRow.commune_code, CaseRow.place_text, CaseRow.answered_at, CaseRow.closed_at, CaseRow.reopen_asked_at,
)  # fmt: skip
_BY_ID = Prepared(select(*_TOLD).where(CaseRow.id == bindparam("case_id")))
_OF_CITIZEN = Prepared(
    select(*_TOLD)
    .where(CaseRow.id.in_(participants.OF_CITIZEN))
    .order_by(CaseRow.id.desc())
    .limit(bindparam("most", type_=Integer()))
)
_IS_SEALED = Prepared(select(CaseRow.is_sealed).where(CaseRow.id == bindparam("case_id")))
_PARTS = Prepared(
    select(CaseRow.code, CaseRow.secret_version, CaseRow.state)
    .join(CaseLinkRow, CaseLinkRow.case_id == CaseRow.id)
    .where(CaseLinkRow.other_id == bindparam("case_id"), CaseLinkRow.relation == "split_from")
    .where(CaseRow.is_sealed == bindparam("sealed", type_=Boolean()))
    .order_by(CaseRow.id)
)
_MOST = 10  # cases of a citizen
_ASKED, _TOLD_BEFORE = "statuses asked", "statuses"
_SOURCES = (CaseRow.__tablename__, ClockRow.__tablename__, MetaRow.__tablename__)  # the last tells of a new directory
_TRIES_OF_CLIENT = 10
_TRIES_OF_CODE = 200  # many, so that nobody can shut a known code for its citizen
_WINDOW_S = 600


@record
class CaseStatus:
    """What a citizen may know about their case. A sealed one names no unit's officer and repeats no content.

    Who joined the case of another sees their own code and words; `part` is `told`, `joined` or `follows`. `again`:
    how it stands with another look, None where the law or the state of the case knows none.
    """

    case_id: int
    code: str
    kind: str
    kind_label: str
    topic: str
    state: str
    state_label: str
    is_open: bool
    waits_for_citizen: bool
    summary: str
    unit: str
    officer: str
    phone: str
    due_on: date | None
    basis: str
    is_local: bool
    outcome_label: str
    answer: str
    registered_at: datetime
    is_sealed: bool
    secret_version: int
    part: str = participants.TOLD
    standing: str = ""
    commune: str = ""
    spot: str = ""
    again: SecondLook | None = None


def secret_for(settings: Settings, code: str, version: int = 1) -> str:
    """Return the secret that stands on the receipt of a case."""
    return codes.secret_of(settings.secret_key, code, version)


def look_up(tx: Transaction, settings: Settings, code: str, secret: str, *, client: str) -> CaseStatus | None:
    """Return the state of a case to whoever holds its receipt; None alike for an unknown code and a wrong secret.

    Raises:
        TooMany: this client or this code has been tried too often.
    """
    tidy = codes.tidy_code(code)
    client_bucket = f"lookup:{hashlib.sha256(client.encode()).hexdigest()[:16]}"
    buckets = {client_bucket: _TRIES_OF_CLIENT, f"lookup-code:{tidy}": _TRIES_OF_CODE}
    for bucket, tries in buckets.items():
        limits.check(tx, bucket, tries=tries, window_s=_WINDOW_S)
    row = tx.execute(select(CaseRow.id, CaseRow.code, CaseRow.secret_version).where(CaseRow.code == tidy)).first()
    joined = participants.by_code(tx, tidy) if row is None and tidy else None
    held = row or joined
    expected = secret_for(settings, tidy if held and tidy else "-", held.secret_version if held else 0)
    if codes.secrets_match(secret, expected):
        if joined is not None:
            return as_told_by(status_of(tx, joined.case_id), joined)
        if row is not None:
            return status_of(tx, row.id)
    for bucket in buckets:
        limits.count(tx, bucket, window_s=_WINDOW_S)
    return None


@record
class Part:
    """A case that an officer split off what a receipt's holder told, with its own code and secret."""

    code: str
    secret: str
    state_label: str


def parts_of(snap: Snapshot, settings: Settings, status: CaseStatus) -> tuple[Part, ...]:
    """Return what was split off a case, oldest first, for whoever holds the receipt of who told it first.

    Who filed outside of any chat hears of a part nowhere else. The receipt of an open case opens no sealed part.
    """
    if status.part != participants.TOLD:
        return ()
    rows = snap.execute(_PARTS, {"case_id": status.case_id, "sealed": status.is_sealed}).all()
    return tuple(
        Part(row.code, secret_for(settings, row.code, row.secret_version), labels.STATES[row.state]) for row in rows
    )


def status_of(snap: Snapshot, case_id: int, conversation_id: int | None = None) -> CaseStatus:
    """Return what its citizen may know about a case; asked from a conversation, as that citizen is part of it."""
    if conversation_id is None and (known := snap.memory.get(_name(case_id))):
        return cast("CaseStatus", known)
    rows = snap.execute(_BY_ID, {"case_id": case_id}).all()
    [status] = _statuses(snap, rows) if conversation_id is None else _own(snap, conversation_id, rows)
    return status


def is_sealed(snap: Snapshot, case_id: int) -> bool:
    """Tell whether a case may be seen only by the few who are cleared for it; what is known is not asked again."""
    known: CaseStatus | None = snap.memory.get(_name(case_id))
    return known.is_sealed if known else bool(snap.execute(_IS_SEALED, {"case_id": case_id}).scalar())


def statuses_of_conversation(snap: Snapshot, conversation_id: int, limit: int = _MOST) -> tuple[CaseStatus, ...]:
    """Return the cases of a conversation's citizen, from whichever chat they came, newest first."""
    return _own(snap, conversation_id, _ask(snap, conversation_id, limit)().all())


def ask_statuses(snap: Snapshot, conversation_id: int) -> None:
    """Have the cases of a conversation's citizen asked for together with what is asked next."""
    snap.remember(f"{_ASKED}:{conversation_id}", _ask(snap, conversation_id, _MOST), *participants.SOURCES)


def statuses_asked(snap: Snapshot, conversation_id: int) -> tuple[CaseStatus, ...]:
    """Return them as they were asked for, or told before; anew where anything that they tell of has changed since."""
    name = f"{_TOLD_BEFORE}:{conversation_id}"
    if name not in snap.memory:
        asked = snap.memory.pop(f"{_ASKED}:{conversation_id}", None) or _ask(snap, conversation_id, _MOST)
        statuses = _own(snap, conversation_id, asked().all())
        snap.remember(name, statuses, *participants.SOURCES, *_sources(statuses))
        participants.remember(snap, conversation_id, [one.case_id for one in statuses])
    return cast("tuple[CaseStatus, ...]", snap.memory[name])


def _ask(snap: Snapshot, conversation_id: int, limit: int) -> Callable[[], Rows]:
    return snap.ask(_OF_CITIZEN, {"conversation_id": conversation_id, "most": limit})


def _own(snap: Snapshot, conversation_id: int, rows: Sequence[Row[Any]]) -> tuple[CaseStatus, ...]:
    asked = participants.ask_own(snap, conversation_id, [row.id for row in rows])
    statuses, own = _statuses(snap, rows), asked()
    return tuple(as_told_by(one, own[one.case_id]) if one.case_id in own else one for one in statuses)


def as_told_by(status: CaseStatus, person: Participant) -> CaseStatus:
    """Return the state of a case as a further person of it sees it: under their own code, in their own words."""
    status = replace(status, spot="")
    if person.code is None:
        return replace(status, part=person.role)
    summary = status.summary if status.is_sealed else cut_at_word(" ".join(person.text.split()), SUMMARY)
    return replace(status, code=person.code, secret_version=person.secret_version, summary=summary, part=person.role)


def _statuses(snap: Snapshot, rows: Sequence[Row[Any]]) -> tuple[CaseStatus, ...]:
    if not rows:
        return ()
    promised = promises.promised_for(snap, [row.id for row in rows])
    snapshot, looks = directory.snapshot(snap), looks_of(snap, rows)
    statuses = tuple(_status(row, snapshot, promised.get(row.id), looks.get(row.id)) for row in rows)
    for one in statuses:
        snap.remember(_name(one.case_id), one, *_sources([one]))
    return statuses


def _name(case_id: int) -> str:
    return f"status:{case_id}"


def _sources(statuses: Sequence[CaseStatus]) -> tuple[str, ...]:
    """Return from where these are read; the history only tells of another look at those that are decided."""
    return (*_SOURCES, CaseEventRow.__tablename__) if any(one.again for one in statuses) else _SOURCES


def _status(
    case: Row[Any], snapshot: Directory, promise: promises.Promise | None, again: SecondLook | None
) -> CaseStatus:
    in_screening = case.state == "screening"
    unit = snapshot.units.get(case.screening_unit_id if in_screening else case.lead_unit_id)
    officer_id = (case.decision or {}).get("officer_id") if in_screening else case.officer_id
    officer = None if case.is_sealed else snapshot.officers.get(officer_id or 0)
    return CaseStatus(
        case_id=case.id,
        code=case.code,
        kind=case.kind,
        kind_label=labels.kind_label(case.kind, case.standing),
        topic=case.topic,
        state=case.state,
        state_label=labels.STATES[case.state],
        is_open=case.is_open,
        waits_for_citizen=case.state == "waiting_citizen",
        summary="Nội dung được giữ kín" if case.is_sealed else case.summary,
        unit=full_unit_name(snapshot, unit.id) if unit else "",
        officer=officer.name if officer else "",
        phone=(officer.phone if officer else "") or (unit.phone if unit else ""),
        due_on=promise.due_on if promise else None,
        basis=promise.basis if promise else "",
        is_local=promise.is_local if promise else False,
        outcome_label=labels.OUTCOMES.get(case.outcome or "", ""),
        answer="" if case.is_sealed else (case.answer or ""),
        registered_at=case.registered_at,
        is_sealed=case.is_sealed,
        secret_version=case.secret_version,
        commune="" if case.is_sealed else (case.commune_code or ""),
        spot="" if case.is_sealed else (case.place_text or ""),
        again=again,
        standing=case.standing,
    )


def find_in_conversation(snap: Snapshot, conversation_id: int, code: str) -> CaseStatus | None:
    """Return a case by its code to a chat of its citizen; no secret is needed there."""
    tidy = codes.tidy_code(code)
    if tidy is None:
        return None
    joined = participants.by_code(snap, tidy)
    known = CaseRow.id == joined.case_id if joined else CaseRow.code == tidy
    mine = select(CaseRow.id).where(known, CaseRow.id.in_(participants.OF_CITIZEN))
    case_id = snap.execute(mine, {"conversation_id": conversation_id}).scalar()
    status = status_of(snap, case_id, conversation_id) if case_id is not None else None
    return status if status and status.code == tidy else None

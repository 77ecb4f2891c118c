"""Small facts about the installation: the office, and the versions that tell caches when they are stale."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import time
from operator import itemgetter
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.tables import MetaRow

_ALL = Prepared(select(MetaRow.key, MetaRow.value))
_MEMORY = "meta"
_ASKED = "meta asked"


@dataclass(frozen=True, slots=True)
class Office:
    """The body whose intake desk this is, as citizens see it; where it `publishes`, everybody sees its figures."""

    name: str = "Ủy ban nhân dân"
    short_name: str = "UBND"
    phone: str = ""
    hours: str = "7h30–11h30 và 13h30–17h, thứ Hai đến thứ Sáu"
    address: str = ""
    province_code: str = ""
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From when until when (the end not included) the office is at work on a working day, by its own clock."""

    start: time = time(7, 30)
    end: time = time(17, 0)


def get(snap: Snapshot, key: str) -> dict[str, Any]:
    """Return a fact; empty if it was never set."""
    return _facts(snap).get(key) or {}


def of_prefix(snap: Snapshot, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the facts whose key begins so, by key."""
    return [(key, value) for key, value in sorted(_facts(snap).items(), key=itemgetter(0)) if key.startswith(prefix)]


def _facts(snap: Snapshot) -> dict[str, dict[str, Any]]:
    """Return all the few facts there are; they are read once a transaction."""
    if _MEMORY not in snap.memory:
        asked = snap.memory.pop(_ASKED, None)
        rows = asked() if asked else snap.execute(_ALL)
        snap.memory[_MEMORY] = {row.key: row.value for row in rows}
    facts: dict[str, dict[str, Any]] = snap.memory[_MEMORY]
    return facts


def ask(snap: Snapshot) -> None:
    """Have the facts asked for together with what is asked next."""
    if _MEMORY not in snap.memory:
        snap.memory[_ASKED] = snap.ask(_ALL, {})


def put(tx: Transaction, key: str, value: dict[str, Any]) -> None:
    """Set a fact."""
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    statement = dialect_insert(MetaRow).values(key=key, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
    for known in (_MEMORY, _ASKED):
        tx.memory.pop(known, None)


def office(snap: Snapshot) -> Office:
    """Return the office."""
    return Office(**get(snap, "office"))


def set_office(tx: Transaction, value: Office) -> None:
    """Name the office."""
    put(tx, "office", asdict(value))


def working_hours(snap: Snapshot) -> WorkingHours:
    """Return the hours in which members of staff are told of deadlines."""
    return hours_from(get(snap, "working_hours"))


def hours_from(values: Mapping[str, str]) -> WorkingHours:
    """Return working hours written as `{"start":"07:30","end":"17:00"}`; what is missing is as usual.

    Raises:
        ValueError, TypeError: a time or a name is wrong, or the end does not come after the start.
    """
    hours = WorkingHours(**{name: time.fromisoformat(value) for name, value in values.items()})
    if hours.start >= hours.end:
        raise ValueError("giờ làm việc kết thúc phải sau giờ bắt đầu")
    return hours


def set_working_hours(tx: Transaction, value: WorkingHours) -> None:
    """Set the hours in which members of staff are told of deadlines."""
    put(tx, "working_hours", {"start": value.start.isoformat(), "end": value.end.isoformat()})


def version(snap: Snapshot, key: str) -> str:
    """Return the version of a part of the book (`directory`, `calendar`): new after every change, blank before."""
    return str(get(snap, f"version.{key}").get("is", ""))


@dataclass(frozen=True, slots=True)
class Front:
    """What every turn of talk needs to know of the installation."""

    office: Office
    sentences: str
    answers: str


def front(snap: Snapshot) -> Front:
    """Return the office, and the versions of its own sentences and of its book of answers."""
    return Front(office(snap), version(snap, "sentences"), version(snap, "answers"))


def bump(tx: Transaction, key: str) -> None:
    """Say that a part of the book has been changed."""
    put(tx, f"version.{key}", {"is": uuid4().hex})

"""How long what belongs to no case is kept: the office's own days over the product's, a look ahead, and the sweep.

The sweep goes forward by a mark of its own, so that a round with nothing to do costs one look at an index. Case files
are none of its business: they are kept by the law on archives.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

from intake import audit, meta, setting_log
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.people import forgetting
from intake.setting_log import Act
from intake.settings import Settings
from intake.tables import CaseParticipantRow, CaseRow, ConversationRow, InboxRow, OfficerChatRow, TurnDetailRow
from intake.talk import turn_details

SUBJECT = "retention"
MOST_DAYS = 3650
COUNTED_TO = 10_000
BATCH = 200
_MARK = "retention.mark:"


@dataclass(frozen=True, slots=True)
class Period:
    """For how many days one kind of data is kept; `usual` is the product's number, `source` says why."""

    kind: str
    name: str
    what: str
    days: int
    usual: int
    source: str
    mark: str


def periods(snap: Snapshot) -> tuple[Period, ...]:
    """Return every kind of data that is erased in time."""
    own = {**meta.get(snap, SUBJECT), "turn_details": turn_details.keep_days(snap)}
    usual = {kind: row.get("days", turn_details.usual_days()) for kind, row in _table().items()}
    return tuple(
        Period(kind, row["name"], row["what"], int(own.get(kind, usual[kind])), usual[kind], row["source"], row["mark"])
        for kind, row in _table().items()
    )


def days_of(snap: Snapshot) -> dict[str, int]:
    """Return the days by kind."""
    return {one.kind: one.days for one in periods(snap)}


def require_sound(days: Mapping[str, Any]) -> None:
    """Check days by kind.

    Raises:
        Invalid: a kind is unknown, or its days are no whole number from 1 to ten years.
    """
    wrong = {
        str(kind): f"Xin ghi số ngày từ 1 đến {MOST_DAYS}."
        for kind, number in days.items()
        if kind not in _table() or not isinstance(number, int) or not 1 <= number <= MOST_DAYS
    }
    if wrong:
        raise Invalid("Thời gian lưu giữ chưa đúng.", wrong)


def set_own(tx: Transaction, days: Mapping[str, int], *, why: str, actor: str, seen: int | None = None) -> None:
    """Set the office's own days; what is older goes with the next rounds of the sweep, not at once.

    Raises:
        Invalid: as `require_sound`, nothing has changed, or no reason is given.
        Conflict: somebody has set them since `seen`.
    """
    require_sound(days)
    before = days_of(tx)
    after = {**before, **days}
    act = Act(why, actor, "retention.change", seen)
    setting_log.keep(tx, SUBJECT, after, before=before, act=act)
    meta.put(tx, SUBJECT, {kind: number for kind, number in after.items() if kind != "turn_details"})
    turn_details.set_own(tx, {"keep_days": after["turn_details"]})


def due(snap: Snapshot, days: Mapping[str, int]) -> dict[str, int]:
    """Return how many of each kind would be erased under these days, counted no further than `COUNTED_TO` and one."""
    found = {}
    for kind, number in days.items():
        rows = _DUE[kind](snap, snap.now - timedelta(days=number), COUNTED_TO + 1)
        found[kind] = int(snap.execute(select(func.count()).select_from(rows.subquery())).scalar_one())
    return found


def sweep(tx: Transaction, settings: Settings) -> int:
    """Erase the next few that have been kept long enough, and say in the audit how many; return that number."""
    days, erased = days_of(tx), 0
    for kind, erase in (("raw_updates", _erase_raw), ("caseless_talk", _erase_talk)):
        until = tx.now - timedelta(days=days[kind])
        count = erase(tx, settings, until)
        if count:
            audit.record(tx, "system", "retention.sweep", f"retention:{kind}", {"rows": count})
        erased += count
    return erased


def _details(_snap: Snapshot, until: datetime, limit: int) -> Select[Any]:
    return select(TurnDetailRow.utterance_id.label("id")).where(TurnDetailRow.at < until).limit(limit)


def _raw(snap: Snapshot, until: datetime, limit: int) -> Select[Any]:
    """The next updates by id, as far as they are old enough: ids grow with the time at which they came."""
    after, table = int(meta.get(snap, f"{_MARK}raw").get("id", 0)), InboxRow.__table__
    window = select(table.c.id, table.c.received_at, table.c.status).where(table.c.id > after)
    near = window.order_by(table.c.id).limit(limit).subquery()
    return select(near.c.id).where(near.c.received_at < until, near.c.status != "new").order_by(near.c.id)


def _talk(snap: Snapshot, until: datetime, limit: int) -> Select[Any]:
    """Chats without any case, silent the longest first; who speaks again comes again."""
    mark, chat = meta.get(snap, f"{_MARK}talk"), ConversationRow.__table__.c
    where: list[ColumnElement[bool]] = [chat.last_in_at < until]
    if mark:
        at = datetime.fromisoformat(mark["at"])
        where.append(or_(chat.last_in_at > at, and_(chat.last_in_at == at, chat.id > int(mark["id"]))))
    of_case = select(CaseRow.id).where(CaseRow.conversation_id == chat.id)
    takes_part = select(CaseParticipantRow.case_id).where(CaseParticipantRow.conversation_id == chat.id)
    of_officer = select(OfficerChatRow.staff_id).where(OfficerChatRow.conversation_id == chat.id)
    without = [~one.exists() for one in (of_case, takes_part, of_officer)]
    found = select(chat.id, chat.last_in_at).where(*where, *without)
    return found.order_by(chat.last_in_at, chat.id).limit(limit)


_DUE: Mapping[str, Callable[[Snapshot, datetime, int], Select[Any]]] = {
    "turn_details": _details,
    "raw_updates": _raw,
    "caseless_talk": _talk,
}


def _erase_raw(tx: Transaction, settings: Settings, until: datetime) -> int:
    del settings
    ids = tx.execute(_raw(tx, until, BATCH)).scalars().all()
    if ids:
        tx.execute(update(InboxRow).where(InboxRow.id.in_(ids)).values(raw="{}"))
        meta.put(tx, f"{_MARK}raw", {"id": ids[-1]})
    return len(ids)


def _erase_talk(tx: Transaction, settings: Settings, until: datetime) -> int:
    rows = tx.execute(_talk(tx, until, BATCH)).all()
    for row in rows:
        forgetting.forget_caseless(tx, settings, row.id)
    if rows:
        meta.put(tx, f"{_MARK}talk", {"at": rows[-1].last_in_at.isoformat(), "id": rows[-1].id})
    return len(rows)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("intake") / "setup" / "retention.toml").read_text(encoding="utf-8"))

"""Values that rest encrypted: identity numbers and whatever else only cleared staff may open, each time on record.

A value is sealed with AES-256-GCM under the newest key and bound to its case and field, so that a row copied to another
case does not open there. Nothing else of the book holds such a value in clear: no message, event, audit row or log.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, select, tuple_, update

from intake import audit
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Forbidden, Invalid, NotFound
from intake.sealed.sealing import KeyLost, closed, opened
from intake.sealed.vault_keys import Key, NoVaultKey, keys_of, newest_key
from intake.settings import Settings
from intake.tables import SealedValueRow

_BATCH = 200
_LEAST_REASON, _MOST_REASON = 5, 300


@dataclass(frozen=True, slots=True)
class Sealed:
    """That a value is kept, without the value: its field, who gave it."""

    field: str
    by: str


def seal(tx: Transaction, settings: Settings, case_id: int, field: str, value: str, *, by: str = "citizen") -> None:
    """Keep a value encrypted; it takes the place of an earlier one of the same field.

    Raises:
        NoVaultKey: this installation has no key; nothing is kept.
    """
    key = newest_key(settings)
    row = {
        "ciphertext": closed(key, value, bound_to=_bound_to(case_id, field)),
        "key_id": key.id,
        "by": by,
        "at": tx.now,
    }
    where = (SealedValueRow.case_id == case_id, SealedValueRow.field == field)
    if tx.execute(update(SealedValueRow).where(*where).values(**row)).rowcount == 0:
        tx.execute(insert(SealedValueRow).values(case_id=case_id, field=field, **row))
    audit.record(tx, by, "vault.seal", f"case:{case_id}", {"field": field})


def unseal(tx: Transaction, settings: Settings, officer: Viewer, case_id: int, field: str, *, reason: str) -> str:
    """Return a sealed value to a cleared member of staff who sees the case; the opening goes on record with its reason.

    Raises:
        NotFound: the case is not within their sight, or it keeps no such value.
        Forbidden: they are not cleared.
        Invalid: the reason is missing or too long.
        KeyLost: nobody can open it: its key is gone, or the row was changed.
    """
    if not may_see_case(tx, officer, case_id):
        raise NotFound
    if not officer.has_clearance:
        raise Forbidden("Anh/chị chưa được giao quyền xem thông tin giữ kín.")
    why = " ".join(reason.split())
    if not _LEAST_REASON <= len(why) <= _MOST_REASON:
        raise Invalid("Xin ghi rõ lý do xem.", {"reason": f"Từ {_LEAST_REASON} đến {_MOST_REASON} ký tự."})
    where = (SealedValueRow.case_id == case_id, SealedValueRow.field == field)
    row = tx.execute(select(SealedValueRow.__table__).where(*where)).first()
    if row is None:
        raise NotFound
    value = opened(keys_of(settings), row.key_id, row.ciphertext, bound_to=_bound_to(case_id, field))
    audit.record(tx, f"staff:{officer.id}", "vault.open", f"case:{case_id}", {"field": field, "reason": why})
    return value


def recalled(snap: Snapshot, settings: Settings, case_id: int, fields: Collection[str]) -> dict[str, str]:
    """Return the sealed values of a case to the very person who has just given them; the caller writes that down.

    Raises:
        KeyLost: a value cannot be opened.
    """
    where = (SealedValueRow.case_id == case_id, SealedValueRow.field.in_(fields))
    rows = snap.execute(select(SealedValueRow.__table__).where(*where)).all()
    keys = keys_of(settings) if rows else ()
    return {row.field: opened(keys, row.key_id, row.ciphertext, bound_to=_bound_to(case_id, row.field)) for row in rows}


def has(snap: Snapshot, case_id: int) -> bool:
    """Tell whether a case keeps anything sealed."""
    return bool(snap.execute(exists().where(SealedValueRow.case_id == case_id).select()).scalar())


def kept(snap: Snapshot, case_id: int) -> tuple[Sealed, ...]:
    """Return what a case keeps sealed, by field; not the values."""
    found = select(SealedValueRow.field, SealedValueRow.by).where(SealedValueRow.case_id == case_id)
    return tuple(Sealed(row.field, row.by) for row in snap.execute(found.order_by(SealedValueRow.field)))


def forget(tx: Transaction, case_id: int, *, by: str = "citizen") -> int:
    """Remove all sealed values of a case, as whoever gave them may ask; return how many there were."""
    count = tx.execute(delete(SealedValueRow).where(SealedValueRow.case_id == case_id)).rowcount
    if count:
        audit.record(tx, by, "vault.forget", f"case:{case_id}", {"values": count})
    return count


def orphans(snap: Snapshot, settings: Settings) -> int:
    """Return how many values no key at hand opens."""
    at_hand = [key.id for key in keys_of(settings)]
    lost = select(func.count()).select_from(SealedValueRow).where(SealedValueRow.key_id.not_in(at_hand))
    return int(snap.execute(lost).scalar_one())


def reseal(
    tx: Transaction, settings: Settings, *, after: tuple[int, str] = (0, "")
) -> tuple[int, tuple[int, str] | None]:
    """Seal the next few values of older keys with the newest; return how many, and where to go on (None: done).

    A value that cannot be opened stays as it is; `orphans` counts those whose key is gone.
    """
    keys = keys_of(settings)
    if not keys:
        raise NoVaultKey
    place = (SealedValueRow.case_id, SealedValueRow.field)
    known = SealedValueRow.key_id.in_([key.id for key in keys[1:]])
    batch = select(SealedValueRow.__table__).where(known, tuple_(*place) > after).order_by(*place).limit(_BATCH)
    rows = tx.execute(batch if tx.is_sqlite else batch.with_for_update()).all()
    count = sum(_resealed(tx, keys, row) for row in rows)
    return count, ((rows[-1].case_id, rows[-1].field) if rows else None)


def _resealed(tx: Transaction, keys: tuple[Key, ...], row: Row[Any]) -> bool:
    place = _bound_to(row.case_id, row.field)
    try:
        value = opened(keys, row.key_id, row.ciphertext, bound_to=place)
    except KeyLost:
        return False
    where = (SealedValueRow.case_id == row.case_id, SealedValueRow.field == row.field)
    sealed = {"ciphertext": closed(keys[0], value, bound_to=place), "key_id": keys[0].id}
    tx.execute(update(SealedValueRow).where(*where).values(**sealed))
    return True


def _bound_to(case_id: int, field: str) -> str:
    return f"{case_id}:{field}"

"""Who came to denounce without a case being made: sealed beside the visit, printed on its notice and shown nowhere."""

import json
from collections.abc import Mapping

from sqlalchemy import Row, select, update

from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.sealed.sealed_people import NO_KEY
from intake.sealed.sealing import KeyLost, closed, opened
from intake.sealed.vault_keys import Key, NoVaultKey, keys_of, newest_key
from intake.settings import Settings
from intake.tables import BriefVisitRow

_ROW = BriefVisitRow
WHO = ("name", "address", "id_number")


def seal(tx: Transaction, settings: Settings, visit_id: int, who: Mapping[str, str]) -> None:
    """Keep who came, by the fields of `WHO`, encrypted and bound to the visit.

    Raises:
        Invalid: somebody is named and this installation has no key.
    """
    if not any(who.values()):
        return
    try:
        _keep(tx, newest_key(settings), visit_id, json.dumps(dict(who), ensure_ascii=False))
    except NoVaultKey as error:
        raise Invalid("Chưa ghi được.", {"name": NO_KEY}) from error


def who_came(snap: Snapshot, settings: Settings, visit_id: int) -> dict[str, str]:
    """Return who came, by the fields of `WHO`, for the notice that goes to that very person; the caller writes it down.

    Empty where nobody is sealed.

    Raises:
        KeyLost: nobody can open it.
    """
    row = snap.execute(select(_ROW.sealed_who, _ROW.key_id).where(_ROW.id == visit_id)).one()
    if row.sealed_who is None:
        return {}
    told = json.loads(opened(keys_of(settings), row.key_id or "", row.sealed_who, bound_to=_bound_to(visit_id)))
    return {name: str(told.get(name, "")) for name in WHO}


def reseal(tx: Transaction, settings: Settings) -> int:
    """Seal who came with the newest key, where an older one at hand did; return how many."""
    keys = keys_of(settings)
    older = _ROW.key_id.in_([key.id for key in keys[1:]])
    rows = tx.execute(select(_ROW.id, _ROW.sealed_who, _ROW.key_id).where(older)).all()
    return sum(_resealed(tx, keys, row) for row in rows)


def _resealed(tx: Transaction, keys: tuple[Key, ...], row: Row[tuple[int, str | None, str | None]]) -> bool:
    try:
        value = opened(keys, row.key_id or "", row.sealed_who or "", bound_to=_bound_to(row.id))
    except KeyLost:
        return False
    _keep(tx, keys[0], row.id, value)
    return True


def _keep(tx: Transaction, key: Key, visit_id: int, value: str) -> None:
    sealed = {"sealed_who": closed(key, value, bound_to=_bound_to(visit_id)), "key_id": key.id}
    tx.execute(update(_ROW).where(_ROW.id == visit_id).values(**sealed))


def _bound_to(visit_id: int) -> str:
    return f"brief_visit:{visit_id}"

"""The inside of each turn of talk, kept beside its line for a while so that a step can be looked at and played again.

A detail is JSON: `v` version, `m` the machine, `s` the state before, `c` what was known of the book, `e` the event and
`p` what was played: event, changes of the state, keys of the replies, orders. It holds no secret of a receipt and no
identity number, and is sealed, bound and forgotten with its line.
"""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import delete, insert, select

from intake import meta
from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.errors import Invalid
from intake.tables import TurnDetailRow

VERSION = 1
_KEY = "turn_details"
_KEEP = Prepared(insert(TurnDetailRow))


def keep(tx: Transaction, utterance_id: int, conversation_id: int, detail: Mapping[str, Any]) -> None:
    """Keep the inside of the turn that a line began."""
    row = {"utterance_id": utterance_id, "conversation_id": conversation_id, "detail": dict(detail), "at": tx.now}
    tx.write(_KEEP, row)


def forget(tx: Transaction, conversation_id: int) -> None:
    """Erase the inside of every turn of a conversation."""
    tx.execute(delete(TurnDetailRow).where(TurnDetailRow.conversation_id == conversation_id))


def keep_days(snap: Snapshot) -> int:
    """Return for how many days details are kept: the office's own number, else the product's."""
    return int(meta.get(snap, _KEY).get("keep_days", usual_days()))


def set_own(tx: Transaction, values: object) -> None:
    """Set the office's own number of days: `{"keep_days": 30}`.

    Raises:
        Invalid: it is no whole number from 1.
    """
    days = values.get("keep_days") if isinstance(values, Mapping) else None
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise Invalid("Số ngày giữ chi tiết từng bước (turn_details.keep_days) phải là số nguyên từ 1.")
    meta.put(tx, _KEY, {"keep_days": days})


def thin(tx: Transaction, limit: int = 1000) -> int:
    """Delete the oldest details that have been kept long enough; return how many."""
    until = tx.now - timedelta(days=keep_days(tx))
    old = select(TurnDetailRow.utterance_id).where(TurnDetailRow.at < until).order_by(TurnDetailRow.at).limit(limit)
    return tx.execute(delete(TurnDetailRow).where(TurnDetailRow.utterance_id.in_(old))).rowcount


@cache
def usual_days() -> int:
    """Return for how many days the product keeps details."""
    return int(tomllib.loads((files("intake") / "talk" / "turn_details.toml").read_text(encoding="utf-8"))["keep_days"])

"""A form does its work once: sent a second time as it was (pressed twice, gone back), it does nothing more."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.db import Transaction
from intake.tables import SentFormRow

_KEPT = timedelta(days=3)


def is_first(tx: Transaction, token: str, said: Mapping[str, str], *, by: str) -> bool:
    """Note that a form is being done, in the transaction that does it; False where the very same was done already.

    `token` is of the form as it was drawn, `said` all that it says, `by` where it goes and who sends it. Another text
    in the same form is another form: it is never swallowed. Without a token nothing is noted.
    """
    if not token:
        return True
    whole = json.dumps([token, by, sorted(said.items())], ensure_ascii=False)
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    row = {"key": hashlib.sha256(whole.encode()).hexdigest(), "at": tx.now}
    noted = dialect_insert(SentFormRow).values(row).on_conflict_do_nothing().returning(SentFormRow.key)
    return tx.execute(noted).first() is not None


def forget_old(tx: Transaction) -> None:
    """Forget forms that nobody sends again any more."""
    tx.execute(delete(SentFormRow).where(SentFormRow.at < tx.now - _KEPT))

"""Links from a chat to the sealed form: each opens it once, for a day, and leaves no trace when it is used."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, insert, or_, select

from intake.db import Snapshot, Transaction
from intake.tables import SealedLinkRow

LASTS = timedelta(hours=24)


def make(tx: Transaction, conversation_id: int) -> str:
    """Return the token of a fresh link for a chat; an earlier one of the same chat is good no longer."""
    gone = or_(SealedLinkRow.conversation_id == conversation_id, SealedLinkRow.expires_at <= tx.now)
    tx.execute(delete(SealedLinkRow).where(gone))
    token = secrets.token_urlsafe(24)
    row = {"token_hash": _hash(token), "conversation_id": conversation_id, "expires_at": tx.now + LASTS}
    tx.execute(insert(SealedLinkRow).values(**row))
    return token


def chat_of(snap: Snapshot, token: str) -> int | None:
    """Return the conversation that a link was given to; None where it is used, old or none of ours."""
    where = (SealedLinkRow.token_hash == _hash(token), SealedLinkRow.expires_at > snap.now)
    return snap.execute(select(SealedLinkRow.conversation_id).where(*where)).scalar()


def use(tx: Transaction, token: str) -> int | None:
    """Return the conversation of a link and forget the link: which chat filed which matter is not to be guessed."""
    conversation_id = chat_of(tx, token)
    tx.execute(delete(SealedLinkRow).where(SealedLinkRow.token_hash == _hash(token)))
    return conversation_id


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

"""Where a member of staff wants letters: typed by themselves, good only after a code sent there was typed back."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit, limits
from intake.access import Viewer
from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NotFound
from intake.officers import letters
from intake.settings import Settings
from intake.tables import MailAddressRow

CODE_DIGITS = 8
_WINDOW_S, _CODES, _TRIES = 3600, 5, 10
_BUSY = "Đã xin mã nhiều lần. Xin chờ {minutes} phút rồi thử lại."
_WRONG = "Đã gõ sai nhiều lần. Xin chờ {minutes} phút rồi thử lại."
_ROW = MailAddressRow


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address; `confirmed_at` is None as long as its code has not been typed."""

    address: str
    confirmed_at: datetime | None
    at: datetime


def of(snap: Snapshot, staff_id: int) -> MailAddress | None:
    """Return somebody's address, None where there is none."""
    row = snap.execute(select(_ROW.__table__).where(_ROW.staff_id == staff_id)).first()
    return MailAddress(row.address, row.confirmed_at, row.at) if row else None


def choose(tx: Transaction, settings: Settings, viewer: Viewer, text: str) -> None:
    """Keep an address, and send the code that confirms it; until then nothing else goes there.

    Raises:
        Invalid: it is no address, of another domain, or there is no mail server.
        TooMany: codes were asked for too often.
    """
    if not settings.mail.is_on:
        raise Invalid("Cơ quan chưa đặt máy chủ thư nên chưa gửi được.")
    address = settings.mail.require_address(text)
    limits.take(tx, f"mail-code:{viewer.id}", tries=_CODES, window_s=_WINDOW_S, sentence=_BUSY)
    fresh = {"address": address, "confirmed_at": None, "at": tx.now}
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(_ROW).values(staff_id=viewer.id, **fresh)
    tx.execute(statement.on_conflict_do_update(index_elements=["staff_id"], set_=fresh))
    letters.put(tx, key=f"code:{viewer.id}:{tx.now.isoformat()}", kind="code", staff_id=viewer.id)
    audit.record(tx, f"staff:{viewer.id}", "mail.choose", f"staff:{viewer.id}")


def confirm(tx: Transaction, settings: Settings, viewer: Viewer, code: str) -> bool:
    """Confirm the address by the code that was sent there; return whether it was right.

    Raises:
        NotFound: there is no address.
        TooMany: wrong codes were typed too often.
    """
    mine = of(tx, viewer.id)
    if mine is None:
        raise NotFound
    limits.take(tx, f"mail-try:{viewer.id}", tries=_TRIES, window_s=_WINDOW_S, sentence=_WRONG)
    typed = "".join(one for one in code if one.isdigit())
    if not hmac.compare_digest(typed.encode(), code_of(settings, viewer.id, mine).encode()):
        return False
    tx.execute(update(_ROW).where(_ROW.staff_id == viewer.id).values(confirmed_at=tx.now))
    audit.record(tx, f"staff:{viewer.id}", "mail.confirm", f"staff:{viewer.id}")
    return True


def remove(tx: Transaction, viewer: Viewer) -> None:
    """Forget the address; what waits for it is not sent any more."""
    if tx.execute(delete(_ROW).where(_ROW.staff_id == viewer.id)).rowcount:
        audit.record(tx, f"staff:{viewer.id}", "mail.remove", f"staff:{viewer.id}")


def code_of(settings: Settings, staff_id: int, mine: MailAddress) -> str:
    """Return the code of an address, bound to the account and to the moment at which the address was typed."""
    said = f"mail:{staff_id}:{mine.address}:{mine.at.isoformat()}"
    digest = hmac.new(settings.secret_key, said.encode(), hashlib.sha256).digest()
    return str(int.from_bytes(digest[:8], "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def try_out(tx: Transaction, settings: Settings, viewer: Viewer, text: str) -> None:
    """Send a letter of trial to an address.

    Raises:
        Invalid, TooMany: as `choose`.
    """
    if not settings.mail.is_on:
        raise Invalid("Chưa đặt máy chủ thư nên chưa gửi thử được.")
    address = settings.mail.require_address(text)
    limits.take(tx, f"mail-trial:{viewer.id}", tries=_CODES, window_s=_WINDOW_S, sentence=_BUSY)
    letters.put(tx, key=f"trial:{viewer.id}:{tx.now.isoformat()}", kind="trial", staff_id=viewer.id, address=address)
    audit.record(tx, f"staff:{viewer.id}", "mail.trial", f"staff:{viewer.id}")

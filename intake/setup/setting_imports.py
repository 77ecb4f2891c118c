"""Files of settings that were handed in: kept for a day to be looked at, applied once, then their text is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from intake import audit
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.files.sheets import decoded
from intake.history import staff_of
from intake.tables import SettingImportRow

KINDS: Mapping[str, str] = {"units": "Bảng đơn vị", "staff": "Bảng cán bộ", "settings": "Tệp cài đặt"}
LASTS = timedelta(days=1)
MOST_BYTES = 4 * 1024 * 1024
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that waits to be applied, or has been; `text` is blank once it is forgotten."""

    id: int
    kind: str
    name: str
    text: str
    applied_at: datetime | None


def take(tx: Transaction, kind: str, name: str, data: bytes | None, *, actor: str) -> int:
    """Keep a file to be looked at, and forget those of yesterday; return its number.

    Raises:
        Invalid: the kind is none, or the file is missing, too large, empty or no text.
    """
    if kind not in KINDS:
        raise Invalid("Chưa chọn loại tệp.", {"kind": "Xin chọn."})
    if data is None or len(data) > MOST_BYTES:
        said = f"Tệp lớn quá {MOST_BYTES // 1024 // 1024} MB." if data is None or data else "Chưa chọn tệp."
        raise Invalid(said, {"table": said})
    text = decoded(data)
    old = (SettingImportRow.at < tx.now - LASTS, SettingImportRow.text.is_not(None))
    tx.execute(update(SettingImportRow).where(*old).values(text=None))
    values = {"kind": kind, "name": name[:_LONGEST_NAME], "text": text, "staff_id": staff_of(actor), "at": tx.now}
    number = insert(SettingImportRow).values(**values).returning(SettingImportRow.id)
    return int(tx.execute(number).scalar_one())


def handed(snap: Snapshot, import_id: int) -> Handed:
    """Return a file that was handed in.

    Raises:
        NotFound: there is none, or it is forgotten.
    """
    table = SettingImportRow.__table__
    row = snap.execute(select(table).where(table.c.id == import_id)).first()
    if row is None or (row.text is None and row.applied_at is None):
        raise NotFound("Tệp này không còn. Xin gửi lại tệp.")
    return Handed(row.id, row.kind, row.name, row.text or "", row.applied_at)


def settle(tx: Transaction, import_id: int, *, why: str, actor: str, rows: int) -> None:
    """Note that a file is applied, and forget its text.

    Raises:
        Conflict: it was applied before.
    """
    waits = (SettingImportRow.id == import_id, SettingImportRow.applied_at.is_(None))
    if tx.execute(update(SettingImportRow).where(*waits).values(applied_at=tx.now, text=None)).rowcount != 1:
        raise Conflict("Tệp này đã được áp dụng rồi.")
    audit.record(tx, actor, "settings.import", f"import:{import_id}", {"rows": rows, "why": why})

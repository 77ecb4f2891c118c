"""Files that citizens and officers send: fetched after the commit, checked by content, kept once under their hash."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image
from sqlalchemy import ColumnElement, Row, insert, select, update

from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NoRoom
from intake.files import room
from intake.files.drawn_pictures import drawn_anew, require_fit
from intake.files.filetypes import type_of
from intake.settings import Settings
from intake.tables import AttachmentRow

_DOUBTFUL_ATTEMPTS = 5  # about five minutes
MAX_ATTEMPTS = 30  # about a day: a platform that is away for a night gives its files out later
LONGEST_WAIT = timedelta(minutes=70)  # longer than any lease and any pause after a failure
_LEASE = timedelta(seconds=120)
_BACKOFF, _LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
_LONGEST_NAME = 200
_SHOWN_SIDE = 1600
_NOT_A_FILE_WE_TAKE = (
    "Tệp này không phải ảnh hay tài liệu mà chúng tôi nhận được. Anh/Chị gửi ảnh, PDF, Word hoặc Excel giúp ạ."
)
REPLACED = "replaced"
BY_CITIZEN = ("told", REPLACED)  # purposes
_DECODABLE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that lies in the data folder; `sha256` is its name there."""

    sha256: str
    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file that still has to be fetched from its channel; those with the same `at` were told in one breath."""

    id: int
    conversation_id: int
    case_id: int | None
    channel: str
    account: str
    kind: str
    ref: str
    name: str
    mime: str
    size: int | None
    at: datetime


def limit_for(settings: Settings, kind: str) -> int:
    """Return the largest size in bytes that is taken for a kind of attachment."""
    return settings.max_photo_bytes if kind == "photo" else settings.max_file_bytes


def keep(settings: Settings, data: bytes, *, kind: str = "file") -> KeptFile:
    """Check a file by its content and write it once under its hash, durably.

    Raises:
        Invalid: the type is not one we take, the picture is damaged, or the file is too large.
        NoRoom: the disk is nearly full.
    """
    limit = limit_for(settings, kind)
    if len(data) > limit:
        raise Invalid(f"Tệp lớn quá {limit // 1024 // 1024} MB. Anh/Chị gửi ảnh nhỏ hơn giúp ạ.")
    mime = type_of(data)
    if mime is None or (kind == "photo" and not mime.startswith("image/")):
        raise Invalid(_NOT_A_FILE_WE_TAKE)
    if mime in _DECODABLE:
        _check_picture(data)
    if not room.has_room(settings, len(data)):
        raise NoRoom("Máy chủ sắp hết chỗ nên chưa nhận được ảnh, tệp. Lời nhắn bằng chữ vẫn gửi được ạ.")
    sha256 = hashlib.sha256(data).hexdigest()
    _write_once(path_of(settings, sha256), data)
    return KeptFile(sha256, len(data), mime)


def _check_picture(data: bytes) -> None:
    try:
        with Image.open(BytesIO(data)) as picture:
            require_fit(picture)
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid("Ảnh bị hỏng, tôi không mở được. Anh/Chị chụp và gửi lại giúp ạ.") from error


def _write_once(path: Path, data: bytes) -> None:
    if path.exists():
        os.utime(path)  # it is young again: a row for it is on its way
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{uuid4().int}.part")  # the same photo may come twice at once
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def path_of(settings: Settings, sha256: str) -> Path:
    """Return where the file with this hash lies."""
    return settings.attachments_dir / sha256[:2] / sha256


def can_be_shown(mime: str) -> bool:
    """Tell whether a copy fit to be shown can be made of a file of this type."""
    return mime in _DECODABLE


def is_hard_to_open(mime: str) -> bool:
    """Tell whether a picture is of a type that neither a copy can be made of nor most office computers open."""
    return mime.startswith("image/") and mime not in _DECODABLE


def shown_copy(settings: Settings, sha256: str) -> Path:
    """Return a copy of a photo fit to be shown: upright, at most 1600 px, no metadata; made on first use."""
    path = path_of(settings, sha256).with_name(f"{sha256}.shown.jpg")
    if not path.exists():
        _write_once(path, drawn_anew(path_of(settings, sha256), side=_SHOWN_SIDE, quality=82))
    return path


def expect(
    tx: Transaction,
    *,
    conversation_id: int,
    utterance_id: int,
    draft_no: int,
    channel: str,
    account: str,
    media: Sequence[Mapping[str, Any]],
    case_id: int | None = None,
    group_key: str | None = None,
) -> None:
    """Note files of a message. One with a `sha256` is already kept; the others wait to be fetched by their `ref`."""
    for item in media:
        kept = item.get("sha256")
        tx.execute(
            insert(AttachmentRow).values(
                conversation_id=conversation_id,
                utterance_id=utterance_id,
                case_id=case_id,
                draft_no=draft_no,
                channel=channel,
                account=account,
                kind=item["kind"],
                ref=item["ref"],
                name=item.get("name") or "",
                mime=item.get("mime") or "",
                size=item.get("size"),
                sha256=kept,
                group_key=group_key,
                status="stored" if kept else "pending",
                attempts=0,
                not_before=tx.now,
                at=tx.now,
            )
        )


def add(tx: Transaction, case: Row[Any], kept: KeptFile, name: str, *, purpose: str, event_id: int) -> int:
    """Add a kept file that an officer put to a case with a move; return its id."""
    values = {
        "conversation_id": case.conversation_id,
        "case_id": case.id,
        "draft_no": case.draft_no,
        "channel": "panel",
        "account": "main",
        "kind": "photo" if kept.mime.startswith("image/") else "file",
        "ref": "",
        "name": name[:_LONGEST_NAME],
        "mime": kept.mime,
        "size": kept.size,
        "sha256": kept.sha256,
        "status": "stored",
        "attempts": 0,
        "not_before": tx.now,
        "at": tx.now,
        "purpose": purpose,
        "event_id": event_id,
    }
    return int(tx.execute(insert(AttachmentRow).values(**values).returning(AttachmentRow.id)).scalar_one())


def forget(tx: Transaction, settings: Settings, conversation_id: int, *which: ColumnElement[bool]) -> None:
    """Erase the files of a conversation that belong to no case; their bytes go once the erasure is committed."""
    mine = (AttachmentRow.conversation_id == conversation_id, AttachmentRow.case_id.is_(None), *which)
    hashes = set(tx.execute(select(AttachmentRow.sha256).where(*mine, AttachmentRow.sha256.is_not(None))).scalars())
    tx.execute(update(AttachmentRow).where(*mine).values(status="erased", ref="", name="", sha256=None))
    still_used = set(tx.execute(select(AttachmentRow.sha256).where(AttachmentRow.sha256.in_(hashes))).scalars())
    for sha256 in hashes - still_used:
        path = path_of(settings, sha256)
        tx.after_commit.append(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
        shown = path.with_name(f"{sha256}.shown.jpg")
        tx.after_commit.append(lambda shown=shown: shown.unlink(missing_ok=True))  # type: ignore[misc]


def replace(tx: Transaction, utterance_id: int) -> None:
    """Keep the files of a message as what its sender has put others in the place of."""
    told = (AttachmentRow.utterance_id == utterance_id, AttachmentRow.purpose == "told")
    tx.execute(update(AttachmentRow).where(*told).values(purpose=REPLACED))


def bind(tx: Transaction, utterance_id: int, case_id: int) -> None:
    """Bind the files of one message to a case."""
    tx.execute(update(AttachmentRow).where(AttachmentRow.utterance_id == utterance_id).values(case_id=case_id))


def claim(tx: Transaction, *, limit: int = 5, holder: int | None = None) -> list[PendingFile]:
    """Lease files that are due to be fetched; `holder` is the number of the process, see `intake.health.leases`."""
    due = (
        select(AttachmentRow.__table__)
        .where(AttachmentRow.status == "pending", AttachmentRow.not_before <= tx.now)
        .order_by(AttachmentRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = tx.execute(due).all()
    if rows:
        ids = [row.id for row in rows]
        lease = {"not_before": tx.now + _LEASE, "attempts": AttachmentRow.attempts + 1, "holder": holder}
        tx.execute(update(AttachmentRow).where(AttachmentRow.id.in_(ids)).values(**lease))
    return [
        PendingFile(
            row.id, row.conversation_id, row.case_id, row.channel, row.account, row.kind, row.ref, row.name, row.mime,
            row.size, row.at,
        )
        for row in rows
    ]  # fmt: skip


def stored(tx: Transaction, attachment_id: int, kept: KeptFile) -> None:
    """Note that the bytes have been fetched and kept."""
    where = (AttachmentRow.id == attachment_id, AttachmentRow.status == "pending")  # it may be forgotten meanwhile
    values = {"status": "stored", "sha256": kept.sha256, "size": kept.size, "mime": kept.mime, "reason": None}
    if kept.mime.startswith("audio/"):
        values["kind"] = "audio"  # speech that came as a file is to be heard like any other
    tx.execute(update(AttachmentRow).where(*where).values(**values))


def refused(tx: Transaction, attachment_id: int, reason: str) -> None:
    """Note that a file is not taken, and why."""
    _set(tx, attachment_id, status="refused", reason=reason)


def failed(tx: Transaction, attachment_id: int, reason: str, *, is_doubtful: bool = False) -> bool:
    """Note a failed fetch; True when it was the last try and the file is given up; sooner where it may be gone."""
    attempts = tx.execute(select(AttachmentRow.attempts).where(AttachmentRow.id == attachment_id)).scalar_one()
    given_up = attempts >= (_DOUBTFUL_ATTEMPTS if is_doubtful else MAX_ATTEMPTS)
    wait = min(_BACKOFF * 2**attempts, _LONGEST_PAUSE)
    later = {"reason": reason, "not_before": tx.now + wait, "holder": None}
    _set(tx, attachment_id, status="failed" if given_up else "pending", **later)
    return bool(given_up)


def _set(tx: Transaction, attachment_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the table
    tx.execute(update(AttachmentRow).where(AttachmentRow.id == attachment_id).values(**values))


def has_group(snap: Snapshot, conversation_id: int, group_key: str) -> bool:
    """Tell whether another part of the same album has come before."""
    where = (AttachmentRow.conversation_id == conversation_id, AttachmentRow.group_key == group_key)
    return snap.execute(select(AttachmentRow.id).where(*where).limit(1)).first() is not None


def case_of_group(snap: Snapshot, conversation_id: int, group_key: str) -> int | None:
    """Return the case that an album belongs to, if its first part is bound to one."""
    where = (AttachmentRow.conversation_id == conversation_id, AttachmentRow.group_key == group_key)
    return snap.execute(
        select(AttachmentRow.case_id).where(*where, AttachmentRow.case_id.is_not(None)).limit(1)
    ).scalar()

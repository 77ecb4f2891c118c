"""How much room is left: for the book itself, for files on the disk, and for those within one matter."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, make_url, select

from intake.db import Snapshot
from intake.settings import Settings
from intake.tables import AttachmentRow

_A_TURN = bytes(64 * 1024)  # more than a turn of talk writes


def has_room(settings: Settings, size: int = 0) -> bool:
    """Tell whether so many bytes may still be kept: below the floor the space is the book's alone."""
    return shutil.disk_usage(settings.data_dir).free - size >= settings.min_free_bytes


def can_write(settings: Settings) -> bool:
    """Tell whether a turn of talk could be written: into the folder of the data, and into that of an embedded book.

    It is tried, not reckoned: a quota, a file system that went read-only and a limit of the process are no free bytes.
    """
    try:
        for folder in {settings.data_dir, *_embedded(settings.database_url)}:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(_A_TURN)
                file.flush()
    except OSError:
        return False
    return True


def _embedded(url: str) -> Iterable[Path]:
    parts = make_url(url)
    return [Path(parts.database or "").parent] if parts.get_backend_name() == "sqlite" else []


def count_of_draft(snap: Snapshot, conversation_id: int, draft_no: int, *, most: int) -> int:
    """Return how many files were sent for the matter that is being told; counting ends at `most`."""
    mine = (
        AttachmentRow.conversation_id == conversation_id,
        AttachmentRow.draft_no == draft_no,
        AttachmentRow.case_id.is_(None),
        AttachmentRow.purpose == "told",
    )
    few = select(AttachmentRow.id).where(*mine, AttachmentRow.status.in_(("pending", "stored"))).limit(most).subquery()
    return int(snap.execute(select(func.count()).select_from(few)).scalar_one())


def count_of_told(snap: Snapshot, conversation_id: int, draft_no: int) -> int:
    """Return how many files came for one matter, bound to its case or not, those that were replaced among them."""
    mine = (AttachmentRow.conversation_id == conversation_id, AttachmentRow.draft_no == draft_no)
    return int(snap.execute(select(func.count()).select_from(AttachmentRow).where(*mine)).scalar_one())

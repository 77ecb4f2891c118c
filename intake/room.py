"""How much room is left for files: on the disk, and within one matter."""

import shutil

from sqlalchemy import func, select

from intake.db import Snapshot
from intake.settings import Settings
from intake.tables import AttachmentRow


def has_room(settings: Settings, size: int = 0) -> bool:
    """Tell whether so many bytes may still be kept: below the floor the space is the book's alone."""
    return shutil.disk_usage(settings.data_dir).free - size >= settings.min_free_bytes


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

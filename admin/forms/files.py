"""Files that officers put to a move: kept before the transaction, refused in the words of the office."""

from collections.abc import Sequence

from admin.deps import MOST_FILES
from intake import cases
from intake.access import Viewer
from intake.db import Database
from intake.errors import Invalid
from intake.files import attachments
from intake.files.uploads import Upload
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.settings import Settings

_REFUSED = "Chưa làm được vì có tệp không nhận được."


def keep_files(
    db: Database, settings: Settings, uploads: Sequence[Upload], *, viewer: Viewer, case_id: int, move: Move
) -> tuple[NewFile, ...]:
    """Keep the files of a form, durably; nothing is kept for a move that the viewer cannot make.

    Raises:
        Invalid: a file is empty, too large, or of a kind that is not taken; its field says which.
    """
    if not uploads:
        return ()
    with db.read() as snap:
        if move not in cases.moves_of(snap, viewer, case_id):
            return ()
    return keep_brought(settings, uploads)


def keep_brought(settings: Settings, uploads: Sequence[Upload]) -> tuple[NewFile, ...]:
    """Keep files, durably.

    Raises:
        Invalid: there are too many, or one is empty, too large, or of a kind that is not taken.
    """
    if len(uploads) > MOST_FILES:
        raise Invalid(_REFUSED, {uploads[0].field: f"Xin gửi nhiều nhất {MOST_FILES} tệp mỗi lần."})
    return tuple(_keep(settings, upload) for upload in uploads)


def _keep(settings: Settings, upload: Upload) -> NewFile:
    if upload.data is None:
        limit = settings.max_file_bytes // 1024 // 1024
        raise Invalid(_REFUSED, {upload.field: f"Tệp “{upload.name}” lớn quá {limit} MB."})
    if not upload.data:
        raise Invalid(_REFUSED, {upload.field: f"Tệp “{upload.name}” không có gì bên trong."})
    try:
        return NewFile(attachments.keep(settings, upload.data), upload.name)
    except Invalid as error:
        why = f"Tệp “{upload.name}” không phải ảnh, PDF, Word hay Excel, hoặc đã hỏng."
        raise Invalid(_REFUSED, {upload.field: why}) from error

"""One file of a case to be looked at in the panel, with what is known of it and the files beside it."""

from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image
from sqlalchemy import select

from intake.access import Viewer, may_see_case
from intake.db import Snapshot
from intake.errors import NotFound
from intake.files import attachments
from intake.files.filetypes import name_of
from intake.queries.talk.talk import FileLine, attachment, files_of_case
from intake.settings import Settings
from intake.tables import AttachmentRow, CaseEventRow, CaseRow, StaffRow

_IN_PAGE = {"audio": "audio", "video": "video"}
_LYING = range(5, 9)  # orientations of EXIF in which width and height change places


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file of a case. `shown_as` is `photo`, `pdf`, `audio`, `video`, or blank where it can only be saved.

    `place` counts from 1 among the `total` files that can be opened; `before` and `after` are ids, None at the ends.
    `officer` is who put it to the case, blank for what the citizen sent. `pixels` is width and height of a picture
    as it is looked at.
    """

    case_id: int
    code: str
    summary: str
    file: FileLine
    shown_as: str
    type_name: str
    at: datetime
    channel: str
    officer: str
    place: int
    total: int
    before: int | None
    after: int | None
    pixels: tuple[int, int] | None
    has_camera_notes: bool


def file_page(snap: Snapshot, settings: Settings, viewer: Viewer, case_id: int, attachment_id: int) -> FilePage:
    """Return a stored file of a case that the viewer may see.

    Raises:
        NotFound: there is none, or it is of another case.
    """
    if not may_see_case(snap, viewer, case_id):
        raise NotFound
    file = attachment(snap, viewer, attachment_id)
    ids = [one.id for one in files_of_case(snap, case_id) if one.status == "stored"]
    if attachment_id not in ids:
        raise NotFound
    at = ids.index(attachment_id)
    table = AttachmentRow.__table__
    found = (
        select(table.c.at, table.c.channel, StaffRow.name, CaseRow.code, CaseRow.summary)
        .join(CaseRow, CaseRow.id == table.c.case_id)
        .outerjoin(CaseEventRow, CaseEventRow.id == table.c.event_id)
        .outerjoin(StaffRow, StaffRow.id == CaseEventRow.staff_id)
        .where(table.c.id == attachment_id)
    )
    row = snap.execute(found).one()
    pixels, has_notes = _picture(settings, file)
    return FilePage(
        case_id=case_id,
        code=row.code,
        summary=row.summary,
        file=file,
        shown_as=shown_as(file),
        type_name=name_of(file.mime),
        at=row.at,
        channel=row.channel,
        officer=row.name or "",
        place=at + 1,
        total=len(ids),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
        pixels=pixels,
        has_camera_notes=has_notes,
    )


def shown_as(file: FileLine) -> str:
    """Return how a file is shown in a page, blank where it can only be saved."""
    if file.status != "stored":
        return ""
    if file.is_photo:
        return "photo"
    return "pdf" if file.mime == "application/pdf" else _IN_PAGE.get(file.mime.partition("/")[0], "")


def _picture(settings: Settings, file: FileLine) -> tuple[tuple[int, int] | None, bool]:
    """Return the size of a picture and whether its camera wrote notes into it: hour, place, kind of the camera."""
    if not file.is_photo or not file.sha256:
        return None, False
    try:
        with Image.open(attachments.path_of(settings, file.sha256)) as picture:
            notes = picture.getexif()
            lies = notes.get(ExifTags.Base.Orientation) in _LYING
            return picture.size[::-1] if lies else picture.size, bool(notes)
    except OSError:  # the page says so where the picture should stand
        return None, False

"""What proves an answer: the files that came with it, opened through links that end soon and cannot be made up."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from urllib.parse import urlencode

from sqlalchemy import bindparam, select

from intake.db import Snapshot
from intake.errors import NotFound
from intake.files import attachments
from intake.lifecycle import Move
from intake.refs import FILE, Refs
from intake.settings import Settings
from intake.tables import AttachmentRow, CaseEventRow, CaseRow

LINK_LASTS = timedelta(minutes=15)
_MOST_DIGITS = 12
_ENDED = "Đường dẫn này đã hết hạn hoặc không đúng. Anh/Chị tra cứu lại hồ sơ rồi mở tệp giúp ạ."
_SENT = frozenset({Move.ANSWER.value, Move.APPROVE.value})
_STEPS = (
    select(CaseEventRow.id, CaseEventRow.move)
    .where(
        CaseEventRow.case_id == bindparam("case_id"),
        CaseEventRow.move.in_([*_SENT, Move.PROPOSE.value, Move.SEND_BACK.value]),
    )
    .order_by(CaseEventRow.id)
)
_FILES = (
    select(AttachmentRow.__table__)
    .where(
        AttachmentRow.case_id == bindparam("case_id"),
        AttachmentRow.purpose == "proof",
        AttachmentRow.status == "stored",
        AttachmentRow.sha256.is_not(None),
        AttachmentRow.event_id.in_(bindparam("event_ids", expanding=True)),
    )
    .order_by(AttachmentRow.id)
)
_CASE = select(CaseRow.is_sealed, CaseRow.secret_version).where(CaseRow.id == bindparam("case_id"))


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file that came with an answer, as its citizen may open it; a photo is given as a copy without metadata."""

    id: int
    case_id: int
    name: str
    mime: str
    size: int | None
    sha256: str

    @property
    def is_photo(self) -> bool:
        """Whether it is shown in the page."""
        return attachments.can_be_shown(self.mime)


def proof_files(snap: Snapshot, case_id: int, *, answer: int | None = None) -> tuple[ProofFile, ...]:
    """Return the files that came with the answers of a case, or with one `answer` (its event); none of a sealed one.

    A picture of which no copy without metadata can be made is left out.
    """
    if snap.execute(_CASE, {"case_id": case_id}).one().is_sealed:
        return ()
    answers = _answers(snap, case_id)
    steps = chain.from_iterable(answers.values()) if answer is None else answers.get(answer, ())
    found = snap.execute(_FILES, {"case_id": case_id, "event_ids": list(steps)})
    files = (ProofFile(row.id, case_id, row.name, row.mime, row.size, row.sha256) for row in found)
    return tuple(one for one in files if one.is_photo or not one.mime.startswith("image/"))


def _answers(snap: Snapshot, case_id: int) -> Mapping[int, Sequence[int]]:
    """Return of each step by which something was sent the steps that made it: an approval has its draft too."""
    sent: dict[int, Sequence[int]] = {}
    draft: list[int] = []
    for step in snap.execute(_STEPS, {"case_id": case_id}):
        if step.move in _SENT:
            sent[step.id] = [*draft, step.id]
        draft = [step.id] if step.move == Move.PROPOSE else []
    return sent


def link_to(snap: Snapshot, settings: Settings, file: ProofFile) -> str:
    """Return reference and query that open a file for a quarter of an hour, for whoever has shown the receipt."""
    ends = int((snap.now + LINK_LASTS).timestamp())
    query = urlencode({"het": ends, "ky": _seal(settings, _version(snap, file.case_id), file.id, ends)})
    return f"{Refs(settings.secret_key).shown(FILE, file.id)}?{query}"


def open_link(snap: Snapshot, settings: Settings, ref: str, ends: str, seal: str) -> ProofFile:
    """Return the file of a link.

    Raises:
        NotFound: the link has ended or was not made here, or the file is no proof that its citizen may see (any more).
    """
    file_id = Refs(settings.secret_key).meant(FILE, ref) or 0
    case_id = snap.execute(select(AttachmentRow.case_id).where(AttachmentRow.id == file_id)).scalar()
    is_number = ends.isascii() and ends.isdigit() and len(ends) <= _MOST_DIGITS
    if case_id is None or not is_number or int(ends) <= snap.now.timestamp():
        raise NotFound(_ENDED)
    expected = _seal(settings, _version(snap, case_id), file_id, int(ends))
    file = next((one for one in proof_files(snap, case_id) if one.id == file_id), None)
    if file is None or not hmac.compare_digest(seal.encode(), expected.encode()):
        raise NotFound(_ENDED)
    return file


def _version(snap: Snapshot, case_id: int) -> int:
    """Return the version of the receipt's secret: a link ends with the secret that opened it."""
    return int(snap.execute(_CASE, {"case_id": case_id}).one().secret_version)


def _seal(settings: Settings, version: int, file_id: int, ends: int) -> str:
    words = f"proof-file:{file_id}:{version}:{ends}"
    return hmac.new(settings.secret_key, words.encode(), hashlib.sha256).hexdigest()

"""A case is handed over as one file: the paper, everything attached as it came, and a list with the trace of each."""

import re
import tempfile
import zipfile
from typing import IO

from sqlalchemy import select

from intake import audit
from intake.access import Viewer
from intake.casefile.content import Attached, CaseFile, Wording, case_file
from intake.casefile.paper import paper_of
from intake.db import Transaction
from intake.errors import Forbidden, Invalid
from intake.files import attachments
from intake.people.situations import has_it_whole, situation_of
from intake.settings import Settings
from intake.tables import CaseRow

LEAST_REASON, LONGEST_REASON = 5, 300
_IN_MEMORY = 4 * 1024 * 1024
_STRANGE = re.compile(r"[^\w.\- ]+")
_LONGEST_NAME = 80


def hand_over(
    tx: Transaction, settings: Settings, viewer: Viewer, case_id: int, *, reason: str, wording: Wording
) -> CaseFile:
    """Return a case to make an archive of; who took it along, and why, is written down.

    Raises:
        NotFound: there is no such case within the viewer's sight.
        Forbidden: the viewer only helps in it.
        Invalid: no reason is given.
    """
    file = case_file(tx, viewer, case_id, base_url=settings.base_url, wording=wording, is_whole=True)
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    if not has_it_whole(situation_of(tx, viewer, case)):
        raise Forbidden("Chỉ đơn vị đang giữ hồ sơ được xuất cả hồ sơ.")
    why = " ".join(reason.split())
    if not LEAST_REASON <= len(why) <= LONGEST_REASON:
        raise Invalid("Chưa xuất được.", {"reason": "Xin ghi xuất cho ai, để làm gì (5 đến 300 ký tự)."})
    kept = [one for one in file.files if one.sha256]
    audit.record(tx, f"staff:{viewer.id}", "case.export", f"case:{case_id}", {"files": len(kept), "reason": why})
    return file


def archive_of(settings: Settings, file: CaseFile) -> IO[bytes]:
    """Return the open archive of a case, to be read from its beginning and closed; large ones lie on the disk."""
    archive = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as parts:
        parts.writestr(f"{file.code}/ho-so.pdf", paper_of(file))
        listed = [_put(parts, settings, file.code, one) for one in file.files]
        parts.writestr(f"{file.code}/danh-muc.txt", _text("Số\tTệp\tNguồn\tCỡ (byte)\tSHA-256", *listed))
        parts.writestr(f"{file.code}/trao-doi.txt", _text(*map(_said, file.talk)))
        parts.writestr(f"{file.code}/dien-bien.txt", _text(*map(_said, file.steps)))
    archive.seek(0)
    return archive


def _said(line: tuple[str, str, str]) -> str:
    at, who, words = line
    return f"{at}  {who}: {words}" if words else f"{at}  {who}"


def _text(*lines: str) -> bytes:
    """Return lines as a text file that opens rightly everywhere."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def _put(parts: zipfile.ZipFile, settings: Settings, code: str, one: Attached) -> str:
    """Put a file into the archive and return its line of the list; one whose bytes are gone is said to be."""
    name = f"{one.number:03d}-{_tidy(one.name)}"
    path = attachments.path_of(settings, one.sha256) if one.sha256 else None
    if path is None or not path.is_file():
        return f"{one.number}\t{name}\t{one.purpose}\t\tkhông còn trong kho"
    parts.write(path, f"{code}/tep/{name}")
    return f"{one.number}\t{name}\t{one.purpose}\t{path.stat().st_size}\t{one.sha256}"


def _tidy(name: str) -> str:
    """Return a name that every system takes and that leads nowhere else."""
    base = _STRANGE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "tep"
    stem, dot, end = base.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{end[:10]}" if stem else base[:_LONGEST_NAME]

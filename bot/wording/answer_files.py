"""The files of an answer as a channel sends them along; what it does not take lies where the words say."""

import logging
from collections.abc import Iterator

from bot.messages import OutFile
from intake.channels import sent_along
from intake.db import Snapshot
from intake.files import attachments
from intake.proofs.answers import ProofFile, proof_files
from intake.settings import Settings

_log = logging.getLogger(__name__)


def answer_files(snap: Snapshot, settings: Settings, case_id: int, event_id: int) -> tuple[OutFile, ...]:
    """Return the files of one answer, photos as copies without metadata; none of a sealed case."""
    return tuple(_that_fit(settings, proof_files(snap, case_id, answer=event_id)))


def _that_fit(settings: Settings, found: tuple[ProofFile, ...]) -> Iterator[OutFile]:
    left = sent_along.whole_bytes()
    for number, file in enumerate(found, 1):
        data = _bytes_of(settings, file, left)
        if data:
            left -= len(data)
            yield OutFile(f"anh-{number}.jpg" if file.is_photo else file.name, data)


def _bytes_of(settings: Settings, file: ProofFile, most: int) -> bytes:
    """Return what is in a file; nothing of one that is too large or not to be read any more."""
    try:
        kept = attachments.shown_copy if file.is_photo else attachments.path_of
        path = kept(settings, file.sha256)
        return path.read_bytes() if path.stat().st_size <= most else b""
    except (OSError, RuntimeError) as error:
        _log.error("a file of an answer is not sent along", extra={"file": file.id, "kind": type(error).__name__})
        return b""

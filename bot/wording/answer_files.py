"""The files of an answer as a channel sends them along; what it does not take lies where the words say."""

import logging
from collections.abc import Iterator
from io import BytesIO

from bot.messages import OutFile
from intake.channels import sent_along
from intake.db import Snapshot
from intake.files import attachments
from intake.files.drawn_pictures import drawn_anew
from intake.proofs.answers import ProofFile, proof_files
from intake.settings import Settings

_SIDES, _QUALITY = (1600, 1280, 1024, 800), 72  # dots, of JPEG: still to be seen what was mended
_log = logging.getLogger(__name__)


def answer_files(snap: Snapshot, settings: Settings, case_id: int, event_id: int, channel: str) -> tuple[OutFile, ...]:
    """Return the files of one answer, photos as clean copies that its channel takes; none of a sealed case."""
    return tuple(_that_fit(settings, proof_files(snap, case_id, answer=event_id), channel))


def _that_fit(settings: Settings, found: tuple[ProofFile, ...], channel: str) -> Iterator[OutFile]:
    left, rule = sent_along.whole_bytes(), sent_along.rules().get(channel)
    for number, file in enumerate(found, 1):
        data = _bytes_of(settings, file, left)
        if file.is_photo and rule is not None:
            data = _light(data, rule.picture_bytes)
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


def _light(photo: bytes, most: int) -> bytes:
    """Return a photo as small as its channel takes; as it is where it cannot be made so."""
    lighter = photo
    for side in _SIDES:
        if len(lighter) <= most:
            return lighter
        lighter = drawn_anew(BytesIO(photo), side=side, quality=_QUALITY)
    return lighter if len(lighter) <= most else photo

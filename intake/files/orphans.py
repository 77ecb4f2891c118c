"""Bytes without a row (of a refused message, a broken upload) are removed when they are old; no row is touched."""

import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from intake.db import Database
from intake.installation.bounds import load_bounds
from intake.settings import Settings
from intake.tables import AttachmentRow

_HASH = re.compile(r"^([0-9a-f]{64})(\.shown\.jpg|\.\d+\.part)?$")
_BATCH = 200


def sweep(db: Database, settings: Settings) -> int:
    """Remove what no row names, once it is old; return how many files went.

    A file that is kept again becomes young (`attachments.keep`), so that one whose row is about to be written stays.
    """
    if not settings.attachments_dir.is_dir():
        return 0
    before = (db.clock() - timedelta(hours=load_bounds().orphans.older_than_h)).timestamp()
    return sum(_sweep(db, folder, before) for folder in sorted(settings.attachments_dir.iterdir()) if folder.is_dir())


def _sweep(db: Database, folder: Path, before: float) -> int:
    known = ((path, _HASH.match(path.name)) for path in folder.iterdir())
    old = {path: found.group(1) for path, found in known if found and _written_at(path) < before}
    named = _named(db, sorted(set(old.values())))
    unneeded = [path for path, sha256 in old.items() if sha256 not in named or path.suffix == ".part"]
    gone = [path for path in unneeded if _written_at(path) < before]  # looked at again: it may have become young
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _named(db: Database, hashes: list[str]) -> set[str]:
    named: set[str] = set()
    with db.read() as snap:
        for start in range(0, len(hashes), _BATCH):
            some = AttachmentRow.sha256.in_(hashes[start : start + _BATCH])
            named |= {sha256 for sha256 in snap.execute(select(AttachmentRow.sha256).where(some)).scalars() if sha256}
    return named


def _written_at(path: Path) -> float:
    """Return when a file was last written, as epoch seconds; one that is gone meanwhile counts as new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")

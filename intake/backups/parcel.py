"""The form of a backup: one compressed tar whose parts are ours by name, so that nothing is ever put elsewhere."""

import gzip
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from intake.backups import manifest
from intake.backups.manifest import Manifest
from intake.errors import Invalid

_CHUNK = 1 << 20
_QUICK = 1  # photographs do not get smaller, and words do quickly
_MANIFEST = "manifest.json"
_PART = re.compile(
    r"book/(?:book\.db|[a-z_0-9]+\.rows)"
    r"|attachments/[0-9a-f]{2}/[0-9a-f]{64}(?:\.shown\.jpg)?"
    r"|reading/model(?:-before)?\.bin"
)
_BOOK = "book/"
_BROKEN = "Bản sao lưu hỏng hoặc bị cắt; không có gì được phục hồi. Thử bản khác."


def pack(path: Path, about: Manifest, folders: tuple[Path, Path]) -> int:
    """Write a backup; return how many files it holds beside the book.

    Args:
        path: an empty file for its owner alone.
        about: what the backup says of itself.
        folders: the folder that holds `book/`, and that of the installation with `attachments/` and `reading/`.
    """
    count = 0
    with tarfile.open(path, "w:gz", compresslevel=_QUICK) as parcel:
        _add_manifest(parcel, about)
        for folder in folders:
            for found in sorted(one for one in folder.rglob("*") if _PART.fullmatch(str(one.relative_to(folder)))):
                name = str(found.relative_to(folder))
                count += _add(parcel, found, name) and not name.startswith(_BOOK)
    return count


def _add_manifest(parcel: tarfile.TarFile, about: Manifest) -> None:
    data = about.to_bytes()
    part = tarfile.TarInfo(_MANIFEST)
    part.size, part.mode = len(data), 0o600
    parcel.addfile(part, BytesIO(data))


def _add(parcel: tarfile.TarFile, found: Path, name: str) -> int:
    """Add a file, and return 1; 0 for one that was removed meanwhile (an orphan, an erased photograph)."""
    try:
        with found.open("rb") as file:
            part = tarfile.TarInfo(name)
            part.size, part.mode, part.mtime = found.stat().st_size, 0o600, int(found.stat().st_mtime)
            parcel.addfile(part, file)
    except FileNotFoundError:
        return 0
    return 1


def look_into(path: Path) -> Manifest:
    """Return what a backup says of itself.

    Raises:
        Invalid: it cannot be read, or is no backup.
    """
    with _opened(path) as parcel:
        return _manifest(parcel)


def unpack(path: Path, folder: Path) -> int:
    """Put the parts of a backup into an empty folder, to its end; return how many files there were beside the book.

    Raises:
        Invalid: it is broken, or holds what is none of ours.
    """
    count = 0
    with _opened(path, to_its_end=True) as parcel:
        _manifest(parcel)
        while (part := parcel.next()) is not None:
            if not (part.isfile() and _PART.fullmatch(part.name)):
                raise Invalid(f"Bản sao lưu có phần lạ: {part.name[:80]}. Không có gì được phục hồi.")
            _put(parcel, part, folder / part.name)
            count += not part.name.startswith(_BOOK)
    return count


def _manifest(parcel: tarfile.TarFile) -> Manifest:
    first = parcel.next()
    file = parcel.extractfile(first) if first is not None and first.name == _MANIFEST else None
    return manifest.from_bytes(file.read() if file else b"")


def _put(parcel: tarfile.TarFile, part: tarfile.TarInfo, target: Path) -> None:
    file = parcel.extractfile(part)
    if file is None:
        raise Invalid(_BROKEN)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as kept:
        shutil.copyfileobj(file, kept)


@contextmanager
def _opened(path: Path, *, to_its_end: bool = False) -> Iterator[tarfile.TarFile]:
    """Open a backup; a tar alone would take one that is cut off for whole, so the end of the stream is read too."""
    try:
        with gzip.open(path, "rb") as stream, tarfile.open(fileobj=stream, mode="r|") as parcel:
            yield parcel
            while to_its_end and stream.read(_CHUNK):
                pass
    except (gzip.BadGzipFile, tarfile.TarError, EOFError, zlib.error) as error:
        raise Invalid(_BROKEN) from error
    except OSError as error:
        raise Invalid(f"Không phục hồi được từ {path}: {error.strerror}. Chưa có gì thay đổi.") from error

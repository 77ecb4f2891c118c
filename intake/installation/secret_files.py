"""Files that hold a secret: written whole and durable for their owner alone, and told of where others may read them."""

import os
import tempfile
from pathlib import Path

from intake.errors import Invalid

_OWN_FOLDER = 0o700
_OTHERS, _STRANGERS = 0o077, 0o007


def write(path: Path, text: str) -> None:
    """Write a secret so that a cut of the power leaves the file before or the whole new one, and never an empty one."""
    _draft(path, text).replace(path)
    _make_durable(path.parent)


def write_first(path: Path, text: str) -> None:
    """Write a secret where there is none yet; of two processes that start together one writes, and both read its."""
    draft = _draft(path, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(path)
    draft.unlink(missing_ok=True)
    _make_durable(path.parent)


def _draft(path: Path, text: str) -> Path:
    number, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # for its owner alone
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(number)
    return Path(name)


def _make_durable(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def read(path: Path) -> str:
    """Return the secret of a file.

    Raises:
        Invalid: it cannot be read, or is no text of ours.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise Invalid(f"{path}: không đọc được tệp khóa ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise Invalid(f"{path}: tệp khóa đã hỏng; chép lại từ bản cất riêng.") from error


def make_folder(path: Path) -> None:
    """Make a folder that nobody else on the machine may look into; one that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=_OWN_FOLDER, exist_ok=True)


def is_open_to_others(path: Path) -> bool:
    """Tell whether anybody but the owner may read a file of secrets; one that is not there is not open."""
    return path.exists() and bool(path.stat().st_mode & _OTHERS)


def is_open_to_strangers(path: Path) -> bool:
    """Tell whether every account of the machine may look into a folder or file; a group of the owner's may."""
    return path.exists() and bool(path.stat().st_mode & _STRANGERS)

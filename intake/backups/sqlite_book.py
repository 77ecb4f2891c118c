"""The embedded book as one file: copied at one moment while others write, and put in its place when it is whole."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url

from intake.db import open_database
from intake.errors import Conflict, Damaged, Invalid
from intake.migrate import upgrade

NAME = "book.db"
BROKEN = "Sổ trong bản sao lưu hỏng; không có gì được phục hồi. Thử bản khác."
_BESIDE = ("-wal", "-shm")


def path_of(url: str) -> Path:
    """Return the file of an embedded book."""
    return Path(make_url(url).database or "")


def copy_out(url: str, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Copy the book into a folder; pages that were freed, with erased words in them, do not come along.

    Raises:
        Damaged: the book is broken: what is left of it is no backup.
    """
    with closing(sqlite3.connect(path_of(url), isolation_level=None)) as book:
        try:
            book.execute("VACUUM INTO ?", (str(folder / NAME),))
        except sqlite3.DatabaseError as error:
            raise Damaged("Sổ hỏng nên không sao lưu được; xem nghedan doctor. Giữ các bản sao lưu trước.") from error
    return {}


def see_empty(url: str) -> None:
    """See that there is no book where one shall be put.

    Raises:
        Conflict: there is one.
    """
    path = path_of(url)
    if not path.exists():
        return
    with closing(sqlite3.connect(path)) as book, suppress(sqlite3.DatabaseError):
        if book.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            return
    raise Conflict(f"Đã có sổ ở {path}: phục hồi không ghi đè. Chuyển tệp ấy ra chỗ khác trước.")


def put_back(url: str, folder: Path) -> None:
    """Put a copied book, brought up to date, where the settings say.

    Raises:
        Invalid: the copy is broken.
    """
    copied = folder / NAME
    if not is_whole(copied):
        raise Invalid(BROKEN)
    with closing(open_database(f"sqlite:///{copied}")) as db:
        upgrade(db)
    path = path_of(url)
    for beside in _BESIDE:
        path.with_name(path.name + beside).unlink(missing_ok=True)
    copied.chmod(0o600)
    beside_it = path.with_name(f"{path.name}.restoring")
    shutil.move(copied, beside_it)  # it may be another disk
    beside_it.replace(path)


def is_whole(path: Path) -> bool:
    """Tell whether a copied book is there and sound."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as book, suppress(sqlite3.DatabaseError):
        found: tuple[str] = book.execute("PRAGMA quick_check(1)").fetchone()
        return found == ("ok",)
    return False

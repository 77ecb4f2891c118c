"""`nghedan backup FILE` and `nghedan restore FILE`: an installation as one file, and that file as an installation."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from intake import audit
from intake.backups import moved_book, parcel, pg_book, sqlite_book
from intake.backups.manifest import Manifest
from intake.clock import ZONE
from intake.db import Database, open_database
from intake.errors import Conflict, Invalid
from intake.migrate import head, is_current
from intake.sealed import key_mark
from intake.sealed.vault_keys import keys_of
from intake.settings import Settings

Say = Callable[[str], None]
_FOLDERS = ("attachments", "reading")
_KEEP_KEYS = (
    "Khóa không nằm trong bản này, phải cất riêng: {}. Thiếu khóa thì biên nhận và phần giữ kín không mở được; "
    "ai có cả bản sao lưu và khóa thì đọc được tất cả."
)
_OTHER_KEYS = (
    "Khóa ở đây không phải khóa của bản sao lưu: đặt lại {} từ bản cất riêng rồi chạy lại. "
    "Chỉ khi khóa đã mất hẳn: thêm --without-keys; biên nhận đã trao và phần giữ kín sẽ không mở được."
)
_AFTERWARDS = (
    "Tiếp theo: nghedan doctor, nghedan audit verify, nghedan clocks verify. Có Zalo OA thì nhập lại khóa truy cập: "
    "nghedan zalo token set. Xóa lại những gì người dân đã yêu cầu xóa sau thời điểm của bản này."
)


# --- backup -------------------------------------------------------------------------------------------------------


def backup(settings: Settings, path: Path, say: Say) -> None:
    """Write the book as it is at this moment, with all files, into one file for its owner alone; others may be at work.

    Raises:
        Conflict: the file is there already, or the book is not up to date.
        Invalid: the file cannot be written.
    """
    if path.exists():
        raise Conflict(f"Đã có {path}: bản sao lưu không ghi đè. Đặt tên khác, ví dụ có ngày giờ.")
    with closing(open_database(settings.database_url)) as db, _written_whole(path) as (draft, folder):
        if not is_current(db):
            raise Conflict("Sổ chưa ở cấu trúc mới nhất. Chạy: nghedan migrate")
        with db.transaction() as tx:
            at = tx.now
            audit.record(tx, "system", "backup.make", "book", {"file": path.name})
        count = parcel.pack(draft, _copied(settings, folder / "book", at), (folder, settings.data_dir))
    size = path.stat().st_size / 1024**2
    say(f"Đã sao lưu sổ lúc {_told(at)} và {count} tệp vào {path} ({size:.1f} MB).")
    say(_KEEP_KEYS.format(_names_of_keys(settings)))


@contextmanager
def _written_whole(path: Path) -> Iterator[tuple[Path, Path]]:
    """Give the name of a draft and a folder beside the file; the draft becomes the file when all went well."""
    try:
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as named:
            draft, folder = Path(named) / "draft", Path(named) / "parts"
            (folder / "book").mkdir(parents=True)
            yield draft, folder
            draft.chmod(0o600)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(path)
    except OSError as error:
        raise Invalid(f"Không ghi được {path}: {error.strerror}. Chưa có bản sao lưu nào.") from error


def _copied(settings: Settings, folder: Path, at: datetime) -> Manifest:
    is_sqlite = _is_sqlite(settings)
    tables = (sqlite_book if is_sqlite else pg_book).copy_out(settings.database_url, folder)
    return Manifest(
        made_at=at.isoformat(),
        database="sqlite" if is_sqlite else "postgresql",
        version=str(head()),
        secret_key=key_mark.mark_of(settings),
        vault_keys=tuple(key.id for key in keys_of(settings)),
        tables=tables,
    )


# --- restore ------------------------------------------------------------------------------------------------------


def restore(settings: Settings, path: Path, say: Say, *, without_keys: bool = False) -> None:
    """Make an installation of a backup where there is none; all of it is there afterwards, or nothing.

    An embedded book may go into PostgreSQL, not the other way round.

    Args:
        settings: where to; the keys of the backup must be there already.
        path: the backup.
        say: takes what was done, in Vietnamese.
        without_keys: the keys are lost for good; receipts and sealed values stay shut.

    Raises:
        Conflict: there is a book or there are files already, or the keys are not those of the backup.
        Invalid: the backup is broken, or of PostgreSQL and to be put into an embedded book.
    """
    about = parcel.look_into(path)
    if _is_sqlite(settings) and about.database != "sqlite":
        raise Invalid(f"Bản sao lưu này của {about.database}: NGHEDAN_DATABASE_URL phải trỏ tới một sổ cùng loại.")
    if not without_keys:
        _see_keys(settings, about)
    _see_no_files(settings)
    (sqlite_book if _is_sqlite(settings) else pg_book).see_empty(settings.database_url)
    with TemporaryDirectory(prefix="restoring-", dir=settings.data_dir) as named:
        folder = Path(named)
        count = parcel.unpack(path, folder)
        with _files_in_place(settings, folder):
            _put_book(settings, about, folder / "book")
    if without_keys:
        key_mark.accept(settings)
    with closing(open_database(settings.database_url)) as db:
        _note(db, path, about)
    say(f"Đã phục hồi sổ như lúc {_told(about.moment)} và {count} tệp.")
    say(_AFTERWARDS)


def _see_keys(settings: Settings, about: Manifest) -> None:
    wrong = []
    if about.secret_key != key_mark.mark_of(settings):
        wrong.append("secret.key (hoặc NGHEDAN_SECRET_KEY)")
    if not set(about.vault_keys) <= {key.id for key in keys_of(settings)}:
        wrong.append("vault.key (hoặc NGHEDAN_VAULT_KEYS)")
    if wrong:
        raise Conflict(_OTHER_KEYS.format(" và ".join(wrong)))


def _see_no_files(settings: Settings) -> None:
    for name in _FOLDERS:
        folder = settings.data_dir / name
        if folder.is_dir() and any(folder.iterdir()):
            raise Conflict(f"Đã có tệp trong {folder}: phục hồi không ghi đè. Chuyển thư mục ấy ra chỗ khác trước.")


@contextmanager
def _files_in_place(settings: Settings, folder: Path) -> Iterator[None]:
    """Put the files where they belong; they go again where the book cannot be put."""
    put = []
    try:
        for name in _FOLDERS:
            if (folder / name).exists():
                target = settings.data_dir / name
                if target.exists():
                    target.rmdir()
                (folder / name).replace(target)
                put.append(target)
        yield
    except BaseException:
        for target in put:
            shutil.rmtree(target)
        raise


def _put_book(settings: Settings, about: Manifest, folder: Path) -> None:
    if _is_sqlite(settings):
        sqlite_book.put_back(settings.database_url, folder)
    elif about.database == "sqlite":
        moved_book.put(settings.database_url, folder)
    else:
        pg_book.put_back(settings.database_url, folder, version=about.version, tables=about.tables)


def _note(db: Database, path: Path, about: Manifest) -> None:
    with db.transaction() as tx:
        audit.record(tx, "system", "backup.restore", "book", {"file": path.name, "of": about.made_at})


# --- words --------------------------------------------------------------------------------------------------------


def _is_sqlite(settings: Settings) -> bool:
    return settings.database_url.startswith("sqlite")


def _told(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"


def _names_of_keys(settings: Settings) -> str:
    own = settings.data_dir / "secret.key"
    vault = settings.vault_key_file
    return f"{own if own.exists() else 'NGHEDAN_SECRET_KEY'}, {vault if vault.exists() else 'NGHEDAN_VAULT_KEYS'}"

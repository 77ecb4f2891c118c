"""`nghedan doctor`: what an installation still needs, and what is wrong with one that runs, each with what to do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from intake.backups import sqlite_book
from intake.channels import channel_check
from intake.clock import local_day, system_clock
from intake.db import Database, Snapshot, open_database
from intake.directory import directory
from intake.errors import Damaged, Invalid, Unavailable
from intake.health import checkup
from intake.installation import secret_files
from intake.installation.findings import Finding
from intake.law.workdays import confirmed_through
from intake.learning.reading_model import check_own
from intake.migrate import NEWER, is_current, is_empty, is_newer
from intake.moves import desks
from intake.officers import letters, way_in
from intake.sealed import key_mark, vault
from intake.sealed.vault_keys import keys_of
from intake.settings import Settings
from intake.setup import office_settings, recount
from intake.setup.recount import Drift
from routing import rules

_ENOUGH_DISK = 1024**3
_DAMAGED = (
    "tệp cơ sở dữ liệu hỏng: dừng máy chủ, chuyển tệp hỏng ra chỗ khác để giữ lại, xem ổ đĩa, "
    "rồi nghedan restore bản sao lưu gần nhất"
)

_OFFICE_PAGE = "quản trị viên ghi ở Cài đặt → Thông tin cơ quan, hoặc mục office của tệp nghedan seed"
_NO_WAY_IN = (
    "chưa ai đăng nhập được để quản trị: ghi trong danh bạ một người có role administrator và login, "
    "rồi nghedan password TÊN-ĐĂNG-NHẬP"
)


def doctor(settings: Settings) -> list[Finding]:
    """Check settings, database, disk, keys, the clock, what waits, and the calendar of the coming year."""
    return list(_findings(settings))


def _findings(settings: Settings) -> Iterator[Finding]:
    yield from _database(settings)
    yield _disk(settings)
    yield _folder(settings)
    yield _secret_key(settings)
    https = settings.base_url.startswith("https://")
    yield Finding(
        "Địa chỉ công khai",
        ok=True,
        sentence=settings.base_url + ("" if https else " (chưa có https: chỉ nên dùng để thử)"),
    )
    yield _vault_key(settings, is_public=https)
    yield from channel_check.of_settings(settings)
    yield _model(settings)
    year = local_day(system_clock()).year
    known = confirmed_through()
    yield Finding(
        "Lịch nghỉ", known >= year, f"đã chốt đến hết năm {known}; năm sau cần đối chiếu thông báo của Chính phủ"
    )


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        with closing(open_database(settings.database_url)) as db:
            yield from _book(db, settings)
    except Damaged:
        yield Finding("Cơ sở dữ liệu", ok=False, sentence=_DAMAGED)
    except Unavailable:
        yield Finding("Cơ sở dữ liệu", ok=False, sentence="không mở được; xem lại NGHEDAN_DATABASE_URL")


def _book(db: Database, settings: Settings) -> Iterator[Finding]:
    current = is_current(db)
    yield Finding("Cơ sở dữ liệu", current, _schema_sentence(db, settings, is_current=current))
    if not current:
        return
    with db.read() as snap:
        known = directory.snapshot(snap)
        units, wrong = len(known.units), [one.sentence for one in rules.problems(known)]
        drift, at_no_desk = recount.drift(snap), desks.at_no_desk(snap)
        lost, has_its_key = _lost_values(snap, settings), key_mark.fits(snap, settings)
        waiting, has_administrator = list(checkup.findings(snap)), way_in.has_administrator(snap)
        unsaid = ", ".join(office_settings.unsaid(snap))
        zalo, mail = channel_check.zalo_stands(snap, settings), letters.findings(snap, is_on=settings.mail.is_on)
    yield Finding(
        "Cơ quan", not unsaid, f"chưa ghi {unsaid}: {_OFFICE_PAGE}" if unsaid else "có tên, điện thoại, địa chỉ"
    )
    yield Finding("Danh bạ", units > 0, f"{units} đơn vị" if units else "chưa có: nghedan seed TỆP.json")
    if units:
        yield Finding("Quản trị", has_administrator, "có người đăng nhập được" if has_administrator else _NO_WAY_IN)
    yield Finding("Quy tắc phân việc", not wrong, " ".join(wrong) or f"{len(known.rules)} quy tắc, đều dùng được")
    yield Finding("Hạn đang chạy", not drift.would_move, _drift_sentence(settings, drift))
    yield Finding("Hồ sơ chờ phân loại", not at_no_desk, _desks_sentence(at_no_desk))
    yield from waiting
    yield Finding("Zalo OA", *zalo)
    yield mail
    if not has_its_key:
        yield Finding("Khóa của sổ", ok=False, sentence=key_mark.OTHER_KEY)
    if lost:
        yield Finding("Két giữ kín", ok=False, sentence=_lost_sentence(lost))


def _desks_sentence(at_no_desk: int) -> str:
    if not at_no_desk:
        return "đều có bộ phận tiếp nhận"
    return (
        f"{at_no_desk} hồ sơ không ở bộ phận tiếp nhận nào: worker đang chạy thì tự giao trong 6 giờ; "
        "còn báo thì danh bạ thiếu bộ phận tiếp nhận của nơi ấy"
    )


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data_dir).free
    if not os.access(settings.data_dir, os.W_OK):
        sentence = f"không ghi được vào {settings.data_dir}: trao quyền ghi cho tài khoản đang chạy máy chủ"
        return Finding("Ổ đĩa", ok=False, sentence=sentence)
    enough = free > _ENOUGH_DISK
    advice = "" if enough else ": dọn bớt hoặc thêm ổ đĩa trước khi đầy"
    return Finding("Ổ đĩa", enough, f"còn trống {free // 1024**2} MB (nên còn hơn 1.024 MB){advice}")


def _folder(settings: Settings) -> Finding:
    """Tell of a folder that every account of the machine may look into: the book and files of citizens are there."""
    path = settings.data_dir
    if secret_files.is_open_to_strangers(path):
        return Finding("Thư mục dữ liệu", ok=False, sentence=_open_sentence(path, "700"))
    return Finding("Thư mục dữ liệu", ok=True, sentence=f"{path}, người ngoài không đọc được")


def _open_sentence(path: Path, mode: str) -> str:
    return f"ai trên máy cũng đọc được {path}: chạy chmod {mode} {path}"


def _secret_key(settings: Settings) -> Finding:
    path = settings.data_dir / "secret.key"
    if secret_files.is_open_to_others(path):
        return Finding("Khóa bí mật", ok=False, sentence=_open_sentence(path, "600"))
    return Finding(
        "Khóa bí mật", ok=True, sentence="có; cần có bản chép cất riêng, mất khóa thì biên nhận không tra được"
    )


def _vault_key(settings: Settings, *, is_public: bool) -> Finding:
    try:
        keys = keys_of(settings)
    except Invalid as error:
        return Finding("Khóa két", ok=False, sentence=error.sentence)
    if secret_files.is_open_to_others(settings.vault_key_file):
        return Finding("Khóa két", ok=False, sentence=_open_sentence(settings.vault_key_file, "600"))
    if keys:
        return Finding("Khóa két", ok=True, sentence=f"{len(keys)} khóa; cần có bản chép cất riêng, ngoài máy chủ")
    sentence = "chưa có: số căn cước của người dân chưa cất giữ kín được; chạy nghedan vault new-key"
    return Finding("Khóa két", ok=not is_public, sentence=sentence)


def _model(settings: Settings) -> Finding:
    try:
        own = check_own(settings)
    except Invalid as error:
        return Finding("Mô hình đọc", ok=False, sentence=error.sentence)
    return Finding("Mô hình đọc", ok=True, sentence="của cơ quan, đã học thêm" if own else "đi kèm phần mềm")


def _lost_values(snap: Snapshot, settings: Settings) -> int:
    try:
        return vault.orphans(snap, settings)
    except Invalid:
        return 0  # the keys themselves cannot be read, which is told as a finding of its own


def _lost_sentence(lost: int) -> str:
    return (
        f"{lost} giá trị không mở được vì thiếu khóa đã dùng để cất; đặt lại khóa cũ từ bản chép cất riêng. "
        "Nếu khóa đã mất hẳn thì không cách nào mở lại: đề nghị người dân khai lại"
    )


def _drift_sentence(settings: Settings, drift: Drift) -> str:
    if not drift.counted_otherwise:
        return "đều tính theo lịch hiện hành"
    counted = f"{drift.counted_otherwise} hạn tính theo lịch trước"
    if not drift.would_move:
        return f"{counted}, theo lịch hiện hành vẫn đúng ngày"
    page = f"{settings.base_url}/admin/calendar/what-if?catch_up=1"
    return f"{counted}, {drift.would_move} hạn sẽ đổi nếu tính lại; chưa hạn nào tự đổi. Xem và quyết định ở {page}"


def _schema_sentence(db: Database, settings: Settings, *, is_current: bool) -> str:
    with db.read() as snap:
        version = "SQLite" if snap.is_sqlite else str(snap.execute(text("SHOW server_version")).scalar())
        file = sqlite_book.path_of(settings.database_url) if snap.is_sqlite else None
    if is_current:
        return f"{version}, cấu trúc mới nhất"
    if is_empty(db):
        return _no_book_sentence(file)
    return NEWER if is_newer(db) else "cấu trúc cũ: chạy nghedan migrate"


def _no_book_sentence(file: Path | None) -> str:
    """Say where a book was looked for: a new one made beside the old one would hide every case."""
    where, name = (f"ở {file}", "NGHEDAN_DATA_DIR") if file else ("ở địa chỉ đã đặt", "NGHEDAN_DATABASE_URL")
    return f"chưa có sổ {where}: cài lần đầu thì chạy nghedan migrate; đã dùng rồi thì xem lại {name}, đừng lập sổ mới"

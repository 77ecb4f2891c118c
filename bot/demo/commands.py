"""What `nghedan demo` asks for: a data folder with the demo province in it, made once and reopened afterwards."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bot.demo.agenda import Life
from bot.demo.flagging import flag
from bot.demo.play import LAST_MINUTES, play
from bot.demo.province import Account, Province, build
from bot.demo.reception_desk import keeps_book
from bot.demo.receptions import plan_receptions
from bot.demo.settings import set_up
from intake import labels, meta
from intake.catalogue import answers
from intake.clock import Clock, local_day, start_of, system_clock
from intake.db import Database, open_database
from intake.directory import directory
from intake.errors import Invalid
from intake.migrate import upgrade
from intake.replies import reply_templates
from intake.sealed.vault_keys import add_key, keys_of
from intake.settings import Settings

Say = Callable[[str], None]
_MARK = "demo"
_MONTHS = 6
_ACCOUNTS = "demo-accounts.json"
_EVERY = 50


def prepare(settings: Settings, *, reset: bool, cases: int, say: Say, clock: Clock = system_clock) -> None:
    """Make the demo province where there is none yet (or anew, with `reset`), and say who may sign in.

    Raises:
        Invalid: the database holds something that is no demo: it is never touched.
    """
    if reset:
        _clear(settings)
    if not keys_of(settings):
        add_key(settings)
    if not _is_ready(settings):
        _make(settings, cases, say, clock())
    _print_accounts(_accounts_file(settings), say)


def _is_ready(settings: Settings) -> bool:
    with closing(open_database(settings.database_url)) as db:
        upgrade(db)
        with db.read() as snap:
            mark = meta.get(snap, _MARK)
            is_empty = not meta.version(snap, "directory")
        if mark.get("ready"):
            return True
    if is_empty:
        return False
    if not mark:
        raise Invalid("Cơ sở dữ liệu này đã có dữ liệu thật. Xin chọn thư mục khác cho tỉnh mẫu: --data THƯ-MỤC.")
    _clear(settings)  # a demo that was interrupted while it was being made
    return False


def _clear(settings: Settings) -> None:
    """Remove the demo's own database file and files.

    Raises:
        Invalid: the database is on a server, or is no demo.
    """
    path = _sqlite_file(settings)
    if path is None:
        raise Invalid("Chỉ làm lại được tỉnh mẫu trên SQLite. Với PostgreSQL, xin tạo cơ sở dữ liệu mới, trống.")
    if not path.exists():
        return
    if not _is_demo_or_empty(settings):
        raise Invalid(f"{path} không phải dữ liệu mẫu nên không xóa. Xin chọn thư mục khác: --data THƯ-MỤC.")
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        file.unlink(missing_ok=True)
    shutil.rmtree(settings.attachments_dir, ignore_errors=True)
    _accounts_file(settings).unlink(missing_ok=True)


def _is_demo_or_empty(settings: Settings) -> bool:
    with closing(open_database(settings.database_url)) as db:
        upgrade(db)
        with db.read() as snap:
            return bool(meta.get(snap, _MARK)) or not meta.version(snap, "directory")


def _sqlite_file(settings: Settings) -> Path | None:
    name = settings.database_url.removeprefix("sqlite:///")
    return Path(name) if name != settings.database_url else None


def _make(settings: Settings, cases: int, say: Say, now: datetime) -> None:
    say("Đang dựng tỉnh mẫu (một lần, khoảng nửa phút): danh bạ, rồi sáu tháng công việc …")
    province = build()
    _keep_accounts(_accounts_file(settings), province.accounts)
    founded = start_of(local_day(now - timedelta(days=30 * _MONTHS + 1)))
    with closing(open_database(settings.database_url, lambda: founded)) as db:
        upgrade(db)  # one that was half made has been cleared away
        found(db, province)
        desks = (keeps_book(db, settings, now), _administer(db, now))
        played = play(db, settings, until=now, cases=cases, months=_MONTHS, progress=_progress(say), beside=desks)
        db.clock = lambda: now
        with db.transaction() as tx:
            flag(tx)
            meta.put(tx, _MARK, {"ready": True, "made_at": now.isoformat()})
    say(f"Xong: {played.cases} hồ sơ, {played.messages} tin nhắn của người dân, {played.moves} bước của cán bộ.")


def _administer(db: Database, now: datetime) -> Life:
    """Set up what the administrator sets, when nobody tells a matter any more: the play was written without it."""
    yield now - LAST_MINUTES
    with db.transaction() as tx:
        plan_receptions(tx, local_day(now))
        set_up(tx, local_day(now))


def found(db: Database, province: Province) -> None:
    """Name the office, load its directory and its first book of answers, as a demo that is not ready yet."""
    with db.transaction() as tx:
        meta.put(tx, _MARK, {"ready": False})
        meta.set_office(tx, province.office)
        directory.import_directory(tx, province.directory)
        reply_templates.load(tx)
        answers.load(tx, (files("bot.demo") / "answers.toml").read_text(encoding="utf-8"))


def _progress(say: Say) -> Callable[[int, int], None]:
    def tell(count: int, wanted: int) -> None:
        if count % _EVERY == 0:
            say(f"  {count}/{wanted} hồ sơ")

    return tell


# --- accounts -----------------------------------------------------------------------------------------------------


def _accounts_file(settings: Settings) -> Path:
    return settings.data_dir / _ACCOUNTS


def _keep_accounts(path: Path, accounts: Sequence[Account]) -> None:
    """Keep the demo's passwords beside its data, readable by its owner only, so that a second start can tell them."""
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False), encoding="utf-8")


def _print_accounts(path: Path, say: Say) -> None:
    if not path.exists():
        say("Mật khẩu của các tài khoản mẫu đã được in khi dựng tỉnh mẫu. Làm lại từ đầu: nghedan demo --reset")
        return
    say("Tài khoản mẫu (trang cán bộ):")
    for line in _table([_row(account) for account in json.loads(path.read_text(encoding="utf-8"))]):
        say(f"  {line}")


def _row(account: Mapping[str, str]) -> tuple[str, str, str]:
    who = f"{labels.ROLES[account['role']]}: {account['name']}, {account['title']}, {account['unit']}"
    return account["login"], account["password"], who


def _table(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    width = max(len(login) for login, _, _ in rows)
    return [f"{login:<{width}}  {password}  {who}" for login, password, who in rows]

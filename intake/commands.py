"""What the command line asks of the book: load a directory, and tell what an installation still needs."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError

from intake import calendars, channel_check, courtesy, crowds, directory, meta, recount, turn_details, vault
from intake.clock import local_day, system_clock
from intake.db import Database, Snapshot, open_database
from intake.directory import DirectoryData
from intake.errors import Invalid, Unavailable
from intake.law.workdays import Override, confirmed_through
from intake.migrate import is_current, upgrade
from intake.recount import Drift
from intake.settings import Settings
from intake.vault_keys import keys_of
from routing import rules
from routing.shared_matters import Crowd

_ENOUGH_DISK = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of an installation; the sentence says what is so, or what to do."""

    what: str
    ok: bool
    sentence: str


def seed(settings: Settings, path: Path) -> str:
    """Load office, units, staff and rules from a JSON file `{"office":{}, "units":[], "staff":[], "rules":[]}`.

    Rows are those of `DirectoryData`; `"relations":[]` declares who is close to whom.

    `"working_hours":{"start":"07:30","end":"17:00"}` says when members of staff are told of deadlines;
    `"crowd":{"people":5,"days":30}` how many people within how many days make a crowd;
    `"courtesy":{"draft.keep_days":5}` when citizens are written to, by the names of courtesy.toml.
    `"turn_details":{"keep_days":30}` how long the inside of each turn is kept.

    Raises:
        Invalid: the file cannot be read, or a row of it is wrong; nothing is loaded then.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        data = DirectoryData(content["units"], content["staff"], content.get("rules", ()), content.get("relations", ()))
        office = meta.Office(**content.get("office", {}))
        hours = meta.hours_from(content["working_hours"]) if "working_hours" in content else None
        crowd = Crowd(**content["crowd"]) if "crowd" in content else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        known = ", ".join(field.name for field in fields(meta.Office))
        raise Invalid(f"Không đọc được {path}: {error}. Tệp cần có office ({known}), units, staff.") from error
    with closing(open_database(settings.database_url)) as db:
        upgrade(db)
        try:
            with db.transaction() as tx:
                meta.set_office(tx, office)
                if hours:
                    meta.set_working_hours(tx, hours)
                if "courtesy" in content:
                    courtesy.set_own(tx, content["courtesy"])
                if "turn_details" in content:
                    turn_details.set_own(tx, content["turn_details"])
                if crowd:
                    crowds.set_rule(tx, crowd)
                directory.import_directory(tx, data)
        except (KeyError, TypeError, AttributeError, IntegrityError) as error:
            raise Invalid(f"{path}: có dòng thiếu hoặc sai mục ({type(error).__name__} {error.args[0]}).") from error
    return f"Đã nạp {len(content['units'])} đơn vị, {len(content['staff'])} cán bộ."


def doctor(settings: Settings) -> list[Finding]:
    """Check settings, database, disk, tokens and the calendar of the coming year."""
    return list(_findings(settings))


def _findings(settings: Settings) -> Iterator[Finding]:
    yield from _database(settings)
    free = shutil.disk_usage(settings.data_dir).free
    yield Finding("Ổ đĩa", free > _ENOUGH_DISK, f"còn trống {free // 1024**2} MB (nên còn hơn 1.024 MB)")
    https = settings.base_url.startswith("https://")
    yield Finding(
        "Địa chỉ công khai",
        ok=True,
        sentence=settings.base_url + ("" if https else " (chưa có https: chỉ nên dùng để thử)"),
    )
    yield _vault_key(settings, is_public=https)
    yield _frames(settings, is_public=https)
    has_token = bool(settings.telegram_token)
    yield Finding(
        "Telegram", ok=True, sentence="đã có mã" if has_token else "chưa đặt TELEGRAM_BOT_TOKEN: kênh này tắt"
    )
    if has_token and settings.telegram_mode == "webhook":
        sentence = "đã đặt" if settings.telegram_secret else "cần đặt TELEGRAM_WEBHOOK_SECRET để nhận webhook"
        yield Finding("Khóa webhook", bool(settings.telegram_secret), sentence)
    yield from _zalo_bot(settings)
    year = local_day(system_clock()).year
    known = confirmed_through()
    yield Finding(
        "Lịch nghỉ", known >= year, f"đã chốt đến hết năm {known}; năm sau cần đối chiếu thông báo của Chính phủ"
    )


def _zalo_bot(settings: Settings) -> Iterator[Finding]:
    if not settings.zalo_bot_token:
        yield Finding("Zalo Bot", ok=True, sentence="chưa đặt ZALO_BOT_TOKEN: kênh này tắt")
    elif settings.zalo_bot_mode == "polling":
        yield Finding("Zalo Bot", ok=False, sentence="ZALO_BOT_MODE=polling chỉ để thử: máy dừng là mất tin")
    else:
        ok = bool(settings.zalo_bot_secret) and settings.base_url.startswith("https://")
        sentence = "đã có mã và khóa" if ok else "cần ZALO_BOT_SECRET và NGHEDAN_BASE_URL có https để nhận tin"
        yield Finding("Zalo Bot", ok, sentence)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        db = open_database(settings.database_url)
        yield Finding("Cơ sở dữ liệu", is_current(db), _schema_sentence(db))
        if is_current(db):
            with db.read() as snap:
                known = directory.snapshot(snap)
                units, wrong = len(known.units), [one.sentence for one in rules.problems(known)]
                drift = recount.drift(snap)
                lost = _lost_values(snap, settings)
                zalo = channel_check.zalo_stands(snap, settings)
            yield Finding("Danh bạ", units > 0, f"{units} đơn vị" if units else "chưa có: nghedan seed TỆP.json")
            yield Finding(
                "Quy tắc phân việc", not wrong, " ".join(wrong) or f"{len(known.rules)} quy tắc, đều dùng được"
            )
            yield Finding("Hạn đang chạy", not drift.would_move, _drift_sentence(settings, drift))
            yield Finding("Zalo OA", *zalo)
            if lost:
                yield Finding("Két giữ kín", ok=False, sentence=_lost_sentence(lost))
        db.close()
    except Unavailable:
        yield Finding("Cơ sở dữ liệu", ok=False, sentence="không mở được; xem lại NGHEDAN_DATABASE_URL")


def _frames(settings: Settings, *, is_public: bool) -> Finding:
    named = ", ".join(settings.embed_origins)
    sentence = f"cho phép: {named}" if named else "chưa trang nào được phép (NGHEDAN_EMBED_ORIGINS)"
    if named and not is_public:
        sentence += "; cần https thì trình duyệt mới giữ cuộc trò chuyện trong khung của trang khác"
    return Finding("Khung trò chuyện", ok=is_public or not named, sentence=sentence)


def _vault_key(settings: Settings, *, is_public: bool) -> Finding:
    try:
        keys = keys_of(settings)
    except Invalid as error:
        return Finding("Khóa két", ok=False, sentence=error.sentence)
    if keys:
        return Finding("Khóa két", ok=True, sentence=f"{len(keys)} khóa; cần có bản chép cất riêng, ngoài máy chủ")
    sentence = "chưa có: số căn cước của người dân chưa cất giữ kín được; chạy nghedan vault new-key"
    return Finding("Khóa két", ok=not is_public, sentence=sentence)


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


def own_days(database_url: str) -> list[Override]:
    """Return the days that the office has set itself; none where there is no book yet, and none is made.

    Raises:
        Unavailable: there is a book, but it cannot be opened.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
        return []
    with closing(open_database(database_url)) as db:
        if not is_current(db):
            return []
        with db.read() as snap:
            return list(calendars.own_days(snap).values())


def _schema_sentence(db: Database) -> str:
    with db.read() as snap:
        version = "SQLite" if snap.is_sqlite else str(snap.execute(text("SHOW server_version")).scalar())
    return f"{version}, cấu trúc mới nhất" if is_current(db) else "cấu trúc cũ: chạy nghedan migrate"

"""Everything that an installation may set, read once at the start from the environment, each with a safe default."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from intake.errors import Invalid
from intake.installation import secret_files
from intake.installation.mail_settings import MailServer
from intake.installation.tile_settings import Tiles
from intake.installation.zalo_settings import ZaloOA
from routing.gazetteer.served import DEMO_PROVINCE, has_gazetteer, province_names

_KEY_BYTES = 32
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_TELEGRAM_NAME = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation.

    Attributes:
        database_url: `sqlite:///path` or `postgresql://user:password@host/name`.
        data_dir: folder of attachments, keys and the embedded database.
        secret_key: secret of receipts, sessions and sealed data; kept in `data_dir/secret.key` unless given.
        base_url: public address of this installation, without a slash at the end.
        code_prefix: prefix of case codes.
        telegram_token, telegram_secret, telegram_api: bot token, webhook secret, address of the Bot API.
        zalo_oa: the Zalo Official Account, where there is one.
        zalo_bot_token, zalo_bot_secret, zalo_bot_api, zalo_bot_mode: the same of the Zalo Bot Platform.
        vault_keys: keys of the vault as text, newest first; where none is given, those in `data_dir/vault.key`.
        min_free_bytes: disk space below which no more files are taken, so that the book can still be written.
        metrics_token: secret that a reader of `/metrics` shows; without one only this machine may read them.
        secure_cookies: whether cookies are marked Secure (true behind https).
        embed_origins: sites whose pages may show the chat in a frame, as `https://host`; none: no site may.
        telegram_name: how citizens find the bot; for posters only.
        mail: the server that takes letters to staff, where there is one.
        tiles: the map under hot spots, where there is one.
    """

    database_url: str
    data_dir: Path
    secret_key: bytes = field(repr=False)
    base_url: str = "http://127.0.0.1:8000"
    code_prefix: str = "ND"
    vault_keys: tuple[str, ...] = field(default=(), repr=False)
    telegram_token: str = field(default="", repr=False)
    telegram_secret: str = field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_mode: str = "polling"
    zalo_oa: ZaloOA = field(default_factory=ZaloOA)
    mail: MailServer = field(default_factory=MailServer)
    tiles: Tiles = field(default_factory=Tiles)
    telegram_name: str = ""
    embed_origins: tuple[str, ...] = ()
    zalo_bot_token: str = field(default="", repr=False)
    zalo_bot_secret: str = field(default="", repr=False)
    zalo_bot_api: str = "https://bot-api.zaloplatforms.com"
    zalo_bot_mode: str = "webhook"
    secure_cookies: bool = False
    max_photo_bytes: int = 10 * 1024 * 1024
    max_file_bytes: int = 20 * 1024 * 1024
    min_free_bytes: int = 200 * 1024 * 1024
    metrics_token: str = field(default="", repr=False)

    @property
    def attachments_dir(self) -> Path:
        """Folder in which files sent by citizens and officers are kept."""
        return self.data_dir / "attachments"

    @property
    def vault_key_file(self) -> Path:
        """File with the keys of the vault, one a line, newest first; read only where no key is given as a setting."""
        return self.data_dir / "vault.key"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; a value may also stand in the file named by `<NAME>_FILE`.

    Raises:
        Invalid: a setting is wrong; the sentence names it and says what is allowed.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(_get(env, "NGHEDAN_DATA_DIR", "var")).absolute()
    try:
        secret_files.make_folder(data_dir)
    except OSError as error:
        raise Invalid(f"NGHEDAN_DATA_DIR: không tạo được thư mục {data_dir} ({error.strerror}).") from error
    base_url = _get(env, "NGHEDAN_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    return Settings(
        database_url=_database_url(env, data_dir),
        data_dir=data_dir,
        secret_key=_secret_key(env, data_dir),
        base_url=_http_url("NGHEDAN_BASE_URL", base_url),
        code_prefix=_prefix(_get(env, "NGHEDAN_CODE_PREFIX", "ND")),
        vault_keys=tuple(_get(env, "NGHEDAN_VAULT_KEYS", "").replace(",", " ").split()),
        telegram_token=_get(env, "TELEGRAM_BOT_TOKEN", ""),
        telegram_secret=_get(env, "TELEGRAM_WEBHOOK_SECRET", ""),
        telegram_api=_http_url("TELEGRAM_API_URL", _get(env, "TELEGRAM_API_URL", "https://api.telegram.org")),
        telegram_mode=_one_of("TELEGRAM_MODE", _get(env, "TELEGRAM_MODE", "polling"), ("polling", "webhook")),
        zalo_oa=ZaloOA.read(partial(_get, env)),
        mail=MailServer.read(partial(_get, env)),
        tiles=Tiles.read(partial(_get, env)),
        telegram_name=_telegram_name(_get(env, "TELEGRAM_BOT_NAME", "")),
        embed_origins=_origins(_get(env, "NGHEDAN_EMBED_ORIGINS", "")),
        zalo_bot_token=_get(env, "ZALO_BOT_TOKEN", ""),
        zalo_bot_secret=_webhook_secret("ZALO_BOT_SECRET", _get(env, "ZALO_BOT_SECRET", "")),
        zalo_bot_api=_http_url("ZALO_BOT_API_URL", _get(env, "ZALO_BOT_API_URL", "https://bot-api.zaloplatforms.com")),
        zalo_bot_mode=_one_of("ZALO_BOT_MODE", _get(env, "ZALO_BOT_MODE", "webhook"), ("webhook", "polling")),
        secure_cookies=base_url.startswith("https://"),
        metrics_token=_get(env, "NGHEDAN_METRICS_TOKEN", ""),
        min_free_bytes=_megabytes("NGHEDAN_MIN_FREE_MB", _get(env, "NGHEDAN_MIN_FREE_MB", "200")),
    )


def database_url(environ: Mapping[str, str] | None = None) -> str:
    """Return the address of the book alone; unlike `load_settings` it makes no folder and no key.

    Raises:
        Invalid: the address is wrong.
    """
    env = os.environ if environ is None else environ
    return _database_url(env, Path(_get(env, "NGHEDAN_DATA_DIR", "var")).absolute())


def province(environ: Mapping[str, str] | None = None) -> str:
    """Return the code of the province that is served; it is chosen before anything else is read.

    Raises:
        Invalid: no province bears it.
    """
    code = _get(os.environ if environ is None else environ, "NGHEDAN_PROVINCE", DEMO_PROVINCE)
    if not has_gazetteer(code):
        known = ", ".join(f"{known} ({name})" for known, name in province_names().items())
        raise Invalid(f"NGHEDAN_PROVINCE: không có tỉnh, thành phố nào mang mã {code}. Các mã: {known}.")
    return code


def _get(env: Mapping[str, str], name: str, default: str) -> str:
    """Return a setting; a blank one counts as not set, for a blank folder would be the one we were started in."""
    if file := env.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Invalid(f"{name}_FILE: không đọc được tệp {file} ({error.strerror}).") from error
    return env.get(name, "").strip() or default


def _secret_key(env: Mapping[str, str], data_dir: Path) -> bytes:
    given = _get(env, "NGHEDAN_SECRET_KEY", "")
    if given:
        if len(given) < _KEY_BYTES:
            raise Invalid(f"NGHEDAN_SECRET_KEY: cần ít nhất {_KEY_BYTES} ký tự ngẫu nhiên.")
        return given.encode()
    path = data_dir / "secret.key"
    if not path.exists():
        secret_files.write_first(path, secrets.token_hex(_KEY_BYTES))
    kept = secret_files.read(path)
    if len(kept) < _KEY_BYTES:
        raise Invalid(
            f"{path}: tệp khóa trống hoặc bị cắt; chép lại từ bản cất riêng, không thì biên nhận không mở được."
        )
    return kept.encode()


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = _get(env, "NGHEDAN_DATABASE_URL", f"sqlite:///{data_dir / 'nghedan.db'}")
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("postgresql://"):
        return "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise Invalid("NGHEDAN_DATABASE_URL: chỉ nhận sqlite:///đường-dẫn hoặc postgresql://người-dùng:mật-khẩu@máy/tên.")


def _http_url(name: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise Invalid(f"{name}: phải bắt đầu bằng http:// hoặc https://.")
    return url.rstrip("/")


def _origins(text: str) -> tuple[str, ...]:
    given = text.lower().replace(",", " ").split()
    if wrong := [one for one in given if not _ORIGIN.fullmatch(one)]:
        raise Invalid(
            f"NGHEDAN_EMBED_ORIGINS: “{wrong[0]}” chưa đúng. Chỉ ghi địa chỉ gốc của trang, ví dụ "
            "https://xa.tinh.gov.vn hoặc https://*.tinh.gov.vn, không có dấu / và đường dẫn ở sau."
        )
    return tuple(dict.fromkeys(given))


def _telegram_name(text: str) -> str:
    name = text.removeprefix("https://t.me/").removeprefix("@")
    if name and not _TELEGRAM_NAME.fullmatch(name):
        raise Invalid("TELEGRAM_BOT_NAME: cần tên của bot, ví dụ XaToiNgheDanBot.")
    return name


def _webhook_secret(name: str, text: str) -> str:
    if text and not (text.isascii() and text.isprintable() and 8 <= len(text) <= 256):  # noqa: PLR2004 - the platform's bounds
        raise Invalid(f"{name}: cần 8 đến 256 chữ cái không dấu, chữ số.")
    return text


def _prefix(text: str) -> str:
    if not (text.isascii() and text.isalnum() and 1 < len(text) < 6):  # noqa: PLR2004 - two to five signs
        raise Invalid("NGHEDAN_CODE_PREFIX: cần 2 đến 5 chữ cái hoặc chữ số không dấu.")
    return text.upper()


def _megabytes(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):  # noqa: PLR2004 - up to ten million: ten terabytes
        raise Invalid(f"{name}: cần một số MB, ví dụ 200.")
    return int(text) * 1024 * 1024


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Invalid(f"{name}: chỉ nhận {' hoặc '.join(allowed)}.")
    return value

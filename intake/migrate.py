"""Bringing a database up to date with the versions in the package."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from intake.db import Database
from intake.errors import Conflict, Invalid

_MIGRATION_LOCK = 7_340_022  # one process migrates, the others wait
_TORN = "Có dòng của sổ trỏ tới dòng không có nên chưa cập nhật gì. Xin giữ bản sao lưu và báo người phát triển."
NEWER = "Sổ này do bản phần mềm mới hơn ghi: cài lại bản mới hơn đó, hoặc phục hồi bản sao lưu làm bằng bản đang cài."


def config() -> Config:
    """Return Alembic's configuration for the versions in the package."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def upgrade(db: Database) -> bool:
    """Bring the database up to date; return whether anything had to be done.

    Raises:
        Conflict: a newer release has written it, so that this one would not know what stands there; or a row of it
            points to none. Nothing was changed.
    """
    with db.restructuring() as connection:
        if not db.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        version = _version(connection)
        if version == head():
            return False
        if not _is_known(version):
            raise Conflict(NEWER)
        alembic = config()
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        if db.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
            raise Conflict(_TORN)
        return True


@cache
def head() -> str | None:
    """Return the newest version in the package; all of them are read for it, once in a process."""
    return ScriptDirectory.from_config(config()).get_current_head()


def is_newer(db: Database) -> bool:
    """Tell whether a newer release than this one has written the database."""
    with db.read() as snap:
        return not _is_known(_version(snap.connection))


def _is_known(version: str | None) -> bool:
    return version is None or version in {
        one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()
    }


def is_empty(db: Database) -> bool:
    """Tell whether no release has ever made a book in the database."""
    with db.read() as snap:
        return _version(snap.connection) is None


def is_current(db: Database) -> bool:
    """Tell whether the database is at the newest version."""
    with db.read() as snap:
        return _version(snap.connection) == head()


def require_current(db: Database) -> None:
    """Refuse a database that lacks a migration.

    Raises:
        Invalid: it does; the sentence says what to run.
    """
    if not is_current(db):
        raise Invalid("Cơ sở dữ liệu chưa ở cấu trúc mới nhất. Chạy: nghedan migrate")


def _version(connection: object) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]

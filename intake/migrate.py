"""Bringing a database up to date with the versions in the package."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from intake.db import Database

_MIGRATION_LOCK = 7_340_022  # one process migrates, the others wait


def config() -> Config:
    """Return Alembic's configuration for the versions in the package."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def upgrade(db: Database) -> bool:
    """Bring the database up to date; return whether anything had to be done."""
    with db.transaction() as tx:
        if not tx.is_sqlite:
            tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        if _version(tx.connection) == head():
            return False
        alembic = config()
        alembic.attributes["connection"] = tx.connection
        command.upgrade(alembic, "head")
        return True


@cache
def head() -> str | None:
    """Return the newest version in the package; all of them are read for it, once in a process."""
    return ScriptDirectory.from_config(config()).get_current_head()


def is_current(db: Database) -> bool:
    """Tell whether the database is at the newest version."""
    with db.read() as snap:
        return _version(snap.connection) == head()


def _version(connection: object) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]

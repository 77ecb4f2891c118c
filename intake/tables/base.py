"""What all tables share: naming of constraints, and instants that are aware UTC on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

BIG = BigInteger().with_variant(Integer, "sqlite")
CODE_END = "substr(code, length(code) - 3)"  # the last four signs of a code, as both databases say it


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps it as UTC text without zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """Put each moment into words once: the one at which a turn is played is written a dozen times in it."""
        process = super().bind_processor(dialect)
        return lru_cache(maxsize=64)(process) if process else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Read each moment by one function, not by the one of the type around the one of the database."""
        process = self.impl_instance.result_processor(dialect, coltype) or _as_it_is

        def read(value: Any) -> datetime | None:  # noqa: ANN401 - what the driver gives
            moment: datetime | None = process(value)
            return moment and (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))

        return read

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime: it would be read as another moment on the other database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - what the driver gives
    return value


class Base(DeclarativeBase):
    """Root of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy
        datetime: Instant,
        str: Text,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }

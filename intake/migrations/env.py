"""Alembic's entry: runs the versions on the connection that intake.migrate hands over."""

from typing import Literal

from alembic import context

from intake.tables import Base
from intake.tables.base import Instant


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=_render,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()

"""A task of a coordinating unit has a day on which it is told next, so that nobody has to look through all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_WAITS = "next_step_on IS NOT NULL"


def upgrade() -> None:
    op.add_column("case_tasks", sa.Column("next_step", sa.Text()))
    op.add_column("case_tasks", sa.Column("next_step_on", sa.Date()))
    tasks = sa.table("case_tasks", *map(sa.column, ("status", "due_on", "next_step", "next_step_on")))
    waiting = sa.update(tasks).where(tasks.c.status == "open")
    op.execute(waiting.values(next_step="soon", next_step_on=tasks.c.due_on))
    where = sa.text(_WAITS)
    columns = ["next_step_on", "id"]
    op.create_index("ix_case_tasks_step", "case_tasks", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    raise NotImplementedError("what was told is not told again")

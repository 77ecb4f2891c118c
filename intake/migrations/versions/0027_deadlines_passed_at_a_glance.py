"""Passed deadlines are counted from the index alone: the board asks for them at each opening."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_clocks_due", "clocks")
    running = sa.text("status = 'running'")
    columns = ["due_on", "case_id", "stage", "is_local", "paused_from", "status"]
    op.create_index("ix_clocks_due", "clocks", columns, sqlite_where=running, postgresql_where=running)


def downgrade() -> None:
    running = sa.text("status = 'running'")
    op.drop_index("ix_clocks_due", "clocks")
    op.create_index("ix_clocks_due", "clocks", ["due_on", "case_id"], sqlite_where=running, postgresql_where=running)

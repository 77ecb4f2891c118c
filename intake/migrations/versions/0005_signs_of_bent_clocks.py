"""Moves and changes of deadlines by their time: the report of bent clocks reads a period, not the whole history."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_events_move", "case_events", ["move", "at", "id"])
    op.create_index("ix_clock_changes_change", "clock_changes", ["change", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_clock_changes_change", table_name="clock_changes")
    op.drop_index("ix_case_events_move", table_name="case_events")

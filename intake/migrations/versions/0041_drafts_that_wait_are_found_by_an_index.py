"""Drafts that wait for a second person are found by the unit whose head approves them, and not among all open cases."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_NAME = "ix_cases_waiting"
_COLUMNS = (
    "state", "lead_unit_id", "due_on", "id", "draft_by", "officer_id", "screening_unit_id", "is_sealed", "suspicion",
    "is_open",
)  # fmt: skip


def upgrade() -> None:
    waits = sa.text("state = 'awaiting_approval'")
    op.create_index(_NAME, "cases", list(_COLUMNS), sqlite_where=waits, postgresql_where=waits)


def downgrade() -> None:
    op.drop_index(_NAME, "cases")

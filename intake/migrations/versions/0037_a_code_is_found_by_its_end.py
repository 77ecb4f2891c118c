"""A code is found by its last signs, as lists show it: the case's own, and that of somebody who joined it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_BEARERS = ("cases", "case_participants")


def upgrade() -> None:
    for table in _BEARERS:
        op.create_index(f"ix_{table}_code_end", table, [sa.text("substr(code, length(code) - 3)")])


def downgrade() -> None:
    for table in _BEARERS:
        op.drop_index(f"ix_{table}_code_end", table)

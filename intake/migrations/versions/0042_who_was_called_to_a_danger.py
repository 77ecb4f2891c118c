"""Who was called to a danger is found by an index: by the beginning of the key, and by the case."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_CALLS = "kind IN ('urgent', 'relief')"


def upgrade() -> None:
    calls, of_case = sa.text(_CALLS), sa.text(f"{_CALLS} AND case_id IS NOT NULL")
    bytewise = {"key": "text_pattern_ops"}
    op.create_index(
        "ix_notices_called", "notices", ["key"], postgresql_ops=bytewise, sqlite_where=calls, postgresql_where=calls
    )
    op.create_index("ix_notices_called_case", "notices", ["case_id"], sqlite_where=of_case, postgresql_where=of_case)


def downgrade() -> None:
    op.drop_index("ix_notices_called_case", "notices")
    op.drop_index("ix_notices_called", "notices")

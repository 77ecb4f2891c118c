"""What is unread of a case is found by it: a matter that is done is no news any more."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_OF_CASE = "read_at IS NULL AND case_id IS NOT NULL"


def upgrade() -> None:
    some = sa.text(_OF_CASE)
    op.create_index("ix_notices_case", "notices", ["case_id"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    op.drop_index("ix_notices_case", "notices")

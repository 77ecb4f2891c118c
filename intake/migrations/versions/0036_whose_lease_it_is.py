"""What is on lease knows whose: the process, so that what it leaves when it is killed is taken back at once."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_LEASED = ("outbox", "attachments", "letters")


def upgrade() -> None:
    for table in _LEASED:
        op.add_column(table, sa.Column("holder", _big(), nullable=True))


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    for table in _LEASED:
        op.drop_column(table, "holder")

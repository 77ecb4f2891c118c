"""A local rule may end or be taken back, and stays in the book: its last day, who ended it and when."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    staff = sa.Column("ended_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.ForeignKey("staff.id"))
    columns = (sa.Column("in_force_to", sa.Date()), staff, sa.Column("ended_at", sa.DateTime(timezone=True)))
    for column in columns:
        op.add_column("local_rules", column, inline_references=True)


def downgrade() -> None:
    raise NotImplementedError("a book whose rules end does not go back to one where they do not")

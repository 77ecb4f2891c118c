"""A reply template counts the replies that began with it: what is used most stands first among its equals."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reply_templates", sa.Column("used", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("reply_templates") as table:
        table.drop_column("used")

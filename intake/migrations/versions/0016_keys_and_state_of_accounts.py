"""Keys that give access to accounts of platforms, how these accounts stand, and when a message arrived and was read."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "channel_tokens",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("refresh", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("at", instant, nullable=False),
    )
    op.create_index("ix_channel_tokens_account", "channel_tokens", ["channel", "account", "id"])
    op.create_table(
        "channel_states",
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("account", sa.Text(), primary_key=True),
        sa.Column("renewing_until", instant),
        sa.Column("trouble", sa.Text()),
        sa.Column("trouble_at", instant),
    )
    op.add_column("outbox", sa.Column("arrived_at", instant))
    op.add_column("outbox", sa.Column("read_at", instant))


def downgrade() -> None:
    raise NotImplementedError("a refresh token that works once is not thrown away")

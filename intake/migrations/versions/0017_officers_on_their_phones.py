"""Chats that belong to members of staff, and what they want to be told there."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "officer_phones",
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False),
        sa.Column("code_hash", sa.Text()),
        sa.Column("code_ends_at", sa.DateTime(timezone=True)),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_table(
        "officer_chats",
        sa.Column("conversation_id", _BIG, sa.ForeignKey("conversations.id"), primary_key=True, autoincrement=False),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("citizen_until", sa.DateTime(timezone=True)),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_officer_chats_staff", "officer_chats", ["staff_id", "conversation_id"])


def downgrade() -> None:
    op.drop_table("officer_chats")
    op.drop_table("officer_phones")

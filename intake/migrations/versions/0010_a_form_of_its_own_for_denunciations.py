"""One-time links from a chat to the sealed form of a denunciation."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sealed_links",
        sa.Column("id", big, primary_key=True),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("conversation_id", big, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sealed_links_token_hash")),
    )
    op.create_index("ix_sealed_links_conversation", "sealed_links", ["conversation_id"])
    op.create_index("ix_sealed_links_expires", "sealed_links", ["expires_at"])


def downgrade() -> None:
    op.drop_table("sealed_links")

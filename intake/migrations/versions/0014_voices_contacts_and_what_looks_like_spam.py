"""Voice messages that an officer heard, telephone numbers left in a chat, matters that look like advertisements."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("attachments", sa.Column("heard_at", sa.DateTime(timezone=True)))
    op.add_column("attachments", sa.Column("heard_by", _BIG))
    op.add_column("attachments", sa.Column("heard_text", sa.Text()))
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
    op.add_column("conversations", sa.Column("contact_phone", sa.Text()))
    op.add_column("cases", sa.Column("suspicion", sa.Text()))
    op.create_index(
        "ix_cases_suspect",
        "cases",
        ["screening_unit_id", "id"],
        sqlite_where=sa.text("suspicion IS NOT NULL"),
        postgresql_where=sa.text("suspicion IS NOT NULL"),
    )
    op.create_index("ix_inbox_received", "inbox", ["channel", "account", "chat_key", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_inbox_received", "inbox")
    op.drop_index("ix_cases_suspect", "cases")
    op.drop_column("cases", "suspicion")
    op.drop_column("conversations", "contact_phone")
    op.drop_index("ix_attachments_sha256", "attachments")
    for name in ("heard_text", "heard_by", "heard_at"):
        op.drop_column("attachments", name)

"""What every page of a case asks is found by an index: what was sent and filed with a line, how a deadline changed."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OF_LINES = "utterance_id IS NOT NULL"


def upgrade() -> None:
    for table in ("outbox", "attachments"):
        some = sa.text(_OF_LINES)
        op.create_index(
            f"ix_{table}_utterance", table, ["utterance_id", "id"], sqlite_where=some, postgresql_where=some
        )
    op.create_index("ix_clock_changes_case", "clock_changes", ["case_id", "id"])
    # most chats are of no circle: an index that counted them too looks as if it told nothing apart
    op.drop_index("ix_conversations_circle", "conversations")
    some = sa.text("circle_id IS NOT NULL")
    op.create_index(
        "ix_conversations_circle", "conversations", ["circle_id", "id"], sqlite_where=some, postgresql_where=some
    )


def downgrade() -> None:
    op.drop_index("ix_conversations_circle", "conversations")
    op.create_index("ix_conversations_circle", "conversations", ["circle_id", "id"])
    op.drop_index("ix_clock_changes_case", "clock_changes")
    for table in ("outbox", "attachments"):
        op.drop_index(f"ix_{table}_utterance", table)

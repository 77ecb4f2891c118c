"""A line that words an earlier message anew knows that line."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_LATER = "version_of_id IS NOT NULL"


def upgrade() -> None:
    # no constraint in the database: lines are only added, and SQLite would copy the whole log to write one
    op.add_column("utterances", sa.Column("version_of_id", _big(), nullable=True))
    op.create_index(
        "ix_utterances_version",
        "utterances",
        ["version_of_id"],
        sqlite_where=sa.text(_LATER),
        postgresql_where=sa.text(_LATER),
    )


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    op.drop_index("ix_utterances_version", "utterances")
    op.drop_column("utterances", "version_of_id")

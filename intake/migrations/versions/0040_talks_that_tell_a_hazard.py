"""Talks in which the machine saw a hazard are found as those in which it saw a danger are."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_NAME = "ix_utterances_hazard"
_TOLD = {
    "sqlite": "json_extract(reading, '$.hazard') IS NOT NULL",
    "postgresql": "(reading ->> 'hazard') IS NOT NULL",
}


def upgrade() -> None:
    some = sa.text(_TOLD[op.get_bind().dialect.name])
    op.create_index(_NAME, "utterances", ["conversation_id"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    op.drop_index(_NAME, "utterances")

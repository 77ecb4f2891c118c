"""Of a visit without a case that tells of a denunciation, who came rests encrypted."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_ADDED = ("sealed_who", "key_id")


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("brief_visits", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for name in reversed(_ADDED):
        op.drop_column("brief_visits", name)

"""What an office changes in the catalogue of topics, and topics of its own, lie over the shipped ones."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
_LISTS = ("sure", "cues", "anti", "examples")


def upgrade() -> None:
    op.create_table(
        "own_topics",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("off_from", sa.Date(), nullable=True),
        sa.Column("heir", sa.Text(), nullable=True),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in _LISTS),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_own_topics")),
        sa.CheckConstraint("(off_from is null) = (heir is null)", name=op.f("ck_own_topics_heir")),
    )


def downgrade() -> None:
    op.drop_table("own_topics")

"""Identity numbers and what else only cleared staff may open rest encrypted, apart from the case."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sealed_values",
        sa.Column("case_id", big, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("field", sa.Text(), primary_key=True),
        sa.Column("ciphertext", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sealed_values_key", "sealed_values", ["key_id", "case_id", "field"])


def downgrade() -> None:
    raise NotImplementedError("a book that keeps sealed values does not go back to one that has no place for them")

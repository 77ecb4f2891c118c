"""Sentences that the office words itself, and its book of questions and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sentences",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("shipped", sa.Text(), nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentences")),
        sa.UniqueConstraint("language", "key", "version", name=op.f("uq_sentences_language_key_version")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sentences_staff_id")),
    )
    op.create_table(
        "answers",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("unit_id", _BIG, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_checked", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("name", name=op.f("uq_answers_name")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_answers_unit_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_answers_staff_id")),
    )
    op.create_table(
        "answer_versions",
        sa.Column("answer_id", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("answer_id", "version", name=op.f("pk_answer_versions")),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_versions_answer_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_answer_versions_staff_id")),
    )
    op.create_table(
        "answer_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "answer_id", "outcome", name=op.f("pk_answer_counts")),
    )


def _written() -> tuple[sa.Column[str], sa.Column[int], sa.Column[object]]:
    """Why, by whom and when something was written."""
    return (
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("staff_id", _BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("what the office wrote itself would be lost")

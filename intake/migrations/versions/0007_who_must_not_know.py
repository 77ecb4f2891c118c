"""Accused members of staff and those close to them are kept out of a case; rules know the instance and who helps."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_relations",
        _number("staff_id", "staff.id"),
        _number("other_staff_id", "staff.id"),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("staff_id <> other_staff_id", name=op.f("ck_staff_relations_two")),
    )
    op.create_index("ix_staff_relations_other", "staff_relations", ["other_staff_id", "staff_id"])
    op.create_table("case_person_exclusions", _number("case_id", "cases.id"), _number("staff_id", "staff.id"))
    op.create_index("ix_case_person_exclusions_staff", "case_person_exclusions", ["staff_id", "case_id"])
    op.create_index("ix_case_exclusions_unit", "case_exclusions", ["unit_id", "case_id"])
    op.add_column("staff", sa.Column("is_on_duty", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("routing_rules", sa.Column("instance", sa.Integer()))
    op.add_column("routing_rules", sa.Column("helpers", sa.JSON()))


def _number(name: str, target: str) -> sa.Column[int]:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, big, sa.ForeignKey(target), primary_key=True)


def downgrade() -> None:
    raise NotImplementedError("a book that keeps accused people out does not go back to one that lets them in")

"""A dialogue session may be about several cases of one matter."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_cases",
        sa.Column("meeting_id", _big(), sa.ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
        sa.Column("case_id", _big(), sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_meeting_cases_case", "meeting_cases", ["case_id", "meeting_id"])
    op.execute("INSERT INTO meeting_cases SELECT id, case_id FROM meetings WHERE case_id IS NOT NULL")
    op.drop_index("ix_meetings_case", "meetings")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("meetings") as table:
        table.drop_column("case_id")
        if is_sqlite:  # it copies the table, and leaves its old checks behind
            table.create_check_constraint(
                op.f("ck_meetings_status"), sa.text("status in ('planned','held','called_off')")
            )
            table.create_check_constraint(
                op.f("ck_meetings_result"), sa.text("result in ('agreed','partly','not_agreed')")
            )


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("of several cases none is thrown away")

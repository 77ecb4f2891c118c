"""Views of the board that are mailed each week: addresses of staff, and letters that wait or have gone."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("board_views", sa.Column("is_mailed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "mail_addresses",
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("id", _big(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("view_id", _big()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("address", "status")),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("key", name=op.f("uq_letters_key")),
        sa.CheckConstraint("kind in ('board','code','trial')", name=op.f("ck_letters_kind")),
        sa.CheckConstraint("status in ('new','sending','sent','dead','dropped')", name=op.f("ck_letters_status")),
    )
    waits = sa.text("status in ('new','sending')")
    op.create_index("ix_letters_due", "letters", ["not_before", "id"], sqlite_where=waits, postgresql_where=waits)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("what people have chosen is not thrown away")

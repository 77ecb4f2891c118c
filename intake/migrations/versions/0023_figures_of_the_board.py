"""Sums that are kept for the board, saved views of it, and the indexes from which the sums are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_COUNTS = (
    "told", "closed", "replied", "accepted", "answered", "law_all", "law_met", "local_all", "local_met", "refused",
    "transferred", "sent_out", "reopened", "rated", "rated_sum", "manner", "manner_sum",
)  # fmt: skip
_STANDING = (
    "lead_unit_id", "officer_id", "topic", "commune_code", "kind", "channel", "due_on", "registered_at", "is_sealed",
    "suspicion", "screening_unit_id", "id",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "figures",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("dimension", "part", "level")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("dimension", "part", "level", "day", "key", name=op.f("pk_figures")),
        sa.CheckConstraint("part in ('open','sealed')", name=op.f("ck_figures_part")),
        sa.CheckConstraint("level in ('day','month')", name=op.f("ck_figures_level")),
    )
    op.create_table(
        "figure_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_figure_days")),
    )
    op.create_table(
        "board_views",
        sa.Column("id", _big(), primary_key=True),
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_weekly", sa.Boolean(), nullable=False),
        sa.Column("told_on", sa.Date()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("staff_id", "name", name=op.f("uq_board_views_staff_id_name")),
    )
    for name in ("first_reply", "answered", "closed"):
        _some(f"ix_cases_{name}", "cases", [f"{name}_at", "id"], f"{name}_at IS NOT NULL")
    is_open = "is_open IS 1" if op.get_bind().dialect.name == "sqlite" else "is_open IS TRUE"
    _some("ix_cases_standing", "cases", list(_STANDING), is_open)
    _some("ix_clocks_ended", "clocks", ["ended_on", "case_id"], "ended_on IS NOT NULL")
    _some("ix_clocks_due", "clocks", ["due_on", "case_id"], "status = 'running'")
    op.create_index("ix_ratings_at", "ratings", ["at", "id"])


def _some(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("views that people have saved are not thrown away")

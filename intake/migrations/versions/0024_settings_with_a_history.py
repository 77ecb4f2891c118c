"""Settings that the panel changes: versions of each, rules in force by dates, units that close, first passwords."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("units") as table:
        table.add_column(sa.Column("hours", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
    with op.batch_alter_table("staff") as table:
        table.add_column(sa.Column("has_first_password", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("routing_rules") as table:
        table.add_column(sa.Column("from_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("to_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("is_draft", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "staff_unit_ties",
        sa.Column("staff_id", _BIG, nullable=False),
        sa.Column("unit_id", _BIG, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "unit_id", name=op.f("pk_staff_unit_ties")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_unit_ties_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_staff_unit_ties_unit_id")),
    )
    op.create_table(
        "setting_versions",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_versions")),
        sa.UniqueConstraint("subject", "version", name=op.f("uq_setting_versions_subject_version")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_setting_versions_staff_id")),
    )
    op.create_table(
        "setting_imports",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        *_written(),
        sa.CheckConstraint("kind in ('settings','units','staff')", name=op.f("ck_setting_imports_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_setting_imports_staff_id")),
    )


def _written() -> tuple[sa.Column[int], sa.Column[object]]:
    """By whom and when something was written."""
    return (
        sa.Column("staff_id", _BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("who changed what, and why, is not forgotten")

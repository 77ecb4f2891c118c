"""Reply templates with their versions, drafts of officers, forms that work once, and which kinds need approval."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "reply_templates",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("name", sa.Text()),
        *_text("title", "step", "kind", "topic", "state"),
        sa.Column("unit_id", _BIG),
        *_text("text"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _BIG),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_templates")),
        sa.UniqueConstraint("name", name=op.f("uq_reply_templates_name")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reply_templates_unit_id_units")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reply_templates_staff_id_staff")),
    )
    op.create_index("ix_reply_templates_step", "reply_templates", ["step", "is_active", "id"])
    op.create_table(
        "reply_template_versions",
        sa.Column("template_id", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        *_text("why"),
        sa.Column("staff_id", _BIG),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("template_id", "version", name=op.f("pk_reply_template_versions")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["reply_templates.id"], name=op.f("fk_reply_template_versions_template_id_reply_templates")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reply_template_versions_staff_id_staff")),
    )
    op.create_table(
        "reply_drafts",
        sa.Column("case_id", _BIG, nullable=False),
        sa.Column("staff_id", _BIG, nullable=False),
        *_text("move"),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "staff_id", "move", name=op.f("pk_reply_drafts")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reply_drafts_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reply_drafts_staff_id_staff")),
    )
    op.create_index("ix_reply_drafts_at", "reply_drafts", ["at"])
    op.create_table(
        "sent_forms",
        *_text("key"),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_forms")),
    )
    op.create_index("ix_sent_forms_at", "sent_forms", ["at"])
    op.add_column("units", sa.Column("approval_kinds", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("units", "approval_kinds")
    for name in ("sent_forms", "reply_drafts", "reply_template_versions", "reply_templates"):
        op.drop_table(name)

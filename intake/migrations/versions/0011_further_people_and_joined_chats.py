"""Further people of a case, chats of one citizen, codes that join them, and visits at the counter."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "join_codes",
        sa.Column("id", _BIG, primary_key=True),
        _number("conversation_id", "conversations.id"),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("is_printed", sa.Boolean(), nullable=False),
        sa.Column("made_at", _instant(), nullable=False),
        sa.Column("expires_at", _instant(), nullable=False),
        sa.Column("used_at", _instant()),
        sa.Column("used_by", _BIG, sa.ForeignKey("conversations.id")),
    )
    op.create_index("ix_join_codes_hash", "join_codes", ["code_hash"])
    op.create_index("ix_join_codes_conversation", "join_codes", ["conversation_id", "id"])
    op.add_column("conversations", sa.Column("circle_id", _BIG))
    op.create_index("ix_conversations_circle", "conversations", ["circle_id", "id"])
    op.create_table(
        "case_participants",
        sa.Column("id", _BIG, primary_key=True),
        _number("case_id", "cases.id"),
        _number("conversation_id", "conversations.id"),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("secret_version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", _instant(), nullable=False),
        sa.Column("left_at", _instant()),
        sa.UniqueConstraint("case_id", "conversation_id"),
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("role in ('told','joined','follows')", name=op.f("ck_case_participants_role")),
    )
    op.create_index("ix_case_participants_conversation", "case_participants", ["conversation_id", "case_id"])
    op.create_table(
        "visits",
        sa.Column("case_id", _BIG, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("how", sa.Text(), nullable=False),
        _number("unit_id", "units.id"),
        _number("staff_id", "staff.id"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TOLD),
        sa.Column("id_issued_on", sa.Date()),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.Text(), nullable=False),
        sa.Column("at", _instant(), nullable=False),
        sa.UniqueConstraint("form_key"),
        sa.CheckConstraint("how in ('counter','phone','post','hotline')", name=op.f("ck_visits_how")),
    )
    op.create_index("ix_visits_unit", "visits", ["unit_id", "at", "case_id"])


_TOLD = ("name", "phone", "address", "id_number", "id_issued_by", "earlier_body", "note")


def _number(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, _BIG, sa.ForeignKey(target), nullable=False)


def _instant() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def downgrade() -> None:
    raise NotImplementedError("a book that knows further people of a case does not go back to one that forgets them")

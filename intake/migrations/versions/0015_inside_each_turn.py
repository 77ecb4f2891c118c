"""The inside of each turn, and when a question was asked, how it ended and after how long."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ENDINGS = "ending in ('answered','cancelled','aside','silent')"
_ASKED = sa.text("asked_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.add_column("utterances", sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.add_column("utterances", _ending())
    op.add_column("utterances", sa.Column("waited_s", _big()))
    if op.get_bind().dialect.name != "sqlite":
        op.create_check_constraint(op.f("ck_utterances_ending"), "utterances", sa.text(_ENDINGS))
    _some("ix_conversations_asked", "conversations", ["asked_at", "id"])
    covered = ["asked_at", "step_before", "ending", "waited_s", "conversation_id", "case_id", "is_sealed"]
    _some("ix_utterances_asked", "utterances", covered)
    op.create_table(
        "turn_details",
        sa.Column("utterance_id", _big(), sa.ForeignKey("utterances.id"), primary_key=True, autoincrement=False),
        sa.Column("conversation_id", _big(), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_turn_details_conversation", "turn_details", ["conversation_id"])
    op.create_index("ix_turn_details_at", "turn_details", ["at"])


def _ending() -> sa.Column[str]:
    """SQLite takes a check only with its column: to copy the table would leave the search in it behind."""
    check = [sa.CheckConstraint(_ENDINGS, name=op.f("ck_utterances_ending"))]
    return sa.Column("ending", sa.Text(), *(check if op.get_bind().dialect.name == "sqlite" else []))


def _some(name: str, table: str, columns: list[str]) -> None:
    op.create_index(name, table, columns, sqlite_where=_ASKED, postgresql_where=_ASKED)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("what was seen of a talk is not thrown away")

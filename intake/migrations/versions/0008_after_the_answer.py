"""Citizens rate each answer, and ask to see, correct, restrict or erase what is kept about them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ratings",
        sa.Column("id", _big(), primary_key=True),
        _of("case_id", "cases.id"),
        _of("conversation_id", "conversations.id"),
        _of("event_id", "case_events.id"),
        sa.Column("result", sa.Integer()),
        sa.Column("attitude", sa.Integer()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", _INSTANT),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.UniqueConstraint("event_id", "conversation_id", name=op.f("uq_ratings_event_id_conversation_id")),
        sa.CheckConstraint("result between 1 and 5", name=op.f("ck_ratings_result")),
        sa.CheckConstraint("attitude between 1 and 5", name=op.f("ck_ratings_attitude")),
    )
    op.create_index("ix_ratings_case", "ratings", ["case_id", "id"])
    op.create_index("ix_ratings_open", "ratings", ["conversation_id", "is_closed", "id"])
    op.create_table(
        "data_requests",
        sa.Column("case_id", _big(), sa.ForeignKey("cases.id"), primary_key=True),
        _of("conversation_id", "conversations.id"),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint(
            "asks in ('see','correct','erase','restrict','withdraw_consent')", name=op.f("ck_data_requests_asks")
        ),
    )
    op.create_index("ix_data_requests_conversation", "data_requests", ["conversation_id", "asks", "case_id"])
    for name in ("restricted_at", "name_set_at", "address_ends_at"):
        op.add_column("conversations", sa.Column(name, _INSTANT))


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, _big(), sa.ForeignKey(target), nullable=False)


def downgrade() -> None:
    raise NotImplementedError("what citizens rated and asked is not thrown away")

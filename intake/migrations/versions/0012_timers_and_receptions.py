"""Timers, days on which leaders receive citizens, bookings, and messages that wait or are told with others."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STATUSES = "status in ('new','sending','sent','blocked','held','folded','dead')"


def upgrade() -> None:
    op.create_table(
        "timers",
        _key(),
        _text("key"),
        _text("kind"),
        _to("conversation_id", "conversations.id"),
        sa.Column("data", sa.JSON(), nullable=False),
        _instant("due_at"),
        _instant("done_at", nullable=True),
        sa.Column("outcome", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _instant("at"),
        sa.UniqueConstraint("key", name=op.f("uq_timers_key")),
    )
    _some("ix_timers_due", "timers", ["due_at", "id"], "done_at IS NULL", unique=False)
    op.create_table(
        "reception_days",
        _key(),
        _to("unit_id", "units.id"),
        _text("host"),
        _instant("starts_at"),
        _instant("ends_at"),
        _text("place"),
        sa.Column("seats", sa.Integer(), nullable=False),
        _text("note"),
        _instant("cancelled_at", nullable=True),
        sa.Column("cancel_reason", sa.Text()),
        _to("staff_id", "staff.id", nullable=True),
        _instant("at"),
        sa.UniqueConstraint("unit_id", "host", "starts_at", name=op.f("uq_reception_days_unit_id_host_starts_at")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_reception_days_seats")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_reception_days_span")),
    )
    op.create_index("ix_reception_days_starts", "reception_days", ["starts_at", "id"])
    op.create_table(
        "bookings",
        _key(),
        _to("day_id", "reception_days.id"),
        _to("conversation_id", "conversations.id"),
        _to("case_id", "cases.id", nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        _text("about"),
        sa.Column("people", sa.Integer(), nullable=False),
        _text("status"),
        _instant("at"),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint(
            "status in ('booked','cancelled','called_off','came','absent')", name=op.f("ck_bookings_status")
        ),
        sa.CheckConstraint("seat > 0", name=op.f("ck_bookings_seat")),
        sa.CheckConstraint("people > 0", name=op.f("ck_bookings_people")),
    )
    _some("uq_bookings_seat", "bookings", ["day_id", "seat"], "status = 'booked'", unique=True)
    _some("uq_bookings_person", "bookings", ["conversation_id", "held_on"], "status = 'booked'", unique=True)
    op.create_index("ix_bookings_day", "bookings", ["day_id", "seat"])
    op.create_index("ix_bookings_case", "bookings", ["case_id"])
    _allow_more_statuses()


def _allow_more_statuses() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("outbox") as table:  # SQLite copies the table, and leaves its old check behind
        if not is_sqlite:
            table.drop_constraint(op.f("ck_outbox_status"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_status"), sa.text(_STATUSES))


def _some(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _key() -> sa.Column[int]:
    return sa.Column("id", _big(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _big(), sa.ForeignKey(target), nullable=nullable)


def downgrade() -> None:
    raise NotImplementedError("booked places are not thrown away")

"""The reception book beyond cases, dialogue sessions with what was promised there, and one's own account."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WHEN = sa.DateTime(timezone=True)
_OPEN = sa.text("status = 'open'")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("device", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_sessions_staff", "sessions", ["staff_id", "created_at"])
    _visits()
    _meetings()
    _commitments()
    _accounts()


def _visits() -> None:
    op.create_table(
        "brief_visits",
        sa.Column("id", _BIG, primary_key=True),
        sa.Column("unit_id", _BIG, sa.ForeignKey("units.id"), nullable=False),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("day_id", _BIG, sa.ForeignKey("reception_days.id")),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        *(_words(name) for name in ("name", "address", "id_number", "content")),
        sa.Column("people", sa.Integer(), nullable=False),
        *(_words(name) for name in ("earlier_body", "ending", "guided_to", "doc_no")),
        sa.Column("ground", sa.Text()),
        _words("reason"),
        sa.Column("due_on", sa.Date()),
        sa.Column("told_on", sa.Date()),
        _words("form_key"),
        sa.Column("at", _WHEN, nullable=False),
        sa.UniqueConstraint("form_key"),
        sa.CheckConstraint("ending in ('answered','guided','refused')", name="ending"),
        sa.CheckConstraint("people > 0", name="people"),
    )
    op.create_index("ix_brief_visits_unit", "brief_visits", ["unit_id", "at", "id"])
    op.create_index("ix_brief_visits_day", "brief_visits", ["day_id", "id"])
    op.create_table(
        "reception_minutes",
        sa.Column("id", _BIG, primary_key=True),
        sa.Column("day_id", _BIG, sa.ForeignKey("reception_days.id"), nullable=False),
        sa.Column("booking_id", _BIG, sa.ForeignKey("bookings.id")),
        _words("text"),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
    )
    op.create_index("ix_reception_minutes_day", "reception_minutes", ["day_id", "id"])


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", _BIG, primary_key=True),
        sa.Column("unit_id", _BIG, sa.ForeignKey("units.id"), nullable=False),
        sa.Column("case_id", _BIG, sa.ForeignKey("cases.id")),
        _words("about"),
        _words("chair"),
        sa.Column("starts_at", _WHEN, nullable=False),
        _words("place"),
        sa.Column("attendants", sa.JSON(), nullable=False),
        _words("status"),
        _words("minutes"),
        sa.Column("result", sa.Text()),
        _words("reason"),
        sa.Column("settled_at", _WHEN),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.CheckConstraint("status in ('planned','held','called_off')", name="status"),
        sa.CheckConstraint("result in ('agreed','partly','not_agreed')", name="result"),
    )
    op.create_index("ix_meetings_unit", "meetings", ["unit_id", "starts_at", "id"])
    op.create_index("ix_meetings_case", "meetings", ["case_id", "id"])


def _commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("id", _BIG, primary_key=True),
        sa.Column("meeting_id", _BIG, sa.ForeignKey("meetings.id")),
        sa.Column("day_id", _BIG, sa.ForeignKey("reception_days.id")),
        sa.Column("case_id", _BIG, sa.ForeignKey("cases.id")),
        sa.Column("unit_id", _BIG, sa.ForeignKey("units.id"), nullable=False),
        sa.Column("officer_id", _BIG, sa.ForeignKey("staff.id")),
        _words("text"),
        sa.Column("due_on", sa.Date(), nullable=False),
        _words("status"),
        _words("report"),
        sa.Column("done_on", sa.Date()),
        sa.Column("done_by", _BIG, sa.ForeignKey("staff.id")),
        sa.Column("next_step", sa.Text()),
        sa.Column("next_step_on", sa.Date()),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.CheckConstraint("status in ('open','done','dropped')", name="status"),
    )
    op.create_index("ix_commitments_due", "commitments", ["status", "due_on", "id"])
    op.create_index("ix_commitments_case", "commitments", ["case_id", "id"])
    op.create_index("ix_commitments_meeting", "commitments", ["meeting_id", "id"])
    op.create_index("ix_commitments_day", "commitments", ["day_id", "id"])
    step = ["next_step_on", "id"]
    op.create_index("ix_commitments_step", "commitments", step, sqlite_where=_OPEN, postgresql_where=_OPEN)


def _accounts() -> None:
    op.create_table(
        "second_factors",
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False),
        _words("ciphertext"),
        _words("key_id"),
        sa.Column("last_step", _BIG, nullable=False),
        sa.Column("confirmed_at", _WHEN),
        sa.Column("at", _WHEN, nullable=False),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", _BIG, primary_key=True),
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), nullable=False),
        _words("code_hash"),
        sa.Column("used_at", _WHEN),
    )
    op.create_index("ix_recovery_codes_staff", "recovery_codes", ["staff_id", "code_hash"])
    op.create_table(
        "preferences",
        sa.Column("staff_id", _BIG, sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False),
        _words("theme"),
        sa.Column("quiet_from", sa.Integer()),
        sa.Column("quiet_until", sa.Integer()),
        sa.CheckConstraint("theme in ('auto','light','dark')", name="theme"),
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def downgrade() -> None:
    raise NotImplementedError("who came, what was promised and who signs in how are not forgotten")

"""The book and the legal clock: standing of a case, coordinating tasks, links, changes of deadlines, local rules."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from intake.law.frozen import days_of, rows_of
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _ref(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, _BIG, sa.ForeignKey(f"{target}.id"), nullable=True)


def upgrade() -> None:
    _columns()
    _changes()
    _tasks_and_links()
    _versions()
    # in a step of its own: a table that SQLite writes anew takes no default along for the rows that it holds
    _add("escalations", sa.Column("due_on", sa.Date(), nullable=False, server_default="2026-01-01"))
    op.execute("UPDATE escalations SET due_on = (SELECT due_on FROM clocks WHERE clocks.id = escalations.clock_id)")
    with op.batch_alter_table("escalations") as table:
        table.drop_constraint("uq_escalations_clock_id_step", type_="unique")
        table.create_unique_constraint(op.f("uq_escalations_clock_id_step_due_on"), ["clock_id", "step", "due_on"])
        table.alter_column("due_on", server_default=None)
    op.drop_index("ix_clocks_running", table_name="clocks")
    _adopt_running_clocks()
    op.create_index("ix_clocks_step", "clocks", ["status", "next_step_on", "id"])
    op.create_index("ix_clocks_case", "clocks", ["case_id", "id"])
    running = sa.text("status = 'running'")
    op.create_index(
        "uq_clocks_running",
        "clocks",
        ["case_id", "stage"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
    op.create_index("ix_cases_leader", "cases", ["leader_id", "id"])
    op.create_index("ix_cases_content", "cases", ["content_key", "id"])


def _columns() -> None:
    one = sa.text("1")
    _add("cases", sa.Column("standing", sa.Text(), nullable=False, server_default="chat"))
    _add("cases", sa.Column("instance", sa.Integer(), nullable=False, server_default=one))
    _add("cases", sa.Column("respondent", sa.Text()), _flag("is_remote"))
    _add("cases", sa.Column("complexity", sa.Text(), nullable=False, server_default="normal"))
    _add("cases", sa.Column("people", sa.Integer(), nullable=False, server_default=one))
    _add("cases", sa.Column("content_key", sa.Text()), _ref("leader_id", "cases"))
    _add("cases", sa.Column("draft_outcome", sa.Text()), sa.Column("draft_answer", sa.Text()))
    _add("cases", _ref("draft_by", "staff"))
    _add("cases", sa.Column("withdrawal_asked_at", _INSTANT), sa.Column("reopen_asked_at", _INSTANT))
    _add("clocks", sa.Column("complexity", sa.Text(), nullable=False, server_default="normal"))
    _add("clocks", sa.Column("instance", sa.Integer(), nullable=False, server_default=one), _flag("is_remote"))
    _add("clocks", sa.Column("paused_from", sa.Date()), sa.Column("paused_by", sa.Text()))
    _add("clocks", sa.Column("next_step", sa.Text()), sa.Column("next_step_on", sa.Date()))
    _add("units", _flag("needs_approval"), _flag("needs_proof"))
    _add("attachments", sa.Column("purpose", sa.Text(), nullable=False, server_default="told"))
    _add("attachments", _ref("event_id", "case_events"), _ref("staff_id", "staff"))


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column, inline_references=True)


def _changes() -> None:
    op.create_table(
        "clock_changes",
        *_key("clock_changes"),
        *_needed_ref("clock_changes", "clock_id", "clocks"),
        *_needed_ref("clock_changes", "case_id", "cases"),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("due_before", sa.Date()),
        sa.Column("due_after", sa.Date()),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("statutes_version", sa.Text(), nullable=False),
        sa.Column("calendar_version", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text()),
        sa.Column("data", sa.JSON(), nullable=False),
        *_by("clock_changes", "staff_id"),
        sa.CheckConstraint(
            "change in ('start','pause','resume','extend','recount','end')", name=op.f("ck_clock_changes_change")
        ),
    )
    op.create_index("ix_clock_changes_clock", "clock_changes", ["clock_id", "id"])
    op.create_index("ix_clock_changes_at", "clock_changes", ["at", "id"])


def _tasks_and_links() -> None:
    op.create_table(
        "case_tasks",
        *_key("case_tasks"),
        *_needed_ref("case_tasks", "case_id", "cases"),
        *_needed_ref("case_tasks", "unit_id", "units"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("report", sa.Text()),
        *_by("case_tasks", "added_by"),
        sa.Column("done_at", _INSTANT),
        sa.CheckConstraint("status in ('open','done','released')", name=op.f("ck_case_tasks_status")),
    )
    op.create_index("ix_case_tasks_case", "case_tasks", ["case_id", "id"])
    op.create_index("ix_case_tasks_unit", "case_tasks", ["unit_id", "status", "due_on", "case_id"])
    op.create_table(
        "case_links",
        *_key("case_links"),
        *_needed_ref("case_links", "case_id", "cases"),
        *_needed_ref("case_links", "other_id", "cases"),
        sa.Column("relation", sa.Text(), nullable=False),
        *_by("case_links", "staff_id"),
        sa.UniqueConstraint("case_id", "other_id", "relation", name=op.f("uq_case_links_case_id_other_id_relation")),
        sa.CheckConstraint("case_id <> other_id", name=op.f("ck_case_links_two")),
    )
    op.create_index("ix_case_links_other", "case_links", ["other_id", "id"])


def _versions() -> None:
    op.create_table(
        "local_rules",
        *_key("local_rules"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "stage", "complexity")),
        sa.Column("amount", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("unit", "basis")),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        *_by("local_rules", "staff_id"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_local_rules_amount")),
    )
    op.create_table(
        "statute_versions",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_statute_versions")),
    )
    op.create_table(
        "calendar_versions",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_calendar_versions")),
    )


def _adopt_running_clocks() -> None:
    """Give the clocks of an older book their first change and their place on the ladder.

    The numbers in the tables of that older release are those of this one, so its versions are kept with today's rows.
    """
    op.execute(
        "INSERT INTO clock_changes (clock_id, case_id, change, on_day, due_after, rule_id, statutes_version,"
        " calendar_version, data, at) SELECT id, case_id, 'start', start_on, due_on, rule_id, statutes_version,"
        " calendar_version, '{}', started_at FROM clocks ORDER BY id"
    )
    op.execute(
        "UPDATE clocks SET next_step = '', next_step_on = start_on WHERE status = 'running' AND passed_at IS NULL"
    )
    connection = op.get_bind()
    now = datetime.now(UTC)
    kept = sa.table("statute_versions", sa.column("version"), sa.column("rows", sa.JSON), sa.column("at", _INSTANT))
    for (version,) in connection.execute(sa.text("SELECT DISTINCT statutes_version FROM clocks")):
        connection.execute(kept.insert().values(version=version, rows=rows_of(load_statutes()), at=now))
    years = {"first_year": now.year - 5, "last_year": now.year + 10}
    columns = (sa.column(name, sa.JSON if name == "days" else None) for name in ("version", *years, "days"))
    calendars = sa.table("calendar_versions", *columns, sa.column("at", _INSTANT))
    for (version,) in connection.execute(sa.text("SELECT DISTINCT calendar_version FROM clocks")):
        days = days_of(Calendar(), **years)
        connection.execute(calendars.insert().values(version=version, **years, days=days, at=now))


def _key(table: str) -> Sequence[sa.schema.SchemaItem]:
    return sa.Column("id", _BIG, nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _needed_ref(table: str, name: str, target: str) -> Sequence[sa.schema.SchemaItem]:
    key = sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
    return sa.Column(name, _BIG, nullable=False), key


def _by(table: str, name: str) -> Sequence[sa.schema.SchemaItem]:
    key = sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_{table}_{name}"))
    return sa.Column(name, _BIG), key, sa.Column("at", _INSTANT, nullable=False)


def downgrade() -> None:
    raise NotImplementedError("a book whose deadlines carry their proof does not go back to one without")

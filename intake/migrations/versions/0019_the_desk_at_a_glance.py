"""The inbox of a large book: indexes of what is open, the search in cases, flags, and filters that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OLD = ("ix_cases_unit_due", "ix_cases_officer_due", "ix_cases_screening", "ix_cases_open_due")
_WHOLE = {
    "ix_cases_unit": ["lead_unit_id", "id"],
    "ix_cases_officer": ["officer_id", "id"],
    "ix_cases_desk": ["screening_unit_id", "id"],
}
_WEIGHED = (
    "due_on", "id", "state", "officer_id", "lead_unit_id", "screening_unit_id", "is_sealed", "suspicion", "is_open",
)  # fmt: skip
_NARROWED = ("kind", "topic", "commune_code", "channel", "registered_at", "is_urgent", "complexity", "people")
_OPEN = {
    "ix_cases_open": (*_WEIGHED, *_NARROWED),
    "ix_cases_open_unit": ("lead_unit_id", *_WEIGHED),
    "ix_cases_open_desk": ("screening_unit_id", *_WEIGHED),
    "ix_cases_open_officer": ("officer_id", *_WEIGHED),
    "ix_cases_open_state": ("state", *_WEIGHED),
}
_SEARCH_SQLITE = (
    """CREATE VIRTUAL TABLE cases_fts USING fts5
    (folded, content='cases', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
    "INSERT INTO cases_fts(cases_fts, rank) VALUES ('automerge', 16)",
    "INSERT INTO cases_fts(rowid, folded) SELECT id, folded FROM cases",
    """CREATE TRIGGER cases_fts_insert AFTER INSERT ON cases BEGIN
    INSERT INTO cases_fts(rowid, folded) VALUES (new.id, new.folded); END""",
    """CREATE TRIGGER cases_fts_update AFTER UPDATE OF folded ON cases BEGIN
    INSERT INTO cases_fts(cases_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO cases_fts(rowid, folded) VALUES (new.id, new.folded); END""",
)
_SEARCH_POSTGRESQL = (
    "ALTER TABLE cases ADD COLUMN folded_tsv tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX ix_cases_folded_tsv ON cases USING gin (folded_tsv)",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in _OLD:
        op.drop_index(name, table_name="cases")
    for name, columns in _WHOLE.items():
        op.create_index(name, "cases", columns)
    for name, asked in _OPEN.items():
        op.create_index(
            name, "cases", list(dict.fromkeys(asked)),
            sqlite_where=sa.text("is_open IS 1"), postgresql_where=sa.text("is_open IS true"),
        )  # fmt: skip
    op.create_index(
        "ix_case_tasks_open", "case_tasks", ["case_id", "unit_id"],
        sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"),
    )  # fmt: skip
    for statement in _SEARCH_SQLITE if is_sqlite else _SEARCH_POSTGRESQL:
        op.execute(statement)
    _marks()


def _marks() -> None:
    op.create_table(
        "case_flags",
        sa.Column("case_id", _big(), sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("flag", sa.Text(), primary_key=True),
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_case_flags_flag", "case_flags", ["flag", "case_id"])
    op.create_table(
        "saved_filters",
        sa.Column("id", _big(), primary_key=True),
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("unit_id", _big(), sa.ForeignKey("units.id")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("narrowed", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_saved_filters_staff", "saved_filters", ["staff_id", "id"])
    op.create_index("ix_saved_filters_unit", "saved_filters", ["unit_id", "id"])


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("what was marked is not forgotten")

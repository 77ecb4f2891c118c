"""Search in the dialogue: a full-text index over the folded text, of the kind that each database has."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE = (
    """CREATE VIRTUAL TABLE utterances_fts USING fts5
    (folded, content='utterances', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    "INSERT INTO utterances_fts(utterances_fts, rank) VALUES ('automerge', 16)",
    """CREATE TRIGGER utterances_fts_insert AFTER INSERT ON utterances BEGIN
    INSERT INTO utterances_fts(rowid, folded) VALUES (new.id, new.folded); END""",
    """CREATE TRIGGER utterances_fts_update AFTER UPDATE OF folded ON utterances BEGIN
    INSERT INTO utterances_fts(utterances_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO utterances_fts(rowid, folded) VALUES (new.id, new.folded); END""",
)
_POSTGRESQL = (
    "ALTER TABLE utterances ADD COLUMN folded_tsv tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX ix_utterances_folded_tsv ON utterances USING gin (folded_tsv)",
)


def upgrade() -> None:
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER utterances_fts_insert")
        op.execute("DROP TRIGGER utterances_fts_update")
        op.execute("DROP TABLE utterances_fts")
    else:
        op.execute("DROP INDEX ix_utterances_folded_tsv")
        op.execute("ALTER TABLE utterances DROP COLUMN folded_tsv")

"""Sealed words leave the index of the search; who has read which talk; sums of the weeks behind the funnel."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from routing.searching import searched

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_BATCH = 20_000
_TRUE = {"sqlite": "1", "postgresql": "true"}
_WEEK = {
    "sqlite": "(CAST(strftime('%s', {at}) AS INTEGER) + 284400) / 604800",
    "postgresql": "(CAST(floor(extract(epoch from {at})) AS bigint) + 284400) / 604800",
}
_SQLITE_INDEX = (
    "CREATE VIEW utterances_open AS SELECT id, CASE WHEN is_sealed THEN '' ELSE folded END AS folded FROM utterances",
    """CREATE VIRTUAL TABLE utterances_fts USING fts5 (folded, content='utterances_open', content_rowid='id',
    columnsize=0, tokenize='unicode61 remove_diacritics 0')""",
    "INSERT INTO utterances_fts(utterances_fts, rank) VALUES ('automerge', 16)",
)
_TAKE_OUT = """INSERT INTO utterances_fts(utterances_fts, rowid, folded)
    SELECT 'delete', old.id, old.folded WHERE NOT old.is_sealed;"""
_PUT_IN = "INSERT INTO utterances_fts(rowid, folded) SELECT new.id, new.folded WHERE NOT new.is_sealed;"
_SQLITE_TRIGGERS = (
    f"CREATE TRIGGER utterances_fts_insert AFTER INSERT ON utterances BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER utterances_fts_delete AFTER DELETE ON utterances BEGIN {_TAKE_OUT} END",
    # in this order: the other way round, what the two wordings share would be lost
    f"""CREATE TRIGGER utterances_fts_update AFTER UPDATE OF folded, is_sealed ON utterances
    WHEN old.is_sealed IS NOT new.is_sealed OR old.folded <> new.folded BEGIN {_TAKE_OUT} {_PUT_IN} END""",
)
_CHANGED = (
    "old.asked_at IS NOT new.asked_at OR old.ending IS NOT new.ending OR old.waited_s IS NOT new.waited_s"
    " OR old.step_before IS NOT new.step_before OR old.is_sealed IS NOT new.is_sealed"
    " OR old.case_id IS NOT new.case_id"
)
_COLUMNS = "asked_at, ending, waited_s, step_before, is_sealed, case_id"
_PLACE = "UPDATE conversations SET last_open_id"
_LAST_OPEN = """(SELECT id FROM utterances WHERE conversation_id = {talk} AND NOT is_sealed
    ORDER BY conversation_id DESC, id DESC LIMIT 1)"""
_OF_LINES = "SELECT {week} FROM utterances WHERE case_id = new.id AND asked_at IS NOT NULL"
_RECAST = "old.is_sealed IS NOT new.is_sealed OR (old.suspicion IS NULL) IS NOT (new.suspicion IS NULL)"


def upgrade() -> None:
    kind = op.get_bind().dialect.name
    _index(kind)
    _tables()
    for statement in _sums(kind):
        op.execute(statement)
    _order(kind)
    _some("ix_conversations_restricted", "conversations", ["id"], "restricted_at IS NOT NULL")
    _some("ix_conversations_phone", "conversations", ["contact_phone"], "contact_phone IS NOT NULL")
    _some("ix_utterances_sealed", "utterances", ["conversation_id", "id"], f"is_sealed IS {_TRUE[kind]}")
    _some("ix_utterances_officer", "utterances", ["conversation_id"], "author = 'officer'")
    danger = "json_extract(reading, '$.danger')" if kind == "sqlite" else "(reading ->> 'danger')"
    _some("ix_utterances_danger", "utterances", ["conversation_id"], f"{danger} IS NOT NULL")


def _index(kind: str) -> None:
    if kind == "sqlite":
        for name in ("insert", "update"):
            op.execute(f"DROP TRIGGER utterances_fts_{name}")
        op.execute("DROP TABLE utterances_fts")
        for statement in _SQLITE_INDEX:
            op.execute(statement)
    for first, last in _batches():
        _fold_telephones(first, last)
        if kind == "sqlite":
            _fill(first, last)
    if kind == "sqlite":
        for statement in _SQLITE_TRIGGERS:
            op.execute(statement)
        return
    op.execute("DROP INDEX ix_utterances_folded_tsv")
    op.execute("CREATE INDEX ix_utterances_folded_tsv ON utterances USING gin (folded_tsv) WHERE NOT is_sealed")


def _batches() -> Iterator[tuple[int, int]]:
    last = op.get_bind().execute(sa.text("SELECT coalesce(max(id), 0) FROM utterances")).scalar_one()
    for first in range(1, int(last) + 1, _BATCH):
        yield first, first + _BATCH - 1


def _fold_telephones(first: int, last: int) -> None:
    """A telephone number is found however it was written: the shadow holds it as it is dialled too."""
    book = op.get_bind()
    between = {"first": first, "last": last}
    rows = book.execute(
        sa.text("SELECT id, text, folded FROM utterances WHERE id BETWEEN :first AND :last AND folded <> ''"), between
    )
    news = [(row.id, searched(row.text)) for row in rows if any(sign.isdigit() for sign in row.folded)]
    for number, folded in news:
        book.execute(
            sa.text("UPDATE utterances SET folded = :folded WHERE id = :id AND folded <> :folded"),
            {"id": number, "folded": folded},
        )


def _fill(first: int, last: int) -> None:
    op.get_bind().execute(
        sa.text(
            "INSERT INTO utterances_fts(rowid, folded) SELECT id, folded FROM utterances"
            " WHERE id BETWEEN :first AND :last AND NOT is_sealed"
        ),
        {"first": first, "last": last},
    )


def _tables() -> None:
    op.create_table(
        "talk_reads",
        sa.Column("staff_id", _big(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("conversation_id", _big(), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("line_id", _big(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "funnel_weeks",
        sa.Column("week", _big(), primary_key=True, autoincrement=False),
        sa.Column("is_made", sa.Boolean(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table("funnel_sums", *_keys("week", "channel", "step", "has_case", "way"), sqlite_with_rowid=False)
    op.create_table("funnel_waits", *_keys("step", "waited_s", "week", "channel", "has_case"), sqlite_with_rowid=False)


def _keys(*names: str) -> Iterator[sa.Column[Any]]:
    kinds: dict[str, Any] = {"week": _big(), "waited_s": _big(), "has_case": sa.Boolean()}
    for name in names:
        yield sa.Column(name, kinds.get(name, sa.Text()), primary_key=True, autoincrement=False)
    yield sa.Column("number", _big(), nullable=False)


def _sums(kind: str) -> Iterator[str]:
    """A week is summed up no more as soon as a line beneath it is another."""
    old, new = (_WEEK[kind].format(at=f"{row}.asked_at") for row in ("old", "new"))
    of_lines = _OF_LINES.format(week=_WEEK[kind].format(at="asked_at"))
    forget = "DELETE FROM funnel_weeks WHERE week"
    if kind == "sqlite":
        yield f"""CREATE TRIGGER utterances_sum_insert AFTER INSERT ON utterances WHEN new.asked_at IS NOT NULL
            BEGIN {forget} = {new}; END"""
        yield f"""CREATE TRIGGER utterances_sum_update AFTER UPDATE OF {_COLUMNS} ON utterances WHEN {_CHANGED}
            BEGIN {forget} = {old}; {forget} = {new}; END"""
        yield f"""CREATE TRIGGER cases_sum_update AFTER UPDATE OF is_sealed, suspicion ON cases WHEN {_RECAST}
            BEGIN {forget} IN ({of_lines}); END"""
        return
    body = "BEGIN {} RETURN NULL; END"
    yield _function("utterances_sum_insert", body.format(f"{forget} = {new};"))
    yield _function("utterances_sum_update", body.format(f"{forget} IN ({old}, {new});"))
    yield _function("cases_sum_update", body.format(f"{forget} IN ({of_lines});"))
    yield """CREATE TRIGGER utterances_sum_insert AFTER INSERT ON utterances FOR EACH ROW
        WHEN (new.asked_at IS NOT NULL) EXECUTE FUNCTION utterances_sum_insert()"""
    yield f"""CREATE TRIGGER utterances_sum_update AFTER UPDATE OF {_COLUMNS} ON utterances FOR EACH ROW
        WHEN ({_distinct(_CHANGED)}) EXECUTE FUNCTION utterances_sum_update()"""
    yield f"""CREATE TRIGGER cases_sum_update AFTER UPDATE OF is_sealed, suspicion ON cases FOR EACH ROW
        WHEN ({_distinct(_RECAST)}) EXECUTE FUNCTION cases_sum_update()"""


def _order(kind: str) -> None:
    op.add_column("conversations", sa.Column("last_open_id", _big()))
    op.execute(f"{_PLACE} = {_LAST_OPEN.format(talk='conversations.id')}")
    columns = ["last_open_id", "channel", "step", "started_at", "last_in_at"]
    op.create_index("ix_conversations_open", "conversations", columns)
    again = f"{_PLACE} = {_LAST_OPEN.format(talk='new.conversation_id')}"
    again += " WHERE id = new.conversation_id;"
    name, of = "utterances_order_update", "AFTER UPDATE OF is_sealed ON utterances"
    if kind == "sqlite":
        changed = "old.is_sealed IS NOT new.is_sealed"
        op.execute(f"CREATE TRIGGER {name} {of} WHEN {changed} BEGIN {again} END")
        return
    op.execute(_function(name, f"BEGIN {again} RETURN NULL; END"))
    changed = "old.is_sealed IS DISTINCT FROM new.is_sealed"
    op.execute(f"CREATE TRIGGER {name} {of} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}()")


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


def _distinct(condition: str) -> str:
    return condition.replace("IS NOT new", "IS DISTINCT FROM new").replace("IS NOT (new", "IS DISTINCT FROM (new")


def _some(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("sealed words do not go back into the index")

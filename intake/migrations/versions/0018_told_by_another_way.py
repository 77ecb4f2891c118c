"""A message that could not be sent may be told by another way: by whom, how and when stands beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_STATUSES = "status in ('new','sending','sent','blocked','held','folded','dead','told')"
_WAYS = "told_way in ('phone','counter','paper')"


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("outbox") as table:  # SQLite copies the table, and leaves its old check behind
        table.add_column(sa.Column("told_way", sa.Text()))
        table.add_column(sa.Column("told_by", _big()))
        table.add_column(sa.Column("told_at", sa.DateTime(timezone=True)))
        table.create_foreign_key(op.f("fk_outbox_told_by_staff"), "staff", ["told_by"], ["id"])
        if not is_sqlite:
            table.drop_constraint(op.f("ck_outbox_status"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_status"), sa.text(_STATUSES))
        table.create_check_constraint(op.f("ck_outbox_told_way"), sa.text(_WAYS))


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    raise NotImplementedError("what people were told is not forgotten")

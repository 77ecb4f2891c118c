"""Cases by topic, commune and time: earlier ones on the same matter are found without reading the book."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_matter", "cases", ["topic", "commune_code", "registered_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_cases_matter", table_name="cases")

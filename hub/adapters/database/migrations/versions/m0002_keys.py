"""What a desk and a lobby know of keys in public, and the codes that were opened."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of sealed codes."""
    op.create_table(
        "kiosk_keys",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("public", sa.Text, nullable=False),
        sa.Column("terminal", sa.Text, nullable=False),
        sa.Column("registered_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_table(
        "key_bundles",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "destroyed_keys",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("destroyed_at", sa.Text, nullable=False),
    )
    op.create_table(
        "opened_codes",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("letter", sa.Text, primary_key=True),
        sa.Column("opened_at", sa.Text, nullable=False),
        sa.Column("forget_at", sa.Text, nullable=False),
    )

"""What the displays show: contents, media, publications, feeds, and proofs of play."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables of signage, and give members of staff a department."""
    op.add_column("staff", sa.Column("department", sa.Text, nullable=False, server_default=""))
    _contents()
    _media()
    _plays()


def _contents() -> None:
    op.create_table(
        "pieces",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "publications",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "feeds",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("department", sa.Text, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _plays() -> None:
    op.create_table(
        "plays",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("screen", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("began", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
    )
    op.create_index("plays_campaigns", "plays", ["site", "campaign", "began"])

"""How the devices of terminals are and were, and what people were told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of devices."""
    _states()
    _history()
    _told()


def _states() -> None:
    op.create_table(
        "device_states",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("terminal", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("need", sa.Integer, nullable=False),
        sa.Column("began", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
        sa.Column("advice", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )


def _history() -> None:
    op.create_table(
        "device_history",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("terminal", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("advice", sa.Text, nullable=False),
    )
    op.create_index(
        "device_history_devices",
        "device_history",
        ["site", "terminal", "device", "name", "id"],
    )


def _told() -> None:
    op.create_table(
        "devices_told",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("terminal", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("need", sa.Integer, nullable=False),
    )
    op.create_table(
        "alert_channels",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("held_until", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.Text, nullable=False),
    )

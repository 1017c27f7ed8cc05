"""Appointments: who has which seat, what staff changed, and who waits."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the tables of appointments, their seats, and the waiting list."""
    _appointments()
    _seats()
    _entries()


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("number", sa.Text),
        sa.Column("token", sa.Text),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("seat", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("nickname", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("elsewhere", sa.Text),
        sa.Column("ticket", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
    )
    op.create_index("appointments_numbers", "appointments", ["site", "number"], unique=True)
    op.create_index("appointments_tokens", "appointments", ["site", "token"], unique=True)
    op.create_index("appointments_elsewhere", "appointments", ["site", "elsewhere"], unique=True)
    op.create_index("appointments_times", "appointments", ["site", "starts"])
    op.create_index("appointments_states", "appointments", ["site", "state", "starts"])


def _seats() -> None:
    op.create_table(
        "appointment_seats",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("service", sa.Text, primary_key=True),
        sa.Column("starts", sa.Text, primary_key=True),
        sa.Column("seat", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("holder", sa.Text, nullable=False),
    )
    op.create_table(
        "appointment_slots",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("service", sa.Text, primary_key=True),
        sa.Column("starts", sa.Text, primary_key=True),
        sa.Column("seats", sa.Integer, nullable=False),
    )


def _entries() -> None:
    op.create_table(
        "appointment_entries",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("token", sa.Text),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("nickname", sa.Text, nullable=False),
        sa.Column("starts", sa.Text),
        sa.Column("seat", sa.Integer),
        sa.Column("until", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
    )
    op.create_index(
        "appointment_entries_tokens", "appointment_entries", ["site", "token"], unique=True
    )
    op.create_index("appointment_entries_places", "appointment_entries", ["site", "place"])

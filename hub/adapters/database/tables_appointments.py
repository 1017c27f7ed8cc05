"""The tables of appointments."""

from sqlalchemy import Column, Index, Integer, Table, Text

from hub.adapters.database.metadata import METADATA

# Appointments, see hub.domain.appointments.records. `number`, `token`, `mail` and `nickname` are
# emptied some time after the visit; `elsewhere` is the id in the system it was imported from.
APPOINTMENTS = Table(
    "appointments",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("number", Text),
    Column("token", Text),
    Column("service", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("seat", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("nickname", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("elsewhere", Text),
    Column("ticket", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("told", Integer, nullable=False),
)

Index("appointments_numbers", APPOINTMENTS.c.site, APPOINTMENTS.c.number, unique=True)
Index("appointments_tokens", APPOINTMENTS.c.site, APPOINTMENTS.c.token, unique=True)
Index("appointments_elsewhere", APPOINTMENTS.c.site, APPOINTMENTS.c.elsewhere, unique=True)
Index("appointments_times", APPOINTMENTS.c.site, APPOINTMENTS.c.starts)
Index("appointments_states", APPOINTMENTS.c.site, APPOINTMENTS.c.state, APPOINTMENTS.c.starts)

# A seat of a slot belongs to nobody or to one: an appointment, or an entry it is held for.
APPOINTMENT_SEATS = Table(
    "appointment_seats",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("starts", Text, primary_key=True),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
)

# Slots that staff gave another number of seats than the plan does.
APPOINTMENT_SLOTS = Table(
    "appointment_slots",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("starts", Text, primary_key=True),
    Column("seats", Integer, nullable=False),
)

# The waiting list, see hub.domain.appointments.records.Entry.
APPOINTMENT_ENTRIES = Table(
    "appointment_entries",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("token", Text),
    Column("service", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("entered_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("nickname", Text, nullable=False),
    Column("starts", Text),
    Column("seat", Integer),
    Column("until", Text),
    Column("version", Integer, nullable=False),
    Column("told", Integer, nullable=False),
)

Index(
    "appointment_entries_tokens",
    APPOINTMENT_ENTRIES.c.site,
    APPOINTMENT_ENTRIES.c.token,
    unique=True,
)
Index("appointment_entries_places", APPOINTMENT_ENTRIES.c.site, APPOINTMENT_ENTRIES.c.place)

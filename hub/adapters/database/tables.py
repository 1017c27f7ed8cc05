"""Every table of the hub's database. The migrations create them; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from hub.adapters.database import tables_appointments  # noqa: F401 - METADATA has them too then
from hub.adapters.database.metadata import METADATA as METADATA  # noqa: PLC0414 - for all to use

SITE = Table(
    "site",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("last_event", BigInteger, nullable=False),
    # The latest event that started a day: what came before it is not needed to show the lobby.
    Column("day_event", BigInteger, nullable=False),
)

# A counter row a run of numbers: `next` is the ordinal that is given next, from 0.
SERIES = Table(
    "series",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("next", BigInteger, nullable=False),
)

# The truth: everything else about the lobby can be folded from `body`, the event in JSON. Old days
# may have been deleted: ids have no gaps from the first that is kept.
EVENTS = Table(
    "events",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# The latest record of every leg of every visit; `body` is the whole ticket in JSON.
TICKETS = Table(
    "tickets",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("visit", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Text, nullable=False),
)

Index("tickets_days", TICKETS.c.site, TICKETS.c.day)

# What members of staff did. Rows are added, and only go for their age (hub.service.retention).
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
)

Index("audit_times", AUDIT.c.site, AUDIT.c.at)

DEVICES = Table(
    "devices",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("enrolled_at", Text, nullable=False),
    Column("revoked_at", Text),
)

ENROLMENT_CODES = Table(
    "enrolment_codes",
    METADATA,
    Column("code_hash", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text),
)

STAFF = Table(
    "staff",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Text),
    Column("department", Text, nullable=False, server_default=""),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)

Index("sessions_staff", SESSIONS.c.site, SESSIONS.c.login)

# The public keys with which kiosks sign; several for a terminal that was set up anew.
KIOSK_KEYS = Table(
    "kiosk_keys",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("public", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("registered_at", Text, nullable=False),
    Column("revoked_at", Text),
)

# The desk's signed public keys, where the desk is another hub and they were brought here.
KEY_BUNDLES = Table(
    "key_bundles",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# Which of the desk's keys are gone, so that an old code can be told from a foreign one.
DESTROYED_KEYS = Table(
    "destroyed_keys",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("destroyed_at", Text, nullable=False),
)

# The letters that were opened, for as long as they could be opened again.
OPENED_CODES = Table(
    "opened_codes",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("letter", Text, primary_key=True),
    Column("opened_at", Text, nullable=False),
    Column("forget_at", Text, nullable=False),
)

# Every device of every terminal as it is known; `need` is ports_health.Need.
DEVICE_STATES = Table(
    "device_states",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("need", Integer, nullable=False),
    Column("began", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

# How each device came to be so: bounded by age and by number, see health.py here.
DEVICE_HISTORY = Table(
    "device_history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("advice", Text, nullable=False),
)

Index(
    "device_history_devices",
    DEVICE_HISTORY.c.site,
    DEVICE_HISTORY.c.terminal,
    DEVICE_HISTORY.c.device,
    DEVICE_HISTORY.c.name,
    DEVICE_HISTORY.c.id,
)

# Which need of a device was told on which channel.
DEVICES_TOLD = Table(
    "devices_told",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("need", Integer, nullable=False),
)

# Which hub tells on a channel, and when it is tried next.
ALERT_CHANNELS = Table(
    "alert_channels",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("held_until", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_at", Text, nullable=False),
)

# What managers write, and the settings before them; `body` is the whole piece in JSON.
PIECES = Table(
    "pieces",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

# The latest publications: `body` is the programme in JSON, `media` the list of its digests.
PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# What each source of news, events and weather held when it was last read well.
FEEDS = Table(
    "feeds",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

# The library's files; they lie in the data folder, by digest.
MEDIA = Table(
    "media",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("department", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# Proofs of play; they outlive the medium and the campaign.
PLAYS = Table(
    "plays",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("screen", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("campaign", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("whole", Boolean, nullable=False),
)

Index("plays_campaigns", PLAYS.c.site, PLAYS.c.campaign, PLAYS.c.began)

# Documents of alarms that were read, and what they said last; see hub.service.alarms.ports.
ALARM_MARKS = Table(
    "alarm_marks",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# Sums of past days by service and hour; `body` is hub.domain.estimate.learning.Sums in JSON.
HOURS = Table(
    "hours",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

# Answers of the survey: no time finer than the day; `service` is "" where none is known.
SURVEY_COUNTS = Table(
    "survey_counts",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("score", Integer, primary_key=True, autoincrement=False),
    Column("answers", Integer, nullable=False),
)

# Letters to visitors; `address`, `subject`, `words`, `link` and `calendar` are emptied as soon as
# a letter has left or is not wanted any more. See hub.service.outbox.
LETTERS = Table(
    "letters",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("calendar", LargeBinary),
    Column("calendar_method", Text, nullable=False),
    Column("put_at", Text, nullable=False),
    Column("not_after", Text, nullable=False),
    Column("next_at", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("holder", Text, nullable=False),
    Column("held_until", Text, nullable=False),
)

Index("letters_states", LETTERS.c.site, LETTERS.c.state, LETTERS.c.next_at)
Index("letters_topics", LETTERS.c.site, LETTERS.c.topic)

# Where a visitor wants to be told about one visit, until it ends.
WISHES = Table(
    "wishes",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("visit", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("ahead", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

Index("wishes_visits", WISHES.c.site, WISHES.c.visit)

# The hall's figures: what each hour at a counter was like for a service. `body` is
# hub.domain.figures.counting.Row.packed, compressed; "*" stands for all services, or
# counters, added up. See hub.service.figures.
FIGURES = Table(
    "figures",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("counter", Text, primary_key=True),
    Column("layout", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Keys that the hubs of a site make themselves and share, such as that of the public forms.
SECRETS = Table(
    "secrets",
    METADATA,
    Column("site", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

"""The journal's statements, compiled once for the dialect's driver: they run for every ticket.

As Core expressions they would be looked up and bound anew at every execution, some 30 us each.
SQLite and PostgreSQL read the same words but for the row lock, which SQLite needs not.
"""

from dataclasses import dataclass

from sqlalchemy import Dialect, text

# PostgreSQL's channel that tells the other hubs of new events; the payload is "site last-event".
CHANNEL = "machiai_events"

_ADD_SITE = (
    "INSERT INTO site (id, last_event, day_event) VALUES (:site, 0, 0) ON CONFLICT DO NOTHING"
)

_LAST_EVENT = "SELECT last_event FROM site WHERE id = :site"

_SET_LAST_EVENT = (
    "UPDATE site SET last_event = :last, day_event = COALESCE(:day, day_event) WHERE id = :site"
)

_TAKE_NUMBER = (
    "INSERT INTO series (site, name, next) VALUES (:site, :name, 1)"
    " ON CONFLICT (site, name) DO UPDATE SET next = series.next + 1 RETURNING next"
)

_SET_SERIES = "UPDATE series SET next = :next WHERE site = :site AND name = :name"

_TICKET = "SELECT body FROM tickets WHERE site = :site AND id = :id"

_TICKETS = "SELECT id, body FROM tickets WHERE site = :site AND id"

_PUT_TICKET = (
    "INSERT INTO tickets (site, id, visit, label, service, day, state, body)"
    " VALUES (:site, :id, :visit, :label, :service, :day, :state, :body)"
    " ON CONFLICT (site, id) DO UPDATE SET label = excluded.label, service = excluded.service,"
    " state = excluded.state, body = excluded.body"
)

_ADD_EVENT = "INSERT INTO events (site, id, at, kind, body) VALUES (:site, :id, :at, :kind, :body)"

_ADD_AUDIT = (
    "INSERT INTO audit (site, at, who, action, subject)"
    " VALUES (:site, :at, :who, :action, :subject)"
)


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL in the driver's own words; values are given by name. `notify` is empty for SQLite."""

    add_site: str
    last_event: str
    set_last_event: str
    take_number: str
    set_series: str
    ticket: str
    tickets: str
    put_ticket: str
    add_event: str
    add_audit: str
    notify: str


def statements(dialect: Dialect) -> Statements:
    """The statements for SQLite or PostgreSQL."""

    def compiled(words: str) -> str:
        return str(text(words).compile(dialect=dialect))

    postgresql = dialect.name == "postgresql"
    lock = " FOR UPDATE" if postgresql else ""
    among = "= ANY(:ids)" if postgresql else "IN (SELECT value FROM json_each(:ids))"
    notify = f"SELECT pg_notify('{CHANNEL}', :payload)" if postgresql else ""
    return Statements(
        add_site=compiled(_ADD_SITE),
        last_event=compiled(_LAST_EVENT + lock),
        set_last_event=compiled(_SET_LAST_EVENT),
        take_number=compiled(_TAKE_NUMBER),
        set_series=compiled(_SET_SERIES),
        ticket=compiled(_TICKET),
        tickets=compiled(f"{_TICKETS} {among}"),
        put_ticket=compiled(_PUT_TICKET),
        add_event=compiled(_ADD_EVENT),
        add_audit=compiled(_ADD_AUDIT),
        notify=compiled(notify),
    )

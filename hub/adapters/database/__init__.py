"""The hub's storage: SQLite by default, PostgreSQL where several hubs share one lobby.

Both take the same statements and give the same answers; tests/contract holds them to it.
Instants are stored as text, ISO 8601 in UTC with microseconds, which sorts as time does.
"""

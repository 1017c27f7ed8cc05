"""Appointments from the command line: listed, and brought in from another booking system."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from config.schema.settings import Settings
from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.engine import Database
from hub.cli.access import OPERATOR
from hub.cli.configured import database, end, now, told
from hub.domain.appointments.codes import shown
from hub.domain.appointments.records import Appointment, State
from hub.domain.appointments.slots import local_day
from hub.service.appointments.booking import Bookings
from hub.service.appointments.reading import COLUMNS, Misfits, read
from hub.service.appointments.terms import appointment_terms
from hub.service.site import site_at

STATES: Mapping[State, str] = {
    State.BOOKED: "予約",
    State.CHECKED_IN: "受付済み",
    State.SERVED: "終了",
    State.LEFT: "途中で帰った",
    State.CANCELLED: "取り消し",
    State.MISSED: "来なかった",
}


def print_day(found: Settings, day: date | None) -> None:
    """The appointments of a day, today's unless said otherwise. No address and no name."""
    with database(found) as opened:
        bookings = bookings_in(opened, found)
        wanted = day or local_day(bookings.terms.site, now())
        listed = asyncio.run(bookings.day(wanted)).appointments
    names = {item.id: item.name["ja"] for item in found.services}
    zone = ZoneInfo(found.site.timezone)
    lines = [_line(item, names, zone) for item in listed]
    print("\n".join(lines) or f"{wanted} の予約はありません。")


def _line(item: Appointment, names: Mapping[str, str], zone: ZoneInfo) -> str:
    time, number = f"{item.start.astimezone(zone):%H:%M}", shown(item.number) if item.number else ""
    return f"{time}  {number:<9}  {STATES[item.state]}  {names.get(item.service, item.service)}"


def bring_in(
    found: Settings, file: Path, columns: list[str], service: str, *, rehearse: bool
) -> None:
    """Take over a file, or say everything that is wrong with it and take nothing."""
    named = _named(columns)
    with told():
        body = file.read_bytes()
    with database(found) as opened:
        bookings = bookings_in(opened, found)
        try:
            table = read(body, bookings.terms, named, service)
            done = asyncio.run(bookings.bring_in(table, OPERATOR, rehearse=rehearse))
        except Misfits as misfits:
            count = f"{len(misfits.found)} か所を直してください。何も取りこんでいません。"
            end(f"{misfits}\n\n{file}: {count}")
    verb = "取りこむと" if rehearse else "取りこみました"
    print(
        f"{verb}: 新しい予約 {done.booked}、日時の変更 {done.moved}、取り消し {done.cancelled}、"
        f"そのまま {done.unchanged}。"
    )


def bookings_in(opened: Database, found: Settings) -> Bookings:
    """The appointments of a city, beside its hub."""
    site = site_at(found, now())
    terms = appointment_terms(found, site, local_day(site, now()))
    return Bookings(SqlAppointments(opened, site.id), terms, now)


def _named(columns: list[str]) -> dict[str, str]:
    """What the file calls our columns; an unknown one ends the command."""
    named = dict(part.split("=", 1) for part in columns if "=" in part)
    if len(named) < len(columns) or not named.keys() <= COLUMNS.keys():
        known = "、".join(COLUMNS)
        end(f"--column は「start=予約日時」の形で書いてください。左に書けるもの: {known}")
    return named

"""The staff page of a day's appointments as data, with every word already chosen. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES, load
from hub.domain.appointments.codes import shown
from hub.domain.appointments.records import CAME, Appointment, Entry, Place, State
from hub.domain.appointments.slots import Slot
from hub.domain.dates import clock, long_date
from hub.domain.lobby import Lobby
from hub.domain.site import Site
from hub.domain.site import words as text
from hub.service.appointments.ports import Day
from hub.web.booking.views import at_text

STATES: Mapping[State, str] = {
    State.BOOKED: "予約",
    State.CHECKED_IN: "受付済み",
    State.SERVED: "終了",
    State.LEFT: "途中で終了",
    State.CANCELLED: "取り消し",
    State.MISSED: "来なかった",
}
_SOURCES = {"web": "ウェブ", "import": "ほかのシステム"}


@dataclass(frozen=True, slots=True)
class Line:
    """An appointment as a line of the day's list. `kind` is the state's, for its look."""

    id: str
    time: str
    prefix: str
    service: str
    number: str
    state: str
    kind: str
    signs: tuple[str, ...]
    may_check_in: bool
    may_change: bool
    ticket: str
    ticket_label: str


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot as a line: who can still be booked into it, and whether staff have stopped it."""

    at: str
    time: str
    seats: str
    level: str
    kind: str
    may_book: bool
    is_stopped: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A service, or a day, that can be looked at."""

    key: str
    name: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Somebody on the waiting list."""

    id: str
    service: str
    state: str
    entered: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything on /appointments."""

    day: str
    title: str
    before: str
    after: str
    today: str
    is_today: bool
    lines: tuple[Line, ...]
    counts: str
    services: tuple[Choice, ...]
    service: str
    slots: tuple[SlotLine, ...]
    waiting: tuple[WaitLine, ...]


def day_page(
    lobby: Lobby, found: Day, day: date, service: str, plans: Iterable[str], now: datetime
) -> DayPage:
    """The page of one day; `service`: whose slots are shown. `now` in the site's own time."""
    site, today = lobby.site, now.date()
    return DayPage(
        day=day.isoformat(),
        title=long_date(load("ja", "common"), day),
        before=(day - timedelta(days=1)).isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        today=today.isoformat(),
        is_today=day == today,
        lines=tuple(line(lobby, each, now) for each in _in_order(found.appointments)),
        counts=_counts(found.appointments),
        services=tuple(Choice(key, service_name(site, key), key == service) for key in plans),
        service=service,
        slots=tuple(_slot(site, slot, now) for slot in found.slots if slot.service == service),
        waiting=tuple(_waiting(site, entry) for entry in found.entries),
    )


def _in_order(appointments: Iterable[Appointment]) -> list[Appointment]:
    """By time; those that were cancelled last."""
    return sorted(appointments, key=lambda each: (each.state is State.CANCELLED, each.start))


def _counts(appointments: Iterable[Appointment]) -> str:
    states = [each.state for each in appointments]
    total = sum(state is not State.CANCELLED for state in states)
    came = sum(state in CAME for state in states)
    missed = states.count(State.MISSED)
    return f"予約 {total}件　来庁 {came}件　来なかった {missed}件"


def line(lobby: Lobby, found: Appointment, now: datetime) -> Line:
    """One appointment. Words of what is late or early come from the clock."""
    site, is_booked = lobby.site, found.state is State.BOOKED
    local, ticket = _local(site, found.start), lobby.find(found.ticket) if found.ticket else None
    known = site.services.get(found.service)
    return Line(
        id=found.id,
        time=clock(local),
        prefix=known.prefix if known else "",
        service=service_name(site, found.service),
        number=shown(found.number),
        state=_state(found, now),
        kind=found.state.value,
        signs=_signs(found),
        may_check_in=is_booked and local.date() == now.date(),
        may_change=is_booked,
        ticket=found.ticket,
        ticket_label=ticket.label if ticket else "",
    )


def _state(found: Appointment, now: datetime) -> str:
    if found.state is not State.BOOKED or found.start >= now:
        return STATES[found.state]
    return f"▲ {int((now - found.start).total_seconds() // 60)}分おくれ"


def _signs(found: Appointment) -> tuple[str, ...]:
    language = "" if found.language == "ja" else LANGUAGES.get(found.language, found.language)
    source = _SOURCES.get(found.source, "職員")
    mail = "メールあり" if found.contact.mail else ""
    return tuple(sign for sign in (found.contact.nickname, language, source, mail) if sign)


def _slot(site: Site, slot: Slot, now: datetime) -> SlotLine:
    local, is_stopped = _local(site, slot.start), slot.seats == 0
    is_over = slot.end <= now
    kind = "closed" if is_stopped or is_over else "free" if slot.free else "full"
    words = {"closed": "－ 停止中", "free": f"○ あと{slot.free}", "full": "× 満席"}
    level = "－ 終了" if is_over else words[kind]
    return SlotLine(
        at=at_text(local),
        time=clock(local),
        seats=f"{slot.taken}／{slot.seats}",
        level=level,
        kind=kind,
        may_book=bool(slot.free) and not is_over,
        is_stopped=is_stopped,
        is_over=is_over,
    )


def _waiting(site: Site, entry: Entry) -> WaitLine:
    state = "待っています"
    if entry.place is Place.OFFERED and entry.start and entry.until:
        start, until = _local(site, entry.start), _local(site, entry.until)
        state = f"{start.month}月{start.day}日 {clock(start)} をお取り置き中（{clock(until)} まで）"
    first, last = (_local(site, at) for at in (entry.first, entry.last - timedelta(seconds=1)))
    days = dict.fromkeys(f"{at.month}/{at.day}" for at in (first, last))
    entered = _local(site, entry.entered_at)
    return WaitLine(
        id=entry.id,
        service=service_name(site, entry.service),
        state=f"{'～'.join(days)}　{state}",
        entered=f"{entered.month}/{entered.day} {clock(entered)}",
    )


def service_name(site: Site, service: str) -> str:
    """The Japanese name; its id where the configuration has dropped it."""
    found = site.services.get(service)
    return text(found.name, "ja") if found else service


def moment(site: Site, at: datetime) -> str:
    """A day and a time in full."""
    local = _local(site, at)
    return f"{long_date(load('ja', 'common'), local.date())} {clock(local)}"


def _local(site: Site, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(site.timezone))

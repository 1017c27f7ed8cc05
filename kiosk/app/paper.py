"""What is printed for a visitor, in the visitor's language. Pure."""

from base64 import b64decode
from datetime import datetime
from zoneinfo import ZoneInfo

from assets.words import Words, plain
from devices.printers.layout import SheetWords, TicketSheet
from hub.domain.dates import clock, long_date
from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.site import words as in_language
from kiosk.app.arrival_views import due, is_late
from kiosk.app.moment import Moment
from kiosk.app.rows import wait_text
from kiosk.app.views import label_of, service_name, ticket_url
from kiosk.app.world import World
from kiosk.flow.state import Given


def sheet(given: Given, world: World, words: Words, *, reissue: bool = False) -> TicketSheet:
    """The ticket of a number."""
    return TicketSheet(
        city=city(world, words.language),
        place=place(world, words.language),
        label=label_of(given),
        service=plain(service_name(given, world, words)),
        issued_at=stamp(issued_at(given), world, words),
        priority=_marks(given, world, words),
        ahead=ahead(given),
        wait=wait_words(given, words),
        instructions=_instructions(given, world, words),
        url=ticket_url(given, world) or None,
        offline=isinstance(given, OfflineTicket),
        logo=logo(world),
        reissue=reissue,
        language=words.language,
        words=_sheet_words(words),
    )


def city(world: World, language: str) -> str:
    """The city's name, as it stands above everything."""
    return plain(in_language(world.lobby.site.name, language)) if world.lobby else ""


def place(world: World, language: str) -> str:
    """Where the kiosk stands."""
    return plain(in_language(world.settings.place, language)) if world.settings else ""


def logo(world: World) -> bytes:
    """The city's mark, a PNG; empty where there is none."""
    return b64decode(world.settings.logo) if world.settings else b""


def stamp(at: datetime, world: World, words: Words) -> str:
    """The day and the time on the lobby's wall."""
    local = at.astimezone(ZoneInfo(world.lobby.site.timezone if world.lobby else "UTC"))
    return f"{plain(long_date(words, local.date()))} {clock(local)}"


def issued_at(given: Given) -> datetime:
    """When the number was given."""
    return given.ticket.issued_at if isinstance(given, Issued) else given.issued_at


def ahead(given: Given | None) -> int | None:
    """How many are before this number, where the hub has said."""
    return given.ahead if isinstance(given, Issued) and given.wait else None


def wait_words(given: Given | None, words: Words) -> str | None:
    """The expected wait on paper, which draws no readings."""
    wait = given.wait if isinstance(given, Issued) else None
    return plain(wait_text(wait, words)) if wait else None


def priority_name(given: Given, world: World, words: Words) -> str | None:
    """The class that a number was given in."""
    priority = given.ticket.priority if isinstance(given, Issued) else given.priority
    chosen = world.lobby.site.classes.get(priority or "") if world.lobby else None
    return plain(in_language(chosen.name, words.language)) if chosen else None


def _marks(given: Given, world: World, words: Words) -> str | None:
    """What stands in a frame below the number: its appointment, its class."""
    found = (plain(due(given, world, words)), priority_name(given, world, words))
    return "　".join(filter(None, found)) or None


def _instructions(given: Given, world: World, words: Words) -> tuple[str, ...]:
    late = ("paper.late",) if is_late(given, world) else ()
    return tuple(plain(words.text(key)) for key in (*late, "paper.instruction"))


def _sheet_words(words: Words) -> SheetWords:
    def say(key: str) -> str:
        return plain(words.texts[key])

    return SheetWords(
        number=say("paper.number"),
        ahead=say("ticket.ahead"),
        people=say("paper.people"),
        wait=say("ticket.wait"),
        issued=say("paper.issued"),
        code=say("paper.code"),
        reissue=say("paper.reissue"),
        offline=say("paper.offline"),
    )


def test_page(world: World, staff: Words, words: Words, moment: Moment) -> TicketSheet:
    """A page that shows staff what the printer can do; nobody could wait for its number."""
    return TicketSheet(
        city=city(world, "ja"),
        label=staff.text("test.title"),
        service=staff.text("test.service"),
        issued_at=stamp(moment.now, world, words),
        place=world.settings.name if world.settings else "",
        logo=logo(world),
    )

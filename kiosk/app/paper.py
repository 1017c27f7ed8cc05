"""What is printed for a visitor, in the visitor's language. Pure."""

from assets.words import Words, plain
from devices.printers.layout import SheetWords, TicketSheet
from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.site import words as in_language
from hub.domain.waiting import Wait
from kiosk.app.moment import Moment
from kiosk.app.rows import wait_text
from kiosk.app.views import label_of, service_name, ticket_url
from kiosk.app.world import World
from kiosk.flow.state import Given
from kiosk.shell.dates import clock, long_date


def sheet(given: Given, world: World, words: Words) -> TicketSheet:
    """The ticket of a number."""
    site = world.lobby.site if world.lobby else None
    issued_at = given.ticket.issued_at if isinstance(given, Issued) else given.issued_at
    local = Moment(issued_at, 0).local(site.timezone if site else "UTC")
    return TicketSheet(
        city=plain(in_language(site.name, words.language)) if site else "",
        place=plain(in_language(world.settings.place, words.language)) if world.settings else "",
        label=label_of(given),
        service=plain(service_name(given, world, words)),
        issued_at=f"{plain(long_date(words, local.date()))} {clock(local)}",
        priority=priority_name(given, world, words),
        ahead=given.ahead if isinstance(given, Issued) and given.wait else None,
        wait=wait_words(given.wait, words) if isinstance(given, Issued) else None,
        instructions=(words.text("paper.instruction"),),
        url=ticket_url(given, world) or None,
        offline=isinstance(given, OfflineTicket),
        language=words.language,
        words=_sheet_words(words),
    )


def wait_words(wait: Wait | None, words: Words) -> str | None:
    """The expected wait on paper, which draws no readings."""
    return plain(wait_text(wait, words)) if wait else None


def priority_name(given: Given, world: World, words: Words) -> str | None:
    """The class that a number was given in."""
    priority = given.ticket.priority if isinstance(given, Issued) else given.priority
    chosen = world.lobby.site.classes.get(priority or "") if world.lobby else None
    return plain(in_language(chosen.name, words.language)) if chosen else None


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
        offline=say("paper.offline"),
    )


def test_page(world: World, staff: Words, words: Words, moment: Moment) -> TicketSheet:
    """A page that shows staff what the printer can do; nobody could wait for its number."""
    site = world.lobby.site if world.lobby else None
    local = moment.local(site.timezone if site else "UTC")
    return TicketSheet(
        city=in_language(site.name, "ja") if site else "",
        label=staff.text("test.title"),
        service=staff.text("test.service"),
        issued_at=f"{plain(long_date(words, local.date()))} {clock(local)}",
        place=world.settings.name if world.settings else "",
    )

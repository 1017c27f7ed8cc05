"""What a kiosk knows besides the visit: the lobby, its own settings, and whether that is live."""

from dataclasses import dataclass, field

from devices.cards.sight import Place, Sight
from devices.printers.code import CAPACITY
from hub.client import KioskSettings
from hub.domain.forms.book import Book, Event
from hub.domain.lobby import Lobby
from hub.domain.site import PriorityClass
from hub.domain.waiting import Congestion, congestion
from hub.sealing.keys import Bundle, NoKey
from kiosk.app.moment import Moment
from kiosk.flow.guidance import Hearing
from kiosk.flow.state import Limits

NO_READER = Sight(Place.NO_READER)


@dataclass(frozen=True, slots=True)
class World:
    """`lobby` is None until a hub, or what was kept of it, has been seen. Nobody changes it.

    `keys` are the desk's public ones, None while this kiosk has none. `faults` are what an editor
    of forms has to put right: there are some in a preview alone. `sight` is the card reader's,
    and `hearing` says what a voice can be heard from.
    """

    lobby: Lobby | None = None
    settings: KioskSettings | None = None
    live: bool = False
    book: Book = field(default_factory=Book)
    keys: Bundle | None = None
    faults: tuple[str, ...] = ()
    sight: Sight = NO_READER
    hearing: Hearing = Hearing.NOTHING

    @property
    def is_known(self) -> bool:
        """Can this kiosk give numbers, if need be alone?"""
        return self.lobby is not None and self.settings is not None


def offered(world: World, moment: Moment) -> list[Congestion]:
    """The services that this kiosk gives numbers for, in the city's order."""
    if world.lobby is None or world.settings is None:
        return []
    listed = world.settings.services
    return [line for line in congestion(world.lobby, moment.now) if line.service.id in listed]


def one_offered(world: World, moment: Moment, service: str | None) -> Congestion | None:
    """One of the services on offer."""
    found = (line for line in offered(world, moment) if line.service.id == service)
    return next(found, None)


def classes(world: World) -> list[PriorityClass]:
    """The priority classes that a visitor may choose here."""
    if world.lobby is None or world.settings is None:
        return []
    known = world.lobby.site.classes
    return [known[name] for name in world.settings.classes if name in known]


def events(world: World) -> list[Event]:
    """What visitors can prepare here without writing, in the order of the settings."""
    if world.settings is None:
        return []
    known = world.book.events
    return [known[name] for name in world.settings.events if name in known]


def can_seal(world: World, moment: Moment) -> bool:
    """Is there a key now that the desk opens codes with?"""
    if world.keys is None:
        return False
    try:
        world.keys.at(moment.now)
    except NoKey:
        return False
    return True


def is_write_free(world: World, moment: Moment) -> bool:
    """Can visitors prepare anything here without writing?"""
    return bool(events(world)) and can_seal(world, moment)


def symbol(world: World) -> int:
    """How many characters of a sealed code go into one symbol on this kiosk's paper."""
    printer = world.settings.printer if world.settings else None
    narrow = printer is not None and printer.kind != "none" and printer.width == 58
    return CAPACITY[58] if narrow else CAPACITY[80]


def scans(world: World) -> bool:
    """Is there a scanner here for the codes of tickets?"""
    return world.settings is not None and world.settings.scanner.kind != "none"


def reads_cards(world: World) -> bool:
    """Does the city want cards to be read here?"""
    return world.settings is not None and world.settings.card.kind != "none"


def has_reader(world: World) -> bool:
    """Can a card be read here now?"""
    return reads_cards(world) and world.sight.place not in (Place.NO_SERVICE, Place.NO_READER)


def limits(settings: KioskSettings, *, has_card: bool, has_voice: bool) -> Limits:
    """The times that the city set, and whether there is a printer, a reader, a voice."""
    return Limits(
        idle=settings.idle_warning_seconds,
        grace=settings.idle_grace_seconds,
        ticket=settings.ticket_screen_seconds,
        has_printer=settings.printer.kind != "none",
        has_card=has_card,
        has_voice=has_voice,
        checks_in=settings.checks_in,
        surveys=settings.survey.asks,
    )

"""A kiosk on a real window with a lobby, a clock and a performer that the test holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from config.load import load
from hub.client import KioskSettings, Printer
from hub.domain.events import CounterState, ServiceState
from hub.domain.forms.book import Book
from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.lobby import Lobby, Snapshot, restore
from hub.domain.site import Site
from hub.domain.tickets import Ticket
from hub.domain.waiting import Wait
from hub.sealing.keys import Bundle, DeskKey
from hub.service.site import domain_site
from kiosk.app.effects import Reader
from kiosk.app.kiosk import Kiosk
from kiosk.app.moment import Moment
from kiosk.app.pin import PinGuard
from kiosk.app.staff import Staff
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.machine import step
from kiosk.flow.state import (
    INITIAL,
    Aid,
    Effect,
    IssueNumber,
    LookAtCard,
    Overlay,
    Print,
    PrintTicket,
    ReadCard,
    ReleaseCard,
)
from kiosk.shell.qr import QrProvider
from tests import small_book
from tests.ui.qml import Screen, until

MAIN = Path(__file__).parents[3] / "kiosk" / "qml" / "Main.qml"
DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 0, 42, tzinfo=UTC)


@lru_cache(maxsize=1)
def demo_site() -> Site:
    """The demo city."""
    return domain_site(load(Path(__file__).parents[3] / "config" / "demo"), DAY)


def demo_settings(site: Site) -> KioskSettings:
    """The first kiosk of the demo city."""
    return KioskSettings(
        id="kiosk-1",
        name="発券機1",
        place=site.place,
        services=site.kiosks["kiosk-1"].services,
        classes=tuple(item.id for item in site.classes.values() if item.at_kiosk),
        printer=Printer("simulator"),
        idle_warning_seconds=45,
        idle_grace_seconds=30,
        ticket_screen_seconds=20,
    )


def demo_lobby(site: Site, waiting: Sequence[int] = (12, 5, 2, 18, 0, 0)) -> Lobby:
    """A morning with people waiting for the services in their order, and open counters."""
    tickets = [
        _ticket(f"{place:02}{number:030}", service, number)
        for place, (service, count) in enumerate(zip(site.services, waiting, strict=False))
        for number in range(count)
    ]
    counters = tuple(CounterState(counter, is_open=True) for counter in site.counters)
    closed = (ServiceState("childcare", closed=True),)
    return restore(Snapshot(site, DAY, 1, tuple(tickets), counters, closed))


def _ticket(ticket_id: str, service: str, number: int) -> Ticket:
    at = MORNING - timedelta(minutes=30) + timedelta(seconds=number)
    return Ticket(ticket_id, ticket_id, f"{service}-{number}", service, DAY, at, at, at)


@dataclass
class TestClock:
    """Stands still until the test moves it."""

    __test__ = False

    now: datetime = MORNING
    at: float = 1000.0

    def __call__(self) -> Moment:
        return Moment(self.now, self.at)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.at += seconds


class Effects(list[Effect]):
    """What the kiosk asks for; what it asks of a card goes to a reader at once, if there is one."""

    reader: Reader | None = None

    def take(self, effect: Effect) -> None:
        """Do as the kiosk's performer does."""
        if self.reader is not None and isinstance(effect, ReadCard | LookAtCard | ReleaseCard):
            self.reader.perform(effect)
        else:
            self.append(effect)


@dataclass
class Stand:
    """The kiosk on its window. `answers`: give numbers and print them as soon as asked for."""

    screen: Screen
    kiosk: Kiosk
    clock: TestClock
    effects: Effects
    staff: Staff
    answers: bool = True

    @property
    def guard(self) -> PinGuard:
        """The keeper of staff's PIN."""
        return self.staff.guard

    def close(self) -> None:
        """Take the window away, then the kiosk behind it."""
        self.screen.close()
        self.kiosk.close()

    def begin(self, world: World, language: str, aids: Sequence[Aid]) -> None:
        """A new visitor, with a language and aids chosen."""
        self.clock.now = MORNING
        self.unseen(ev.Finished(), ev.NumberFailed("7" * 32), ev.Finished())
        assert self.kiosk.engine.state == INITIAL
        if language != "ja":
            self.unseen(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen(language))
        self.unseen(*(ev.AidToggled(aid) for aid in aids))
        self.kiosk.learn(world)

    def unseen(self, *events: ev.Event) -> None:
        """Events that the screen is not told of: it shows what comes next."""
        engine = self.kiosk.engine
        for event in events:
            engine.state, _ = step(engine.state, event, self.clock.at, engine.limits)

    def tell(self) -> None:
        """Show the kiosk as it is now, after events during which its signals were blocked."""
        for signal in (self.kiosk.languageChanged, self.kiosk.endingChanged, self.kiosk.changed):
            signal.emit()

    def send(self, *events: ev.Event) -> None:
        """Events without touching the screen, each in its own time."""
        for event in events:
            self.clock.wait(1)
            self.kiosk.send(event)

    def tap(self, name: str) -> None:
        """Touch a control, as a visitor does who has first looked at the screen."""
        self.clock.wait(1)
        self.screen.wait(name)
        self.screen.tap(name)
        self.answer()

    def answer(self) -> None:
        """Do what the effects ask for, as a hub and a printer that are well do."""
        while self.answers and self.effects:
            effect = self.effects.pop(0)
            if isinstance(effect, IssueNumber):
                self.kiosk.send(ev.NumberGiven(effect.request, number(effect)))
            elif isinstance(effect, PrintTicket):
                given = effect.given
                ticket = given.ticket.id if isinstance(given, Issued) else given.id
                self.kiosk.send(ev.PrintEnded(ticket, Print.DONE))

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.clock.wait(seconds)
        self.kiosk.tick()

    def shows(self, name: str) -> None:
        """Wait until this screen is shown."""
        until(lambda: self.visit["screen"] == name, f"the screen {name}")
        self.screen.wait(f"screen-{name}")

    @property
    def visit(self) -> dict[str, object]:
        """Screen, overlay, language and aids."""
        return dict(self.kiosk.property("view")["visit"])

    @property
    def pin_message(self) -> str:
        """What the PIN page says."""
        return str(self.kiosk.property("view")["pin"]["message"])


def number(effect: IssueNumber) -> Issued:
    """What a hub gives."""
    ticket = replace(_ticket(effect.request, effect.service, 0), label="A-047")
    return Issued(replace(ticket, language=effect.language), 12, Wait(15, 25))


def offline_number(effect: IssueNumber) -> OfflineTicket:
    """What the kiosk gives while the hub is away."""
    return OfflineTicket(effect.request, "AX-001", effect.service, MORNING, effect.language)


def demo_world(*, live: bool = True) -> World:
    """The demo city's lobby as the first kiosk knows it."""
    site = demo_site()
    return World(demo_lobby(site), demo_settings(site), live)


def forms_world(book: Book | None = None) -> World:
    """The demo city's, with keys of a desk, and the small book of forms or another one."""
    world, forms = demo_world(), book or small_book.book()
    assert world.settings is not None
    settings = replace(world.settings, events=tuple(forms.events))
    key = DeskKey(b"k" * 32, MORNING - timedelta(days=1), MORNING + timedelta(days=1))
    return replace(world, settings=settings, book=forms, keys=Bundle(b"d" * 32, MORNING, (key,)))


def stand(world: World, size: tuple[int, int] = (1080, 1920)) -> Stand:
    """Show a kiosk in this world."""
    clock, effects = TestClock(), Effects()
    staff = Staff(PinGuard(), lambda: (0, 0))
    kiosk = Kiosk(clock, effects.take, staff)
    kiosk.learn(world)
    screen = Screen(MAIN, {"kiosk": kiosk}, size=size, images={"qr": QrProvider()})
    return Stand(screen, kiosk, clock, effects, staff)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the demo day."""
    return datetime.combine(DAY, time(hour, minute), UTC) - timedelta(hours=9)

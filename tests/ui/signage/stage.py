"""A whole display in a test: real lobby, rotation, words and QML, and a clock in hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from assets import words
from hub.client import DisplaySettings, Notice
from hub.domain.lobby import snapshot
from hub.domain.serving import call_number, recall
from hub.domain.site import Direction, Site
from kiosk.shell.qr import QrProvider
from signage.app.director import Director
from signage.app.display import Display
from signage.app.face import Voice
from signage.app.link import Live, News
from signage.app.main import QML
from tests.lobbies import NINE, OFFICE, World, counter, service, site
from tests.ui.qml import Screen, until

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}

NOTICES = (
    Notice(
        "evening",
        {"ja": "マイナンバーカードの夜間窓口を開きます"},
        {"ja": "12月の毎週木曜日　19時30分まで\n1階 3番窓口　予約はいりません"},
        "https://machi.example.lg.jp/mynumber/evening",
    ),
    Notice("store", {"ja": "証明書は、コンビニでも"}, {"ja": "6時30分から23時まで"}, seconds=10),
)
# Tuesday 24 November 2026, 9:42 in Tokyo.
MORNING = NINE + timedelta(minutes=42)
TICKER = (
    {"ja": "本日の開庁時間は 8時30分から17時15分までです。"},
    {"ja": "証明書はコンビニでもお取りいただけます。"},
)
SETTINGS = DisplaySettings("display-1", "表示盤", "landscape", 0, (), NOTICES, TICKER)


def city() -> Site:
    """The city of the pictures: four services, nine counters, papers handed out at 5."""
    made = (
        service("cert", "A", name={"ja": "住民票・戸籍・印鑑証明"}, steps=("pickup",), last=9999),
        service("move", "B", name={"ja": "引っこしの届出"}),
        service("card", "C", name={"ja": "マイナンバーカード"}),
        service("pension", "D", name={"ja": "国民健康保険・年金"}),
        service("pickup", "P", name={"ja": "交付"}, at_kiosk=False, board=True),
    )
    ways = (Direction.LEFT, Direction.RIGHT, Direction.STRAIGHT, Direction.UP)
    counters = [
        replace(counter(n, cert=0, move=0, card=0, pension=0), direction=ways[n % 4])
        for n in range(1, 13)
    ]
    desk = counter(15, pickup=0)
    return site(
        services={item.id: replace(item, hours=OFFICE) for item in made},
        counters={item.id: item for item in (*counters, desk)},
    )


@dataclass
class Lobby:
    """A World, the display that follows it, and what is on its screen.

    `cues` has one entry each time that new calls began to show.
    """

    world: World
    director: Director
    display: Display
    screen: Screen
    cues: list[int]
    shape: str
    known: int = 0

    def tell(self) -> None:
        """Let the display hear of everything that happened, and show it."""
        events = self.world.events[self.known :] if self.known else []
        self.known = len(self.world.events)
        self.director.receive(News(snapshot(self.world.lobby), tuple(events)))
        self.director.receive(Live(live=True))
        self.director.compose()

    def lose_hub(self) -> None:
        self.director.receive(Live(live=False))
        self.director.compose()

    def settle(self, **changes: object) -> None:
        """Give the display other settings."""
        self.director.receive(replace(SETTINGS, **changes))  # type: ignore[arg-type] # as given
        self.director.compose()

    def later(self, seconds: float) -> None:
        """Let time pass, and the display look at its clock."""
        self.world.now += timedelta(seconds=seconds)
        self.director.look()

    def call(self, number: int, service_id: str = "cert") -> str:
        """A number is taken and called at this counter."""
        self.world.issue(service_id)
        return self.world.call(f"c{number}").label

    def recall(self, counter_id: str, ticket: str) -> None:
        self.world.do(counter_id, partial(recall, ticket_id=ticket))

    def ready(self, count: int) -> None:
        """Papers are ready, and their numbers called at the desk."""
        for ticket in [self.world.issue("pickup") for _ in range(count)]:
            self.world.do("c15", partial(call_number, ticket_id=ticket.id))

    def seen(self) -> Iterator[QQuickItem]:
        """Every item that can be seen now, parents first."""
        waiting = [self.screen.window.contentItem()]
        while waiting:
            item = waiting.pop(0)
            if item.isVisible() and item.opacity() > 0:
                yield item
                waiting.extend(item.childItems())

    def named(self, name: str) -> list[QQuickItem]:
        """The items with this objectName that can be seen, from top to bottom, left to right."""
        found = [item for item in self.seen() if item.objectName() == name]
        return sorted(found, key=lambda item: item.mapToScene(QPointF()).toTuple()[::-1])

    def texts(self, name: str) -> list[str]:
        return [item.property("text") for item in self.named(name)]

    def written(self) -> list[QQuickItem]:
        """Everything that is written on the screen."""
        return [item for item in self.seen() if item.inherits("QQuickText") and _words(item)]

    def still(self) -> None:
        """Wait until all fades are over."""
        faded = ("notice", "ticker")
        until(lambda: all(_opacity(self.screen, name) == 1 for name in faded), "the fades' end")


def _count_cues(display: Display, known: set[str], cues: list[int]) -> None:
    new = {call.cue for call in display.face.calls if call.cue} - known
    known |= new
    if new:
        cues.append(1)


def _words(item: QQuickItem) -> str:
    return str(item.property("text"))


def _opacity(screen: Screen, name: str) -> float:
    return next((item.opacity() for item in screen.items() if item.objectName() == name), 1)


def open_lobby(show: Callable[..., Screen], shape: str, made: Site | None = None) -> Lobby:
    """A display of this shape that has not heard of its lobby yet; all counters are open."""
    world = World(made or city(), now=MORNING)
    world.open(*world.site.counters)
    voice = Voice(words.load("ja", "common", "signage"), words.load("en", "common", "signage"))
    display, cues = Display(voice), list[int]()
    director = Director(display, voice, lambda: world.now)
    display.changed.connect(partial(_count_cues, display, set(), cues))
    director.receive(replace(SETTINGS, orientation=shape))  # type: ignore[arg-type] # a literal
    director.compose()
    screen = show(
        QML / "Main.qml",
        {"view": display, "reducedMotion": True},
        size=SIZES[shape],
        images={"qr": QrProvider()},
    )
    # They live as long as the window that shows them.
    display.setParent(screen.window)
    director.setParent(display)
    return Lobby(world, director, display, screen, cues, shape)

"""A whole display in a test: real lobby, rotation, words and QML, and a clock in hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from hub.client import DisplaySettings
from hub.domain.lobby import snapshot
from hub.domain.serving import call_number, recall
from hub.domain.signage.content import Content, Feed, Item, Medium, Notice, Playable, Waiting
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import (
    Entry,
    Generation,
    Play,
    Playlist,
    Programme,
    Slot,
)
from hub.domain.signage.programme import Screen as Named
from hub.domain.signage.windows import Calendar
from hub.domain.site import Direction, Site, Text
from signage.app.director import Director
from signage.app.display import FADE_MS, Display
from signage.app.link import Live, News
from signage.app.screen import Screen as Player
from signage.store.ready import Ready
from tests.lobbies import NINE, OFFICE, World, counter, service, site
from tests.ui.qml import Screen, until

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}

# Tuesday 24 November 2026, 9:42 in Tokyo.
MORNING = NINE + timedelta(minutes=42)
TICKER: tuple[Text, ...] = (
    {"ja": "本日の開庁時間は 8時30分から17時15分までです。"},
    {"ja": "証明書はコンビニでもお取りいただけます。"},
)
SETTINGS = DisplaySettings("display-1", "表示盤", "landscape", 0, ())
EVENING = Item(
    "evening",
    "夜間窓口",
    Notice(
        {"ja": "マイナンバーカードの夜間窓口を開きます"},
        {"ja": "12月の毎週木曜日　19時30分まで\n1階 3番窓口　予約はいりません"},
        link="https://machi.example.lg.jp/mynumber/evening",
    ),
)
STORE = Item(
    "store",
    "コンビニ",
    Notice({"ja": "証明書は、コンビニでも"}, {"ja": "6時30分から23時まで"}),
    seconds=10,
)
TABLE = Item("waiting", "待ち状況", Waiting(), seconds=60)


def programme(
    layout: str,
    *items: Item,
    lower: tuple[Item, ...] = (TABLE,),
    media: Mapping[str, Medium] | None = None,
) -> Programme:
    """One screen with these items in its main zone, in this order, and the table in the other."""
    lists = {"main": items, "lower": lower}
    return Programme(
        Calendar("Asia/Tokyo"),
        items={item.id: item for item in (*items, *lower)},
        playlists={
            name: Playlist(name, name, tuple(Entry(item.id) for item in found))
            for name, found in lists.items()
        },
        layouts={layout: STANDARD[layout]},
        screens={
            "display-1": Named(
                "display-1", Slot(layout, {"main": "main", "lower": "lower"}), ticker=TICKER
            )
        },
        media=media or {},
    )


def item(content: Content, seconds: int = 15, name: str = "") -> Item:
    """An item named after its kind."""
    return Item(name or content.kind, name or content.kind, content, seconds)


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

    `cues` has one entry each time that new calls began to show; `plays` are the proofs.
    """

    world: World
    player: Player
    screen: Screen
    cues: list[int]
    shape: str
    plays: list[Play]
    known: int = 0
    published: int = 0
    feeds: dict[str, Feed] = field(default_factory=dict)

    @property
    def director(self) -> Director:
        return self.player.director

    @property
    def display(self) -> Display:
        return self.player.display

    def publish(self, made: Programme, files: Mapping[str, Path] | None = None) -> None:
        """A publication has come, with these files of it."""
        self.published += 1
        given = files or {}
        self.player.receive(
            Ready(
                Generation(self.published, self.world.now, made),
                Playable(frozenset(given), self.feeds),
                given,
            )
        )
        self.director.compose()

    def play(self, *items: Item, layout: str = "", files: Mapping[str, Path] | None = None) -> None:
        """Publish these items for the main zone of the layout with calls, or another."""
        self.publish(programme(layout or f"calls-{self.shape}", *items), files)

    def tell(self) -> None:
        """Let the display hear of everything that happened, and show it."""
        events = self.world.events[self.known :] if self.known else []
        self.known = len(self.world.events)
        self.player.receive(News(snapshot(self.world.lobby), tuple(events)))
        self.player.receive(Live(live=True))
        self.director.compose()

    def lose_hub(self) -> None:
        self.player.receive(Live(live=False))
        self.director.compose()

    def settle(self, **changes: object) -> None:
        """Give the display other settings."""
        self.player.receive(replace(SETTINGS, **changes))  # type: ignore[arg-type] # as given
        self.director.compose()

    def next_turn(self, zone: str = "main") -> None:
        """Let time pass until another item's turn has come in this zone."""
        untils = {item.zone: item.until for item in self.director.showing.zones}
        self.world.now = untils[zone] or self.world.now
        self.director.look()

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
        """Wait until everything is there, and all fades are over."""
        until(lambda: self.display.is_settled, "the cards")
        until(lambda: not self.named("curtain"), "the layout")
        until(lambda: _opacity(self.screen, "ticker") == 1, "the fades' end")


def _count_cues(display: Display, known: set[str], cues: list[int]) -> None:
    new = {call.cue for call in display.face.calls if call.cue} - known
    known |= new
    if new:
        cues.append(1)


def _words(item: QQuickItem) -> str:
    return str(item.property("text"))


def _opacity(screen: Screen, name: str) -> float:
    return next((item.opacity() for item in screen.items() if item.objectName() == name), 1)


def open_lobby(
    shape: str,
    made: Site | None = None,
    first: Programme | None = None,
    *,
    fade: int = FADE_MS,
) -> Lobby:
    """A display of this shape that has not heard of its lobby yet; all counters are open.

    `first` has been published before it starts.
    """
    world = World(made or city(), now=MORNING)
    world.open(*world.site.counters)
    plays, cues = list[Play](), list[int]()
    player = Player(
        lambda: world.now, plays.append, reduced_motion=True, size=SIZES[shape], fade=fade
    )
    player.display.changed.connect(partial(_count_cues, player.display, set(), cues))
    player.receive(replace(SETTINGS, orientation=shape))  # type: ignore[arg-type] # a literal
    if first is not None:
        player.receive(Ready(Generation(1, world.now, first), Playable()))
    player.director.compose()
    screen = Screen.of(player.open())
    return Lobby(world, player, screen, cues, shape, plays, published=int(first is not None))

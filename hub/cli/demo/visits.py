"""Visitors of several kinds, played on the kiosk's real screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from hub.cli.demo.city import PIN
from hub.cli.demo.processes import Hand


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes, in the words of the kiosk's items."""

    kind: str
    service: int = 0
    language: str = ""
    aid: str = ""
    priority: str = ""


# `service` is the place in the list on the screen.
VISITORS = (
    Visitor("ordinary", 0),
    Visitor("english", 1, language="en"),
    Visitor("elderly", 0, aid="aid-enlarge", priority="elderly"),
    Visitor("pregnant", 2, priority="pregnant"),
    Visitor("low-reach", 0, aid="aid-low-reach"),
    Visitor("high-contrast", 3, aid="aid-contrast"),
    Visitor("plain-japanese", 4, language="ja-easy"),
    Visitor("nepali", 1, language="ne"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What the visitor took home: the number, and how long the screen took to show it."""

    kind: str
    label: str
    milliseconds: float


def visits(hand: Hand, services: list[str], shots: Path) -> Iterator[Visit]:
    """One visit after another, for ever. Each kind is photographed on its first round."""
    for count, visitor in enumerate(cycle(VISITORS)):
        folder = shots if count < len(VISITORS) else None
        yield _visit(hand, visitor, services[visitor.service % len(services)], folder)


def _visit(hand: Hand, visitor: Visitor, service: str, shots: Path | None) -> Visit:
    def look(name: str) -> None:
        if shots is not None:
            hand.do(shot=str(shots / f"kiosk-{visitor.kind}-{name}.png"))

    if visitor.language:
        hand.do(tap="aid-language", see="overlay-language")
        look("0-language")
        hand.do(tap=f"language-{visitor.language}", see="screen-home")
    if visitor.aid:
        hand.do(tap=visitor.aid)
    look("1-home")
    hand.do(tap="take-number", see="screen-services")
    if visitor.priority:
        hand.do(tap="priority", see="screen-priority")
        look("2-priority")
        hand.do(tap=f"class-{visitor.priority}", see="screen-services")
    look("3-services")
    shown = hand.do(tap=f"service-{service}", see="screen-ticket", read="ticket-number")
    look("4-ticket")
    hand.do(tap="done", see="screen-home")
    return Visit(visitor.kind, shown["text"], shown["ms"])


def tour(hand: Hand, closed: str, ticket: str, shots: Path) -> None:
    """The screens that the visitors did not come to; `closed` is a service that is closed.

    `ticket` is the id of a number whose code is scanned.
    """

    def look(name: str) -> None:
        hand.do(shot=str(shots / f"kiosk-{name}.png"))

    hand.do(tap="aid-voice", see="overlay-voice")
    look("voice")
    hand.do(tap="close", see="screen-home")
    hand.do(tap="take-number", see="screen-services")
    look("closed-service")
    hand.do(tap=f"service-{closed}", see="screen-closed")
    look("closed")
    hand.do(tap="to-start", see="screen-home")
    hand.do(scan=f"/t/{ticket}", see="screen-ticket_state")
    look("ticket_state")
    hand.do(tap="done", see="screen-home")
    for side in ("left", "right", "left", "right"):
        hand.do(tap=f"header-{side}")
    hand.do(see="screen-pin")
    look("pin")
    for digit in PIN:
        hand.do(tap=f"pin-{digit}")
    hand.do(tap="pin-enter", see="screen-maintenance")
    look("maintenance")
    hand.do(tap="back", see="screen-home")

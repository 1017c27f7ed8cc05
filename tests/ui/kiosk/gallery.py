"""A tour through every screen of the kiosk, with a picture and a check of each.

    python -m tests.ui.kiosk.gallery OUT

writes OUT/SIZE-LANGUAGE-MODE-SCREEN.png for every combination and says where text is clipped.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF, QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from devices.printers.port import READY
from hub.client import Scanner
from hub.domain.lobby import restore, snapshot
from hub.domain.tickets import State as Leg
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.guidance import Hearing
from kiosk.flow.scanning import read
from kiosk.flow.state import Aid, IssueNumber, Overlay, Print
from kiosk.shell import fonts
from tests.ui.kiosk.arrivals_gallery import ARRIVAL_SCREENS
from tests.ui.kiosk.cards.gallery import CARD_SCREENS, card_demo_people
from tests.ui.kiosk.forms.gallery import FORM_SCREENS, form_fault, form_phone_fault
from tests.ui.kiosk.kit import Stand, at, demo_world, number, offline_number, stand
from tests.ui.qml import Screen, clipped

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
MODES: dict[str, tuple[Aid, ...]] = {
    "normal": (),
    "enlarged": (Aid.ENLARGE,),
    "contrast": (Aid.CONTRAST,),
    "low": (Aid.LOW_REACH,),
    "enlarged-low": (Aid.ENLARGE, Aid.LOW_REACH),
}
# Layouts settle within a few frames of 16 ms.
SETTLED_MS = 60
PAGES = ("screen-", "overlay-", "card-left")
LANGUAGES = ("ja", "ja-easy", "en", "ne")
ID = "7" * 32
LEG = f"{8:032}"
ASKED = IssueNumber(ID, "residence", "ja", None)


def home(here: Stand) -> None:
    del here


def home_closed(here: Stand) -> None:
    here.clock.now = at(20)
    here.kiosk.tick()


def home_away(here: Stand) -> None:
    here.kiosk.learn(replace(here.kiosk.world, live=False))


def home_scanner(here: Stand) -> None:
    world = here.kiosk.world
    assert world.settings is not None
    settings = replace(world.settings, scanner=Scanner("wedge"))
    here.kiosk.learn(replace(world, settings=settings))


def services(here: Stand) -> None:
    here.send(ev.TakeNumber())


def services_away(here: Stand) -> None:
    home_away(here)
    services(here)


def priority(here: Stand) -> None:
    here.send(ev.TakeNumber(), ev.PriorityWanted())


def services_priority(here: Stand) -> None:
    here.send(ev.TakeNumber(), ev.PriorityWanted(), ev.PriorityChosen("disability"))


def closed(here: Stand) -> None:
    here.clock.now = at(16, 45)
    here.send(ev.TakeNumber(), ev.ServiceChosen("childcare", ID, is_open=False))


def issuing(here: Stand) -> None:
    here.send(ev.TakeNumber(), ev.ServiceChosen("residence", ID, is_open=True))


def ticket(here: Stand) -> None:
    issuing(here)
    here.send(ev.NumberGiven(ID, number(ASKED)), ev.PrintEnded(ID, Print.DONE))


def ticket_printing(here: Stand) -> None:
    issuing(here)
    here.send(ev.NumberGiven(ID, number(ASKED)))


def ticket_no_paper(here: Stand) -> None:
    issuing(here)
    here.send(ev.NumberGiven(ID, number(ASKED)), ev.PrintEnded(ID, Print.FAILED))


def ticket_offline(here: Stand) -> None:
    issuing(here)
    here.send(ev.NumberGiven(ID, offline_number(ASKED)), ev.PrintEnded(ID, Print.DONE))


def trouble(here: Stand) -> None:
    issuing(here)
    here.send(ev.NumberFailed(ID))


def ticket_state(here: Stand) -> None:
    """The ninth of twelve who wait for the first service."""
    with_leg(here, Leg.WAITING, None)
    scanned(here, LEG)


def ticket_state_called(here: Stand) -> None:
    with_leg(here, Leg.CALLED, "counter-1")
    scanned(here, LEG)


def ticket_state_absent(here: Stand) -> None:
    with_leg(here, Leg.ABSENT, None)
    scanned(here, LEG)


def ticket_state_away(here: Stand) -> None:
    with_leg(here, Leg.WAITING, None)
    home_away(here)
    scanned(here, LEG)


def ticket_state_unknown(here: Stand) -> None:
    scanned(here, "f" * 32)


def ticket_state_form(here: Stand) -> None:
    scanned(here, "MC111" + "ABCDEFG" * 20)


def ticket_state_partial(here: Stand) -> None:
    scanned(here, "/t/0123")


def scanned(here: Stand, text: str) -> None:
    here.send(ev.CodeScanned(read(text, whole=True)))


def with_leg(here: Stand, state: Leg, counter: str | None) -> None:
    """The number that is scanned, in another state."""
    world = demo_world()
    assert world.lobby is not None
    changed = replace(world.lobby.tickets[LEG], label="A-047", state=state, counter=counter)
    others = {ticket.id: ticket for ticket in world.lobby.tickets.values()}
    tickets = tuple({**others, LEG: changed}.values())
    lobby = restore(replace(snapshot(world.lobby), tickets=tickets))
    here.kiosk.learn(replace(world, lobby=lobby))


def preparing(here: Stand) -> None:
    here.kiosk.learn(World())


def language(here: Stand) -> None:
    here.send(ev.Opened(Overlay.LANGUAGE))


def voice(here: Stand) -> None:
    here.send(ev.Opened(Overlay.VOICE))


def voice_speaking(here: Stand) -> None:
    here.kiosk.learn(replace(here.kiosk.world, hearing=Hearing.SPEAKER))
    voice(here)


def idle(here: Stand) -> None:
    services(here)
    here.wait(45)


def pin(here: Stand) -> None:
    here.guard.hashed = "unused"
    here.send(ev.StaffGesture(), ev.PinDigit("1"), ev.PinDigit("2"))


def maintenance(here: Stand) -> None:
    here.staff.printer = READY
    here.send(ev.StaffGesture(), ev.PinChecked(right=True))


SCREENS: tuple[Callable[[Stand], None], ...] = (
    home,
    home_closed,
    home_away,
    home_scanner,
    services,
    services_away,
    priority,
    services_priority,
    closed,
    issuing,
    ticket,
    ticket_printing,
    ticket_no_paper,
    ticket_offline,
    trouble,
    ticket_state,
    ticket_state_called,
    ticket_state_absent,
    ticket_state_away,
    ticket_state_unknown,
    ticket_state_form,
    ticket_state_partial,
    preparing,
    language,
    voice,
    voice_speaking,
    idle,
    *ARRIVAL_SCREENS,
)
STAFF_SCREENS: tuple[Callable[[Stand], None], ...] = (pin, maintenance)
# Of these the way is drawn too: it is touched, or what is wrong comes to a page that stands.
SEEN = (card_demo_people, form_fault, form_phone_fault)


def tour(
    out: Path | None, size: str, language_tag: str, mode: str
) -> Iterator[tuple[str, list[str]]]:
    """Show every screen; yield its name and the texts that are clipped or stick out.

    The window is not told of the way there, which would draw all screens before each.
    """
    here = stand(demo_world(), SIZES[size])
    staff = STAFF_SCREENS if (language_tag, mode) == ("ja", "normal") else ()
    try:
        for show in (*SCREENS, *FORM_SCREENS, *CARD_SCREENS, *staff):
            with QSignalBlocker(here.kiosk):
                here.begin(demo_world(), language_tag, MODES[mode])
                here.effects.clear()
                if show not in SEEN:
                    show(here)
            if show in SEEN:
                show(here)
            here.tell()
            QTest.qWait(SETTLED_MS)
            name = f"{size}-{language_tag}-{mode}-{show.__name__.replace('_', '-')}"
            here.screen.grab(out / f"{name}.png" if out else None)
            yield name, [*clipped(here.screen), *covered(here.screen)]
    finally:
        here.close()


def covered(screen: Screen) -> list[str]:
    """What lies under the header or the bar of aids, or sticks out of its control."""
    pages = [item for item in screen.items() if item.objectName().startswith(PAGES)]
    return [
        f"{_name(thing)} is covered"
        for page in pages
        if page.isVisible()
        for thing in _out_of(page, scene(page).adjusted(-1, -1, 1, 1), None)
    ]


def _name(item: QQuickItem) -> str:
    return item.objectName() or str(item.property("text") or item.property("name"))


def _out_of(item: QQuickItem, room: QRectF, window: QRectF | None) -> Iterator[QQuickItem]:
    """What sticks out of the room; of what is scrolled, as much as its window shows."""
    for child in filter(QQuickItem.isVisible, item.childItems()):
        seen = scene(child)
        if child.inherits("QQuickFlickable"):
            yield from _out_of(child, room, seen)
            continue
        shown = seen.intersected(window) if window else seen
        if not shown.isEmpty() and _matters(child) and not room.contains(shown):
            yield child
        is_control = child.inherits("QQuickAbstractButton")
        own = seen.adjusted(-1, -1, 1, 1).intersected(room) if is_control else room
        yield from _out_of(child, own, window)


def _matters(item: QQuickItem) -> bool:
    """Is it a text, a picture or a control?"""
    kinds = ("QQuickText", "QQuickImage", "QQuickAbstractButton")
    return any(map(item.inherits, kinds)) and item.property("text") != ""


def scene(item: QQuickItem) -> QRectF:
    """Where it is in the window."""
    return item.mapRectToScene(item.boundingRect())


def main() -> int:
    """Write all pictures into the folder of the first argument."""
    out = Path(sys.argv[1])
    problems = 0
    for size in SIZES:
        for mode in MODES:
            for tag in LANGUAGES:
                for name, found in tour(out, size, tag, mode):
                    problems += len(found)
                    print(name, found or "")
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication([])
    fonts.register()
    sys.exit(main())

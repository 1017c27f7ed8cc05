"""A scanner that types, on the kiosk's real screens."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from queue import Queue

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from devices.scanners.keys import JIS, US, Layout
from devices.scanners.wedge import Scan
from hub.client import Scanner
from hub.domain.lobby import restore, snapshot
from hub.domain.tickets import State as Leg
from kiosk.app.scanning import FIRST_KEY, TYPING, ScannerSeen, Scanning, looked_at
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import INITIAL, CodeKind, Scanned, Screen
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.kit import Stand, demo_world
from tests.ui.qml import until

LEG = f"{8:032}"
ADDRESS = f"https://machi.example:8443/t/{LEG}"
# Milliseconds between the keys of a scanner.
GAP = 2


class Gun:
    """A scanner in a hand: it types into a window, with the times of a real one."""

    def __init__(self, here: Stand, layout: Layout = US) -> None:
        self._window = here.screen.window
        self._places = {
            sign: (code, shift) for code, pair in layout.items() for shift, sign in enumerate(pair)
        }
        self.at = 1_000_000

    def type(self, text: str, garbled: str | None = None) -> None:
        """The keys of a text; `garbled`: what a wrong layout or an input method makes of each."""
        for sign in text:
            code, shift = self._places[sign]
            held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
            key = ord(sign.upper())
            self._press(
                QKeyEvent(
                    QEvent.Type.KeyPress,
                    key,
                    held,
                    code + FIRST_KEY,
                    0,
                    0,
                    sign if garbled is None else garbled,
                )
            )

    def enter(self) -> None:
        """The key that most scanners send last."""
        none = Qt.KeyboardModifier.NoModifier
        self._press(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r"))

    def _press(self, event: QKeyEvent) -> None:
        self.at += GAP
        event.setTimestamp(self.at)
        QGuiApplication.sendEvent(self._window, event)


def listening(here: Stand) -> Scanning:
    """The kiosk's scanner, put together as its program does."""
    return Scanning(
        Scanner("wedge"),
        here.screen.window,
        lambda: here.kiosk.engine.state.screen in TYPING,
        lambda item: here.kiosk.send(looked_at(item, here.kiosk.world)),  # type: ignore[arg-type] # a wedge says nothing else
    )


@pytest.fixture
def gun(here: Stand) -> Iterator[Gun]:
    scanning = listening(here)
    yield Gun(here)
    scanning.close()


def with_leg(state: Leg, counter: str | None = None, language: str = "ja") -> World:
    """The demo city's lobby, with the number that is scanned in this state."""
    world = demo_world()
    assert world.lobby is not None
    taken = snapshot(world.lobby)
    tickets = tuple(
        replace(each, label="A-047", state=state, counter=counter, language=language)
        if each.id == LEG
        else each
        for each in taken.tickets
    )
    return replace(world, lobby=restore(replace(taken, tickets=tickets)))


def scanned(here: Stand) -> dict[str, str]:
    """What the screen says, without what holds its words together."""
    shown = here.kiosk.property("view")["scanned"]
    return {key: str(value).replace("\u2060", "") for key, value in shown.items()}


def test_a_scanned_number_shows_how_many_are_before_it(here: Stand, gun: Gun) -> None:
    here.kiosk.learn(with_leg(Leg.WAITING))
    gun.type(ADDRESS)
    gun.enter()
    here.shows("ticket_state")
    assert here.screen.wait("ticket-number").property("text") == "A-047"
    assert scanned(here)["ahead"] == "8"
    assert scanned(here)["wait"] != ""
    here.tap("done")
    here.shows("home")
    assert here.kiosk.engine.state == INITIAL


def test_it_follows_the_lobby_while_it_is_shown(here: Stand, gun: Gun) -> None:
    here.kiosk.learn(with_leg(Leg.WAITING))
    gun.type(ADDRESS)
    gun.enter()
    here.kiosk.learn(with_leg(Leg.CALLED, "counter-1"))
    here.screen.wait("ticket-heading")
    assert scanned(here)["heading"] == "1番窓口へ\nお越しください"
    here.kiosk.learn(replace(with_leg(Leg.CALLED, "counter-1"), live=False))
    assert "確かめられません" in scanned(here)["heading"]


@pytest.mark.parametrize("garbled", ["ち", ""], ids=["kana", "nothing"])
@pytest.mark.parametrize("layout", [US, JIS], ids=["us", "jis"])
def test_no_layout_and_no_input_method_stands_between(
    here: Stand, layout: Layout, garbled: str
) -> None:
    scanning, gun = listening(here), Gun(here, layout)
    gun.type(ADDRESS, garbled=garbled)
    gun.enter()
    here.shows("ticket_state")
    assert here.kiosk.engine.state.scanned == looked_at_address()
    scanning.close()


def looked_at_address() -> object:
    return Scanned(CodeKind.TICKET, LEG)


def test_the_ticket_of_a_foreign_visitor_is_shown_in_its_language(here: Stand, gun: Gun) -> None:
    here.kiosk.learn(with_leg(Leg.WAITING, language="vi"))
    gun.type(ADDRESS)
    gun.enter()
    here.shows("ticket_state")
    assert here.visit["language"] == "vi"


def test_without_a_terminator_it_is_shown_after_a_moment(here: Stand, gun: Gun) -> None:
    gun.type(ADDRESS)
    assert here.visit["screen"] == "home"
    here.shows("ticket_state")


def test_half_a_code_asks_to_scan_again_and_then_the_whole_one_counts(
    here: Stand, gun: Gun
) -> None:
    gun.type(ADDRESS[:40])
    here.shows("ticket_state")
    assert "読みとれません" in scanned(here)["heading"]
    here.clock.wait(1)
    gun.at += 2000
    gun.type(ADDRESS)
    gun.enter()
    until(lambda: scanned(here)["label"] != "", "the number")


def test_the_enter_of_a_scan_presses_no_button(here: Stand, gun: Gun) -> None:
    """Who walks with a keypad has a button in focus while somebody scans."""
    here.screen.key(Qt.Key.Key_Tab)
    here.send(ev.TakeNumber())
    here.shows("services")
    here.screen.key(Qt.Key.Key_Tab)
    gun.type(ADDRESS)
    gun.enter()
    gun.enter()
    assert here.visit["screen"] == "services"
    assert here.effects == []


def test_a_keypads_enter_still_presses_the_button_in_focus(here: Stand, gun: Gun) -> None:
    del gun
    here.clock.wait(1)
    here.screen.find("take-number").forceActiveFocus()
    here.screen.key(Qt.Key.Key_Return)
    here.shows("services")


def test_a_scan_where_people_type_is_left_to_the_field(here: Stand, gun: Gun) -> None:
    here.guard.hashed = "unused"
    here.send(ev.StaffGesture())
    here.shows("pin")
    gun.type(ADDRESS)
    gun.enter()
    assert here.kiosk.engine.state.screen is Screen.PIN


def test_the_hint_is_there_where_a_scanner_is(open_kiosk: Open) -> None:
    here = open_kiosk()
    assert not here.screen.find("scan-hint").isVisible()
    world = demo_world()
    assert world.settings is not None
    settings = replace(world.settings, scanner=Scanner("wedge"))
    here.kiosk.learn(replace(world, settings=settings))
    assert here.screen.wait("scan-hint").isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_scanner_on_a_port_is_read_and_its_going_is_told() -> None:
    import pty  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - POSIX

    wire, ours = pty.openpty()
    tty.setraw(ours)
    heard: Queue[Scan | ScannerSeen] = Queue()
    settings = Scanner("serial", os.ttyname(ours), 115200)
    scanning = Scanning(settings, None, lambda: False, heard.put)
    assert heard.get(timeout=20) == ScannerSeen(there=True)
    os.write(wire, f"{ADDRESS}\r".encode())
    assert heard.get(timeout=20) == Scan(ADDRESS)
    os.close(ours)
    os.close(wire)
    assert heard.get(timeout=20) == ScannerSeen(there=False)
    scanning.close()


def test_after_the_scanner_is_closed_its_keys_mean_nothing(here: Stand) -> None:
    scanning, gun = listening(here), Gun(here)
    scanning.close()
    until(
        lambda: (
            not any(
                c.metaObject().className() == "KeyFilter" for c in here.screen.window.children()
            )
        ),
        "the end of the filter",
    )
    gun.type(ADDRESS)
    gun.enter()
    assert here.visit["screen"] == "home"

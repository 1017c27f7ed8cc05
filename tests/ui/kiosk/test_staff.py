"""Staff come in with the pattern and the PIN; nobody else does."""

from dataclasses import replace

from argon2 import PasswordHasher

from devices.cards.sight import Place, Sight
from devices.health import Device, DeviceHealth, Stage
from devices.printers.port import READY, PrinterState
from hub.client import Card
from kiosk.app.pin import ATTEMPTS, LOCKED_SECONDS, PinGuard
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import CheckPin, Leave, PrintLast, PrintTestPage
from tests.ui.kiosk.kit import MORNING, Stand

# Cheap on purpose: the tests check many PINs.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("0427")


def pattern(here: Stand) -> None:
    for name in ("header-left", "header-right", "header-left", "header-right"):
        here.clock.wait(0.5)
        here.screen.click(name)


def enter(here: Stand, pin: str) -> None:
    for digit in pin:
        here.tap(f"pin-{digit}")
    here.tap("pin-enter")
    effect = here.effects.pop()
    assert isinstance(effect, CheckPin)
    here.kiosk.send(ev.PinChecked(here.guard.check(effect.pin, here.clock.at)))


def test_the_pattern_and_the_right_pin_open_maintenance(here: Stand) -> None:
    here.answers = False
    here.guard.hashed = HASH
    here.staff.printer = READY
    pattern(here)
    here.shows("pin")
    enter(here, "0427")
    here.shows("maintenance")
    here.tap("test-print")
    here.tap("reissue")
    here.tap("exit")
    assert here.effects == [PrintTestPage(), PrintLast(), Leave()]
    here.tap("back")
    here.shows("home")


def test_a_wrong_pin_is_told_and_a_visitor_finds_the_way_back(here: Stand) -> None:
    here.answers = False
    here.guard.hashed = HASH
    pattern(here)
    enter(here, "1111")
    assert here.pin_message == "暗証番号がちがいます。"
    here.tap("back")
    here.shows("home")


def test_digits_are_never_shown(here: Stand) -> None:
    here.guard.hashed = HASH
    pattern(here)
    here.tap("pin-4")
    here.tap("pin-2")
    assert here.screen.value("pin-dots", "text") == "●●"


def test_other_taps_on_the_header_open_nothing(here: Stand) -> None:
    for _ in range(6):
        here.clock.wait(0.5)
        here.screen.click("header-left")
    here.shows("home")


def test_without_a_pin_nobody_gets_in_and_the_page_says_what_is_missing(here: Stand) -> None:
    here.answers = False
    pattern(here)
    assert "staff_pin_hash" in here.pin_message
    enter(here, "0427")
    here.shows("pin")


def test_trying_pins_one_after_another_is_stopped() -> None:
    guard = PinGuard(HASH)
    for _ in range(ATTEMPTS):
        assert not guard.check("1111", 10)
    assert not guard.check("0427", 11)
    assert guard.locked_for(11) > 0
    assert guard.check("0427", 10 + LOCKED_SECONDS)


def test_a_hash_that_is_none_lets_nobody_in() -> None:
    assert not PinGuard("$argon2id$broken").check("0427", 0)


def test_the_page_says_how_the_card_reader_is(here: Stand) -> None:
    world = here.kiosk.world
    assert world.settings is not None
    assert told_of_reader(here, world) == "使いません（terminals.yaml の card）"
    world = replace(world, settings=replace(world.settings, card=Card("pcsc")))
    assert told_of_reader(here, world) == "つながりません。ケーブルを確かめてください"
    for place in Place:
        seen = replace(world, sight=Sight(place, reader="ACS"))
        assert told_of_reader(here, seen).endswith("（ACS）")
    practised = replace(world, sight=Sight(Place.EMPTY, simulated=True))
    assert told_of_reader(here, practised) == "見本のカード（練習用）"


def told_of_reader(here: Stand, world: World) -> str:
    return {fact.name: fact.value for fact in here.staff.facts(world)}["カードリーダー"]


def test_the_page_says_how_the_printer_is(here: Stand) -> None:
    here.staff.printer = PrinterState(online=False)
    facts = {fact.name: fact.value for fact in here.staff.facts(here.kiosk.world)}
    assert facts["プリンター"] == "つながりません。電源とケーブルを確かめてください"
    assert facts["ハブ"] == "つながっています"


def test_the_page_says_how_every_other_device_is_since_when_and_what_to_do(here: Stand) -> None:
    def told(device: Device, stage: Stage, advice: str = "") -> str:
        here.staff.devices = lambda: (
            DeviceHealth(Device.PRINTER, Stage.READY, MORNING),
            DeviceHealth(device, stage, MORNING, advice=advice),
        )
        return here.staff.facts(here.kiosk.world)[6].value

    ready = told(Device.DISK, Stage.READY)
    assert ready == "使えます（9:42 から）"
    full = told(Device.DISK, Stage.FAILED, "disk")
    assert full == "番号をひかえられません。ディスクの空きを確かめてください（9:42 から）"
    for device, advice in (
        (Device.DISK, "spool_damaged"),
        (Device.SCANNER, "scanner"),
        (Device.SPEAKER, "guidance_mute"),
        (Device.SPEAKER, "guidance_silent"),
    ):
        assert told(device, Stage.DEGRADED, advice).endswith("（9:42 から）")
    for stage in Stage:
        assert told(Device.SPEAKER, stage)

"""The devices' speed: a ticket, its way to the printer, a call's way to the ear, and idleness."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
from ruamel.yaml import YAML

import assets
from devices.printers import layout, raster
from devices.printers.font_files import find_fonts
from devices.printers.fonts import Fonts
from devices.printers.simulator.server import SimulatorServer
from tests.bench import aloud
from tests.bench.figures import Figure, percentile
from tests.live import City, LiveHub, make
from tests.pcscd import Pcscd, point_clients_here
from tests.pulse import SoundCard
from tests.terminals import Terminal
from tests.unit.devices.printers.sheets import JAPANESE

TICKETS, VISITS = 100, 30
# Seconds: until a kiosk that was just started has nothing more to do; and of the measurement.
SETTLING, IDLE = 15.0, 60.0
PATIENCE = 20.0


def measure(folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name."""
    benches: dict[str, Callable[[Path], Iterator[Figure]]] = {
        "paper": paper,
        "tap": tap,
        "call": aloud.calls,
        "idle": idle,
    }
    for name, bench in benches.items():
        if only in name:
            (folder / name).mkdir()
            yield from bench(folder / name)


def paper(_folder: Path) -> Iterator[Figure]:
    """From the words of a ticket to the bytes for its printer; no two tickets are alike."""
    fonts = find_fonts(assets.path("fonts"))
    _ticket(0, fonts)
    times = []
    for number in range(1, TICKETS + 1):
        began = time.perf_counter()
        _ticket(number, fonts)
        times.append((time.perf_counter() - began) * 1000)
    yield Figure("ticket image and bytes, p50", percentile(times, 0.5), "ms", 40)
    yield Figure("ticket image and bytes, p95", percentile(times, 0.95), "ms", 40)


def _ticket(number: int, fonts: Fonts) -> bytes:
    sheet = replace(
        JAPANESE,
        label=f"A-{number:03}",
        issued_at=f"令和8年11月24日(火) {9 + number // 60}:{number % 60:02}",
        ahead=number % 40,
        url=f"https://lobby.machiai.example.lg.jp/t/{number:032x}",
    )
    bands = raster.bands(layout.render(sheet, 80, fonts))
    return raster.INITIALIZE + b"".join(bands) + raster.CUT


def tap(folder: Path) -> Iterator[Figure]:
    """From a finger on a service to the last byte of its ticket at a network printer."""
    city = make(folder / "city")
    with SimulatorServer() as printer:
        _equip(city, printer={"kind": "network", "host": "127.0.0.1", "port": printer.port})
        with LiveHub(city), Terminal(city, "kiosk", "kiosk-1") as kiosk:
            kiosk.hand.do(see="screen-home", seconds=30)
            times = [_printed(kiosk, printer, number + 1) for number in range(VISITS)]
    yield Figure("tap to whole ticket at the printer, p50", percentile(times, 0.5), "ms", 150)
    yield Figure("tap to whole ticket at the printer, p95", percentile(times, 0.95), "ms")


def _printed(kiosk: Terminal, printer: SimulatorServer, number: int) -> float:
    """Milliseconds. The clock of all processes is one."""

    def arrived() -> float:
        assert printer.wait_for(number, PATIENCE), "no ticket"
        return time.perf_counter()

    hand = kiosk.hand
    hand.do(tap="take-number", see="service-tax")
    with ThreadPoolExecutor(1) as ear:
        there = ear.submit(arrived)
        began = time.perf_counter()
        hand.do(tap="service-tax", see="ticket-number")
        taken = there.result() - began
    hand.do(see="print-again", seconds=PATIENCE)
    hand.do(tap="done", see="screen-home")
    return taken * 1000


def idle(folder: Path) -> Iterator[Figure]:
    """The processor's time of a kiosk that nobody touches, with a device of each kind.

    It watches its sound system for a headset.
    """
    point_clients_here()
    city = make(folder / "city")
    with ExitStack() as devices:
        printer = devices.enter_context(SimulatorServer())
        devices.enter_context(Pcscd())
        devices.enter_context(aloud.heard_on(devices.enter_context(SoundCard(folder))))
        _equip(
            city,
            printer={"kind": "network", "host": "127.0.0.1", "port": printer.port},
            scanner={"kind": "serial", "device": devices.enter_context(_port()), "baud": 9600},
            card={"kind": "pcsc"},
            headset="Null Output",
        )
        devices.enter_context(LiveHub(city))
        kiosk = devices.enter_context(Terminal(city, "kiosk", "kiosk-1"))
        kiosk.hand.do(see="screen-home", seconds=30)
        time.sleep(SETTLING)
        before, began = _spent(kiosk.hand.pid), time.perf_counter()
        time.sleep(IDLE)
        share = (_spent(kiosk.hand.pid) - before) / (time.perf_counter() - began)
    yield Figure("idle kiosk with all devices", share * 100, "% of a core", 2)


def _spent(pid: int) -> float:
    """Seconds of a processor that a process and those it started have used."""
    process = psutil.Process(pid)
    every = (item.cpu_times() for item in (process, *process.children(recursive=True)))
    return sum(times.user + times.system for times in every)


@contextmanager
def _port() -> Iterator[str]:
    """A serial port on which a scanner lies still."""
    import pty  # noqa: PLC0415 - not on Windows, where the other figures are measured

    scanner, ours = pty.openpty()
    yield os.ttyname(ours)
    os.close(ours)
    os.close(scanner)


def _equip(city: City, **devices: object) -> None:
    """Give the first kiosk these devices; before the hub starts."""
    file, yaml = city.folder / "terminals.yaml", YAML()
    terminals = yaml.load(file)
    terminals["kiosks"][0].update(devices)
    yaml.dump(terminals, file)

"""The demo's own copy of a configuration: the same city, but open whenever someone looks."""

import shutil
import socket
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hub.adapters.passwords import Argon2

ALWAYS = {"mon-sun": ["00:00-23:59"]}
# Opens the kiosk's maintenance page, in the demonstration alone.
PIN = "2468"
# Seconds without a touch until a kiosk of a hurried city asks: longer than any step of a script.
HURRIED = 6


def make_city(source: Path, target: Path, *, hurried: bool = False) -> str:
    """Copy the configuration with hours around the clock; return the hub's address.

    The hub listens on a free port of the loopback interface and keeps its data in `target`.
    In a `hurried` city the kiosks ask soon whether anybody is there.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("data"))
    address = f"http://127.0.0.1:{(port := _free_port())}"
    _edit(target / "site.yaml", lambda site: _open_site(site, address, hurried=hurried))
    _edit(target / "services.yaml", _open_services)
    _edit(target / "terminals.yaml", lambda terminals: _simulate(terminals, hurried=hurried))
    if (target / "visits.yaml").exists():
        _edit(target / "visits.yaml", _open_appointments)
    hub = {"listen": {"host": "127.0.0.1", "port": port}, "data_directory": "data"}
    _yaml().dump(hub, target / "hub.yaml")
    return address


def _open_site(site: Any, address: str, *, hurried: bool) -> None:
    kiosk = {**site.get("kiosk", {}), "staff_pin_hash": Argon2().hash(PIN)}
    if hurried:
        kiosk["idle_warning_seconds"] = HURRIED
    site |= {
        "hours": ALWAYS,
        "closed": {"weekdays": [], "holidays": False},
        "absence": {"calls": 1, "delay_seconds": 0},
        "public_url": address,
        "kiosk": kiosk,
    }


def _open_services(services: Any) -> None:
    for service in services:
        for key in ("hours", "closed"):
            service.pop(key, None)


def _open_appointments(visits: Any) -> None:
    """Around the clock too, in times that are never long ago."""
    for service in (visits or {}).get("appointments", {}).get("services", ()):
        service |= {
            "hours": {day: list(spans) for day, spans in ALWAYS.items()},
            "slot_minutes": 10,
            "seats": 2,
        }
        for key in ("counters", "days_without"):
            service.pop(key, None)


def _simulate(terminals: Any, *, hurried: bool) -> None:
    """No real printer; and a script reads no real card and makes no noise, wherever it runs."""
    for kiosk in terminals["kiosks"]:
        kiosk["printer"] = {"kind": "simulator", "width": kiosk["printer"].get("width", 80)}
        if kiosk.get("card", {"kind": "none"})["kind"] != "none":
            kiosk["card"] = {"kind": "simulator" if hurried else "demo"}
    for display in terminals["displays"] if hurried else ():
        if display.get("speech", {"kind": "device"})["kind"] != "none":
            display["speech"] = {"kind": "file"}


def _edit(file: Path, change: Any) -> None:
    data = _yaml().load(file)
    change(data)
    _yaml().dump(data, file)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.allow_unicode = True
    return yaml


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

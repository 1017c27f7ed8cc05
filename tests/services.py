"""The recipes by which systems start the programs."""

from configparser import RawConfigParser

from tests.live import ROOT

SERVICES = ROOT / "config" / "service"


def environment(program: str) -> dict[str, str]:
    """The variables that the systemd unit of a program gives it (systemd.exec(5))."""
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(SERVICES / f"machiai-{program}.service", encoding="utf-8")
    return dict(word.split("=", 1) for word in unit["Service"].get("Environment", "").split())

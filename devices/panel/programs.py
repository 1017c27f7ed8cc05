"""Panels that a program switches."""

import subprocess
from dataclasses import dataclass

from devices.panel.port import Panel, PanelFault

# Seconds. A CEC adapter takes up to ten to find its television.
PATIENCE = 20.0
CEC = "cec"
CEC_CLIENT = "cec-client"  # libCEC's own


@dataclass(frozen=True, slots=True)
class Command:
    """The site's own program, called with one argument: on or off."""

    program: str

    def switch(self, *, on: bool) -> None:
        """Run it and wait for its end; an exit code other than 0 is a fault."""
        _run([self.program, "on" if on else "off"])


@dataclass(frozen=True, slots=True)
class Cec:
    """A television on HDMI that listens to CEC (HDMI 1.4, supplement 1), by libCEC's program."""

    program: str = CEC_CLIENT

    def switch(self, *, on: bool) -> None:
        """Address 0 is the television."""
        _run([self.program, "-s", "-d", "1"], "on 0\n" if on else "standby 0\n")


def panel(named: str) -> Panel:
    """The panel that the display was started with: CEC, or the path of a program."""
    return Cec() if named == CEC else Command(named)


def _run(command: list[str], orders: str = "") -> None:
    try:
        done = subprocess.run(  # noqa: S603 - named by whoever set the display up, no shell
            command,
            input=orders.encode("ascii"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise PanelFault(f"{command[0]}: {type(fault).__name__}") from fault
    if done.returncode:
        raise PanelFault(f"{command[0]}: exit code {done.returncode}")

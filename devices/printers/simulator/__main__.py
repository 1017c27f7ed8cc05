"""``python -m devices.printers.simulator``: a printer to try a terminal with."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

from devices.printers.simulator.mishaps import Mishap, Trap, parse
from devices.printers.simulator.server import SimulatorServer


def main() -> int:
    """Print tickets into a folder until Ctrl-C."""
    options = _parser().parse_args()
    try:
        server = SimulatorServer(options.width, port=options.port, folder=options.out).start()
    except OSError as fault:
        sys.stderr.write(f"port {options.port} cannot be used: {fault}\n")
        return 1
    with server, suppress(KeyboardInterrupt):
        if options.fault is not None:
            server.spoil(options.fault.mishap, options.fault.left)
        _say(f"127.0.0.1:{server.port} -> {options.out}")
        if options.fault is not None:
            _mend_after(server, options.fault.mishap, options.mend)
        while True:
            sleep(1)  # Windows hears Ctrl-C between waits only
    return 0


def _mend_after(server: SimulatorServer, mishap: Mishap, seconds: float) -> None:
    """Be mended so many seconds after the mishap."""
    while not server.sprung.wait(1):
        pass
    _say(f"{mishap}, for {seconds:g} s")
    sleep(seconds)
    server.mend()
    _say("mended")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m devices.printers.simulator",
        description="A simulated ticket printer: every ticket becomes a PNG file.",
    )
    parser.add_argument("--port", type=int, default=9100, help="TCP port (9100; 0: a free one)")
    parser.add_argument("--width", type=int, choices=(58, 80), default=80, help="paper, mm")
    parser.add_argument("--out", type=Path, default=Path("out/tickets"), help="folder")
    kinds = ", ".join(Mishap)
    parser.add_argument(
        "--fault",
        type=_trap,
        metavar="KIND@BYTE",
        help=f"one of {kinds}, when so many bytes have come in",
    )
    parser.add_argument(
        "--mend", type=float, default=30.0, metavar="SECONDS", help="how long the fault lasts (30)"
    )
    return parser


def _trap(text: str) -> Trap:
    try:
        return parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


if __name__ == "__main__":
    raise SystemExit(main())

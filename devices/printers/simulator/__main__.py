"""``python -m devices.printers.simulator``: a printer to try a terminal with."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

from devices.printers.simulator.server import SimulatorServer


def main() -> int:
    """Print tickets into a folder until Ctrl-C."""
    options = _parser().parse_args()
    try:
        server = SimulatorServer(options.width, port=options.port, folder=options.out).start()
    except OSError as fault:
        sys.stderr.write(f"port {options.port} cannot be used: {fault}\n")
        return 1
    sys.stdout.write(f"127.0.0.1:{server.port} -> {options.out}\n")
    sys.stdout.flush()
    with server, suppress(KeyboardInterrupt):
        while True:
            sleep(1)  # Windows hears Ctrl-C between waits only
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m devices.printers.simulator",
        description="A simulated ticket printer: every ticket becomes a PNG file.",
    )
    parser.add_argument("--port", type=int, default=9100, help="TCP port (9100; 0: a free one)")
    parser.add_argument("--width", type=int, choices=(58, 80), default=80, help="paper, mm")
    parser.add_argument("--out", type=Path, default=Path("out/tickets"), help="folder")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())

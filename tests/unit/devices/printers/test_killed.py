"""A real process is killed within a ticket; the next one knows, and prints nothing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from queue import Queue

import pytest
from PIL import Image

from devices.printers.factory import Network, open_printer
from devices.printers.journal import JobState, Journal
from devices.printers.port import PrintUncertain
from devices.printers.simulator.mishaps import Mishap
from devices.printers.simulator.server import SimulatorServer
from devices.printers.worker import Callbacks, PrintWorker

SECONDS = 20.0
TICKET = Image.new("1", (384, 300), 0)
PROGRAM = """
import sys, time
from pathlib import Path
from PIL import Image
from devices.printers.factory import Network, open_printer
from devices.printers.journal import Journal
from devices.printers.worker import Callbacks, PrintWorker

callbacks = Callbacks(print, print, lambda state: None)
printer = open_printer(Network("127.0.0.1", int(sys.argv[1])), 58)
worker = PrintWorker(printer, callbacks, journal=Journal(Path(sys.argv[2])))
worker.start()
worker.submit("a", Image.new("1", (384, 300), 0))
time.sleep(600)
"""


def test_what_a_killed_program_was_printing_is_uncertain_and_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "printing.txt"
    with SimulatorServer(58) as server:
        server.spoil(Mishap.HANG, 5000)
        command = [sys.executable, "-c", PROGRAM, str(server.port), str(path)]
        with subprocess.Popen(command) as program:
            assert server.sprung.wait(SECONDS)
            program.kill()
        server.mend()
        journal = Journal(path)
        assert journal.interrupted
        assert journal.state("a") is JobState.UNCERTAIN
        printed: Queue[str] = Queue()
        callbacks = Callbacks(printed.put, lambda _job, _fault: None, lambda _state: None)
        printer = open_printer(Network("127.0.0.1", server.port), 58, torn=journal.interrupted)
        worker = PrintWorker(printer, callbacks, journal=journal)
        worker.start()
        with pytest.raises(PrintUncertain):
            worker.submit("a", TICKET)
        worker.submit("b", TICKET)
        assert printed.get(timeout=SECONDS) == "b"
        assert worker.stop()
        *torn, last = server.receipts
        assert last.tobytes() == TICKET.tobytes()
        assert all(receipt.convert("L").histogram()[0] < TICKET.width * 300 for receipt in torn)

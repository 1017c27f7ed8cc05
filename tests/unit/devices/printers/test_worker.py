"""The printing thread: every job gets exactly one answer, and no fault ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printers.factory import Network, open_printer
from devices.printers.journal import JobState, Journal
from devices.printers.port import (
    AWAY,
    NOT_INSTALLED,
    READY,
    Cover,
    CoverOpen,
    Paper,
    PaperOut,
    PrinterAway,
    PrinterError,
    PrinterState,
    PrintTooLate,
    PrintUncertain,
)
from devices.printers.simulator.mishaps import STOPPED, Mishap
from devices.printers.simulator.server import SimulatorServer
from devices.printers.worker import Callbacks, Pace, PrintQueueFull, PrintWorker

TICKET = Image.new("1", (576, 40), 0)
SECONDS = 10.0


@dataclass
class Script:
    """A printer that does what it is told: one outcome a job; the last state is kept."""

    outcomes: list[Exception | None] = field(default_factory=list)
    states: list[PrinterState] = field(default_factory=lambda: [READY])
    told: list[PrinterState] = field(default_factory=list)
    printed: int = 0
    closed: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event | None = None
    busy: threading.Event = field(default_factory=threading.Event)

    def print(self, image: Image.Image) -> None:
        assert image is TICKET
        self.busy.set()
        if self.gate is not None:
            assert self.gate.wait(SECONDS)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome
        self.printed += 1

    def state(self) -> PrinterState:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def news(self) -> PrinterState | None:
        return self.told.pop(0) if self.told else None

    def close(self) -> None:
        self.closed.set()


class Heard:
    """What the callbacks said, in their order."""

    def __init__(self) -> None:
        self._said: Queue[tuple[str, object]] = Queue()
        self.callbacks = Callbacks(
            printed=lambda job: self._said.put(("printed", job)),
            failed=lambda job, fault: self._said.put((type(fault).__name__, job)),
            state_changed=lambda state: self._said.put(("state", state)),
        )

    def next(self) -> tuple[str, object]:
        return self._said.get(timeout=SECONDS)

    def rest(self) -> list[tuple[str, object]]:
        found = []
        while True:
            try:
                found.append(self._said.get_nowait())
            except Empty:
                return found


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def heard() -> Heard:
    return Heard()


Start = Callable[..., PrintWorker]


@pytest.fixture
def start(heard: Heard) -> Iterator[Start]:
    running: list[PrintWorker] = []

    def begin(printer: object, pace: Pace | None = None, clock: Clock | None = None) -> PrintWorker:
        worker = PrintWorker(printer, heard.callbacks, pace, clock or Clock())  # type: ignore[arg-type]
        running.append(worker)
        worker.start()
        return worker

    yield begin
    for worker in running:
        assert worker.stop()


def test_the_state_is_told_at_the_start_and_then_only_when_it_changes(
    start: Start, heard: Heard
) -> None:
    script = Script(states=[READY, READY, AWAY, READY])
    worker = start(script)
    for job in "abc":
        worker.submit(job, TICKET)
    said = [heard.next() for _ in range(6)]
    assert said == [
        ("state", READY),
        ("printed", "a"),
        ("printed", "b"),
        ("state", AWAY),
        ("printed", "c"),
        ("state", READY),
    ]


@pytest.mark.parametrize(
    "fault", [PrinterAway("x"), PaperOut("x"), CoverOpen("x"), PrintUncertain("x")]
)
def test_a_failed_job_is_answered_and_never_repeated(
    fault: PrinterError, start: Start, heard: Heard
) -> None:
    script = Script(outcomes=[fault])
    worker = start(script)
    assert heard.next() == ("state", READY)
    worker.submit("a", TICKET)
    assert heard.next() == (type(fault).__name__, "a")
    worker.submit("b", TICKET)
    assert heard.next() == ("printed", "b")
    assert script.printed == 1


def test_a_bug_in_the_printer_is_logged_and_the_job_is_uncertain(
    start: Start, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    worker = start(Script(outcomes=[ZeroDivisionError("a bug")]))
    assert heard.next() == ("state", READY)
    worker.submit("a", TICKET)
    worker.submit("b", TICKET)
    assert [heard.next(), heard.next()] == [("PrintUncertain", "a"), ("printed", "b")]
    assert "a bug" in caplog.text


def test_a_bug_of_a_listener_does_not_stop_the_printer(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def broken(_: object) -> None:
        raise KeyError("listener")

    callbacks = Callbacks(broken, lambda _job, _fault: done.set(), broken)
    worker = PrintWorker(Script(outcomes=[None, PaperOut("x")]), callbacks)
    worker.start()
    worker.submit("a", TICKET)
    worker.submit("b", TICKET)
    assert done.wait(SECONDS)
    assert worker.stop()
    assert "listener" in caplog.text


def test_a_ticket_nobody_waits_for_any_more_is_not_printed(start: Start, heard: Heard) -> None:
    clock = Clock()
    script = Script(gate=threading.Event())
    worker = start(script, Pace(patience=30), clock)
    assert heard.next() == ("state", READY)
    worker.submit("stuck", TICKET)
    worker.submit("late", TICKET)
    clock.now = 31
    worker.submit("new", TICKET)
    assert script.gate is not None
    script.gate.set()
    said = [heard.next() for _ in range(3)]
    assert said[1:] == [("PrintTooLate", "late"), ("printed", "new")]
    assert issubclass(PrintTooLate, PrinterError)


def test_more_jobs_than_it_can_hold_are_refused_at_once(start: Start, heard: Heard) -> None:
    gate = threading.Event()
    script = Script(gate=gate)
    worker = start(script, Pace(jobs=2))
    assert heard.next() == ("state", READY)
    worker.submit("at hand", TICKET)
    assert script.busy.wait(SECONDS)
    worker.submit("a", TICKET)
    worker.submit("b", TICKET)
    with pytest.raises(PrintQueueFull, match="2 tickets"):
        worker.submit("c", TICKET)
    gate.set()


def test_jobs_that_wait_when_the_terminal_ends_are_answered(heard: Heard) -> None:
    gate = threading.Event()
    script = Script(gate=gate)
    worker = PrintWorker(script, heard.callbacks)
    worker.start()
    assert heard.next() == ("state", READY)
    for job in "abc":
        worker.submit(job, TICKET)
    assert not worker.stop(seconds=0)
    gate.set()
    assert worker.stop()
    assert script.closed.is_set()
    answers = [said for said in heard.rest() if said[0] != "state"]
    assert sorted(job for _, job in answers if isinstance(job, str)) == ["a", "b", "c"]
    assert answers[-1] == ("PrinterAway", "c")


@given(st.lists(st.booleans(), max_size=12))
def test_a_printer_that_is_away_is_asked_less_and_less_often(online: list[bool]) -> None:
    pace = Pace(look=5, retry_first=1, retry_most=30)
    script = Script(states=[AWAY, *(READY if on else AWAY for on in online), READY])
    worker = PrintWorker(script, Heard().callbacks, pace)
    expected = 1.0
    for on in [False, *online]:
        worker.turn(None)
        expected = 1.0 if on else min(expected * 2, 30)
        assert worker.interval == (5 if on else expected)


def test_a_terminal_without_a_printer_does_not_hurry() -> None:
    worker = PrintWorker(Script(states=[NOT_INSTALLED]), Heard().callbacks, Pace(look=5))
    worker.turn(None)
    assert worker.interval == 5


def test_an_idle_printer_is_looked_at(start: Start, heard: Heard) -> None:
    start(Script(states=[AWAY, READY, AWAY]), Pace(look=0.01, retry_first=0.01))
    assert [heard.next()[1] for _ in range(3)] == [AWAY, READY, AWAY]


def test_what_the_printer_tells_by_itself_does_not_wait_for_the_next_look(
    start: Start, heard: Heard
) -> None:
    out = PrinterState(True, Paper.OUT, Cover.CLOSED)
    start(Script(told=[out, READY]), Pace(look=3600, listen=0.01))
    assert [heard.next()[1] for _ in range(3)] == [READY, out, READY]


def test_a_cover_that_is_opened_is_told_at_once_over_a_real_connection(
    start: Start, heard: Heard
) -> None:
    with SimulatorServer() as server:
        worker = start(open_printer(Network("127.0.0.1", server.port)), Pace(look=3600))
        assert heard.next() == ("state", READY)
        for mishap in (Mishap.COVER, Mishap.NO_PAPER, Mishap.JAM, Mishap.OVERHEATED):
            server.spoil(mishap)
            assert heard.next() == ("state", STOPPED[mishap])
            server.mend()
            assert heard.next() == ("state", READY)
        worker.submit("a", TICKET)
        assert heard.next() == ("printed", "a")
        assert worker.stop()


def test_a_connection_that_is_cut_while_idle_is_made_again(start: Start, heard: Heard) -> None:
    with SimulatorServer() as server:
        worker = start(open_printer(Network("127.0.0.1", server.port)), Pace(look=3600))
        assert heard.next() == ("state", READY)
        server.stop()
        assert heard.next() == ("state", AWAY)
        assert worker.stop()


def test_a_job_that_is_ordered_twice_is_printed_once(start: Start, heard: Heard) -> None:
    script = Script()
    worker = start(script)
    assert heard.next() == ("state", READY)
    worker.submit("a", TICKET)
    with pytest.raises(PrintUncertain, match="ordered before"):
        worker.submit("a", TICKET)
    assert heard.next() == ("printed", "a")
    worker.submit("a", TICKET, again=True)
    assert heard.next() == ("printed", "a")
    assert script.printed == 2


def test_what_certainly_failed_may_be_ordered_anew(start: Start, heard: Heard) -> None:
    worker = start(Script(outcomes=[PaperOut("x")]))
    assert heard.next() == ("state", READY)
    worker.submit("a", TICKET)
    assert heard.next() == ("PaperOut", "a")
    worker.submit("a", TICKET)
    assert heard.next() == ("printed", "a")


def test_the_journal_knows_of_a_job_before_a_byte_of_it_is_sent(
    tmp_path: Path, heard: Heard
) -> None:
    journal = Journal(tmp_path / "printing.txt")
    seen: list[JobState | None] = []

    class Watching(Script):
        def print(self, image: Image.Image) -> None:
            seen.append(Journal(tmp_path / "printing.txt").state("a"))
            super().print(image)

    worker = PrintWorker(Watching(), heard.callbacks, journal=journal)
    worker.start()
    worker.submit("a", TICKET)
    assert [heard.next() for _ in range(2)][1] == ("printed", "a")
    assert worker.stop()
    assert seen == [JobState.UNCERTAIN]
    assert journal.state("a") is JobState.DONE


def test_with_a_real_connection_issuing_goes_on_through_an_outage(
    start: Start, heard: Heard
) -> None:
    with SimulatorServer() as server:
        printer = open_printer(Network("127.0.0.1", server.port))
        worker = start(printer, Pace(look=60, retry_first=60))
        assert heard.next() == ("state", READY)
        worker.submit("a", TICKET)
        assert heard.next() == ("printed", "a")
        server.stop()
        worker.submit("b", TICKET)
        assert {heard.next(), heard.next()} == {("PrinterAway", "b"), ("state", AWAY)}
        server.start()
        worker.submit("c", TICKET)
        assert {heard.next(), heard.next()} == {("printed", "c"), ("state", READY)}
        assert len(server.receipts) == 2
        assert worker.stop()

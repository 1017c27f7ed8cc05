"""Whatever befalls a job, at whichever byte: no ticket comes out twice unless somebody asks.

And what the program says of a job is true of the paper.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PIL import Image

from devices.printers.driver import Answers
from devices.printers.journal import JobState, Journal
from devices.printers.port import Advice, PrinterError, PrinterState, PrintUncertain
from devices.printers.simulator.mishaps import Mishap, Trap
from devices.printers.worker import Callbacks, PrintWorker
from tests.unit.devices.printers.cable import Bench, Killed, numbered, paper_of, seen

ROWS = 26  # a whole band and a bit


def ticket(number: int) -> Image.Image:
    return numbered(number, ROWS, dots=16)


@dataclass
class Terminal:
    """The printing part of a kiosk that can be killed and started again, without its thread."""

    path: Path
    bench: Bench = field(default_factory=Bench)
    answers: Answers = "jobs"
    said: dict[str, list[str]] = field(default_factory=dict)
    state: PrinterState | None = None
    journal: Journal = field(init=False)
    worker: PrintWorker = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.journal = Journal(self.path)
        printer = self.bench.printer(self.answers, torn=self.journal.interrupted)
        callbacks = Callbacks(
            printed=lambda job: self.say(job, "printed"),
            failed=lambda job, fault: self.say(job, type(fault).__name__),
            state_changed=self.learn,
        )
        self.worker = PrintWorker(printer, callbacks, journal=self.journal, clock=lambda: 0.0)

    def learn(self, state: PrinterState) -> None:
        self.state = state

    def say(self, job: str, outcome: str) -> None:
        self.said.setdefault(job, []).append(outcome)

    def print(self, number: int, *, again: bool = False) -> None:
        """Order a ticket and let the thread's turn come, as far as the program lives."""
        try:
            self.worker.submit(str(number), ticket(number), again=again)
        except PrintUncertain:
            return
        try:
            self.worker.turn(self.worker._jobs.get())  # noqa: SLF001 - the thread's own step
        except Killed:
            self.bench.cables += 1
            self.start()

    def order_by_mistake(self, number: int) -> None:
        """A program that repeats itself; what certainly failed may be ordered anew."""
        if self.journal.state(str(number)) is not JobState.FAILED:
            self.print(number)

    def look(self) -> None:
        with suppress(Killed):
            self.worker.turn(None)

    def whole(self, number: int) -> int:
        """How often a ticket is on the paper from its first row to its last."""
        runs = [
            (who, len(list(rows)))
            for strip in self.bench.paper
            for who, rows in groupby(seen(strip))
        ]
        return sum(1 for who, length in runs if who == number and length == ROWS)

    def traces(self, number: int) -> bool:
        """Whether anything of a ticket is on the paper, or will be when the printer goes on."""
        return any(number in strip for strip in paper_of(self.bench))


def length_of_job(answers: Answers) -> int:
    """All bytes from the first question to the last."""
    bench = Bench()
    printer = bench.printer(answers)
    printer.print(ticket(1))
    return bench.sent


def check(terminal: Terminal, number: int) -> None:
    """What was said of a ticket that was ordered once is true of the paper."""
    (said,) = terminal.said.get(str(number), ["killed"])
    count = terminal.whole(number)
    if said == "printed":
        assert count == 1
    elif said in ("PrintUncertain", "killed"):
        assert count <= 1
    else:
        assert not terminal.traces(number), f"{said}, yet there is something of it on the paper"


def goes_on(terminal: Terminal, number: int) -> None:
    """All is well again, and the next tickets come out, each on a paper of its own.

    The first that comes while the printer is still busy with an old one may be refused.
    """
    terminal.bench.mend()
    terminal.look()
    for each in (number, number + 1):
        terminal.print(each)
        check(terminal, each)
    assert terminal.said[str(number + 1)] == ["printed"]
    clean = [strip for strip in paper_of(terminal.bench) if number + 1 in strip]
    assert clean == [[number + 1] * ROWS]


@pytest.mark.parametrize("mishap", Mishap)
@pytest.mark.parametrize("answers", ["jobs", "state"])
def test_a_mishap_at_every_byte(mishap: Mishap, answers: Answers, tmp_path: Path) -> None:
    for place in range(length_of_job(answers) + 1):
        terminal = Terminal(tmp_path / f"{place}.txt", answers=answers)
        terminal.bench.trap = Trap(mishap, place)
        terminal.print(1)
        check(terminal, 1)
        terminal.look()
        assert not terminal.bench.is_set, "it has happened"
        assert terminal.state is not None
        staff_are_told = terminal.state.advice is not Advice.NOTHING
        # A cable that was plugged in again at once needs nobody.
        assert staff_are_told is (mishap is not Mishap.DROP)
        terminal.order_by_mistake(1)
        goes_on(terminal, 2)
        terminal.order_by_mistake(1)
        check(terminal, 1)


@pytest.mark.parametrize("answers", ["jobs", "state", "nothing"])
def test_the_program_is_killed_at_every_byte(answers: Answers, tmp_path: Path) -> None:
    for place in range(length_of_job(answers)):
        terminal = Terminal(tmp_path / f"{place}.txt", answers=answers)
        terminal.bench.kill_in = place
        terminal.print(1)
        assert terminal.journal.state("1") is JobState.UNCERTAIN
        terminal.order_by_mistake(1)
        check(terminal, 1)
        goes_on(terminal, 2)
        assert "1" not in terminal.said


class Lobby(RuleBasedStateMachine):
    """Tickets are ordered, by mistake twice, by staff again; everything befalls the printer."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.terminal = Terminal(Path(self._folder.name) / "printing.txt")
        self.next = 1
        self.asked: Counter[int] = Counter()

    def teardown(self) -> None:
        self._folder.cleanup()

    @rule()
    def a_visitor_takes_a_number(self) -> None:
        self.asked[self.next] = 1
        self.terminal.print(self.next)
        self.next += 1

    @precondition(lambda self: self.next > 1)
    @rule(back=st.integers(1, 3))
    def a_job_is_ordered_twice_by_mistake(self, back: int) -> None:
        number = max(1, self.next - back)
        self.terminal.order_by_mistake(number)

    @precondition(lambda self: self.next > 1)
    @rule()
    def staff_ask_for_the_last_again(self) -> None:
        self.asked[self.next - 1] += 1
        self.terminal.print(self.next - 1, again=True)

    @rule(mishap=st.sampled_from(Mishap), place=st.integers(0, 160))
    def something_befalls_the_printer(self, mishap: Mishap, place: int) -> None:
        self.terminal.bench.trap = Trap(mishap, place)

    @rule()
    def staff_put_it_in_order(self) -> None:
        self.terminal.bench.mend()

    @rule(place=st.integers(0, 160))
    def the_program_will_be_killed(self, place: int) -> None:
        self.terminal.bench.kill_in = place

    @rule()
    def the_printer_is_looked_at(self) -> None:
        try:
            self.terminal.worker.turn(None)
        except Killed:
            self.terminal.bench.cables += 1
            self.terminal.start()

    @rule()
    def the_printer_is_switched_off_and_on(self) -> None:
        self.terminal.bench.cables += 1
        self.terminal.bench.virtual.reset()

    @invariant()
    def no_ticket_is_on_paper_more_often_than_it_was_asked_for(self) -> None:
        for number, times in self.asked.items():
            assert self.terminal.whole(number) <= times

    @invariant()
    def what_was_said_is_true(self) -> None:
        for number in self.asked:
            said = self.terminal.said.get(str(number), [])
            assert self.terminal.whole(number) >= said.count("printed")

    @invariant()
    def no_paper_shows_two_whole_tickets(self) -> None:
        for strip in paper_of(self.terminal.bench):
            counts = Counter(strip)
            assert sum(1 for rows in counts.values() if rows >= ROWS) <= 1


Lobby.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestALobby = Lobby.TestCase


def test_a_refused_order_says_why(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "printing.txt")
    terminal.print(1)
    with pytest.raises(PrintUncertain, match=r"before \(done\)"):
        terminal.worker.submit("1", ticket(1))
    assert issubclass(PrintUncertain, PrinterError)
    terminal.print(1, again=True)
    assert terminal.whole(1) == 2

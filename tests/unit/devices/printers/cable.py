"""A printer within the process: a cable without a socket, and time that passes when one waits.

Whatever can befall a job befalls it at a byte that the test chooses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from devices.printers.driver import Answers, EscposPrinter
from devices.printers.link import LinkBroken
from devices.printers.port import DOTS, READY
from devices.printers.simulator.mishaps import STOPPED, Mishap, Trap
from devices.printers.simulator.virtual import VirtualPrinter
from devices.printers.talk import Patience

PATIENCE = Patience(answer=1.0, ask_again=2.0, finish=6.0, quiet=0.2)


class Killed(BaseException):
    """The program was ended by force: nothing of it runs any more."""


@dataclass
class Bench:
    """A virtual printer, its paper, its clock, and what is set to befall it."""

    dots: int = 16
    rows_a_second: float | None = None
    buffer: int | None = None
    now: float = 0.0
    paper: list[Image.Image] = field(default_factory=list)
    trap: Trap | None = None
    kill_in: int | None = None
    sent: int = 0
    deaf: bool = False
    is_off: bool = False
    held: bytes | None = None
    stuck: bytes = b""

    def __post_init__(self) -> None:
        self.virtual = VirtualPrinter(
            self.dots, self.paper.append, rows_a_second=self.rows_a_second, buffer=self.buffer
        )
        self.cables = 0
        self.answers = b""

    @property
    def is_set(self) -> bool:
        """Is something still going to befall it?"""
        return self.trap is not None

    def clock(self) -> float:
        return self.now

    def open_link(self) -> Cable:
        if self.is_off:
            raise LinkBroken("nobody is there")
        self.cables += 1
        self.answers = b""
        return Cable(self, self.cables)

    def printer(self, answers: Answers = "jobs", *, torn: bool = False) -> EscposPrinter:
        return EscposPrinter(
            self.open_link, answers, torn=torn, patience=PATIENCE, clock=self.clock
        )

    def mend(self) -> None:
        """All is well again, and the printer goes on with what it holds."""
        self.trap, self.deaf, self.is_off = None, False, False
        held, self.held = self.held or b"", None
        stuck, self.stuck = self.stuck, b""
        self.answers += held + self.virtual.set_state(READY) + self.virtual.feed(stuck)

    def take(self, byte: int) -> None:
        """One byte comes in, and what was set for it comes about first."""
        self._meet()
        self.sent += 1
        data = bytes((byte,))
        if self.deaf:
            self.stuck += data
        else:
            self._say(self.virtual.feed(data))

    def _meet(self) -> None:
        if self.kill_in is not None:
            self.kill_in -= 1
            if self.kill_in < 0:
                self.kill_in = None
                raise Killed
        trap = self.trap
        if trap is not None:
            self.trap = trap.after(1) if trap.left else None
            if not trap.left:
                self._spring(trap.mishap)

    def _spring(self, mishap: Mishap) -> None:
        match mishap:
            case Mishap.DROP:
                self.cables += 1
                raise LinkBroken("the cable was pulled")
            case Mishap.HANG:
                self.deaf = True
            case Mishap.LATE:
                self.held = b""
            case _:
                self._say(self.virtual.set_state(STOPPED[mishap]))

    def _say(self, data: bytes) -> None:
        if self.held is not None:
            self.held += data
        else:
            self.answers += data

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self._say(self.virtual.pass_time(seconds))


@dataclass
class Cable:
    """One connection; an older one is dead."""

    bench: Bench
    number: int

    @property
    def dots(self) -> int:
        return self.bench.dots

    def send(self, data: bytes) -> None:
        self._check()
        for byte in data:
            self.bench.take(byte)

    def settle(self) -> None:
        self._check()

    def read(self, seconds: float) -> bytes:
        self._check()
        if not self.bench.answers:
            self.bench.wait(min(seconds, 0.05) if self.bench.rows_a_second else seconds)
        data, self.bench.answers = self.bench.answers, b""
        return data

    def close(self) -> None:
        return None

    def _check(self) -> None:
        if self.number != self.bench.cables:
            raise LinkBroken("the cable is dead")


def numbered(ticket: int, rows: int = 60, dots: int = DOTS[58]) -> Image.Image:
    """A ticket that shows in every row which one it is: its number in bits, never all white."""
    row = (ticket + 1).to_bytes(dots // 8, "little")
    return Image.frombytes("1", (dots, rows), row * rows, "raw", "1;I")


def seen(strip: Image.Image) -> list[int]:
    """Whose rows are on a piece of paper, in their order; white rows are nobody's."""
    row_bytes = strip.width // 8
    data = strip.tobytes("raw", "1;I")
    rows = [data[at : at + row_bytes] for at in range(0, len(data), row_bytes)]
    return [int.from_bytes(row, "little") - 1 for row in rows if any(row)]


def paper_of(bench: Bench) -> list[list[int]]:
    """Every piece of paper that was cut off, by whose rows are on it."""
    return [seen(strip) for strip in bench.paper]

"""A real terminal as a process of its own: touched, killed, and started again on the same data."""

from typing import Self

from hub.cli.demo.processes import Hand, Program
from tests.live import City, offscreen


class Terminal:
    """`kiosk` or `signage` with this id. Keeps its data over starts; logs beside them.

    `first` is Python that its process runs before all else.
    """

    def __init__(self, city: City, module: str, terminal: str, first: str = "") -> None:
        self._city, self.id = city, terminal
        run = f"import runpy; runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
        self._program_is = ["-c", f"{first}; {run}"] if first else ["-m", module]
        self.data = city.folder / terminal
        self.data.mkdir(exist_ok=True)
        (self.data / "token").write_text(city.tokens[terminal], encoding="ascii")
        self._starts = 0
        self._program: Program | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def program(self) -> Program:
        """The process that runs now."""
        assert self._program is not None, "not started"
        return self._program

    @property
    def hand(self) -> Hand:
        """What touches its screen."""
        return Hand(self.program)

    @property
    def log(self) -> str:
        """What it said since the last start."""
        return self.program.log.read_text(encoding="utf-8")

    def start(self) -> None:
        """Open it; it shows its first screen a while later."""
        self._starts += 1
        place = ["--hub", self._city.address, "--id", self.id, "--data", str(self.data)]
        arguments = [*self._program_is, *place, "--windowed", "--rehearse"]
        name = f"{self.id}-{self._starts}"
        self._program = Program(name, arguments, self._city.folder / "logs", offscreen())

    def kill(self) -> None:
        """No warning, no flush, no farewell."""
        self.program.process.kill()
        self.program.stop()

    def stop(self) -> None:
        """Ask it to end."""
        if self._program is not None:
            self._program.stop()

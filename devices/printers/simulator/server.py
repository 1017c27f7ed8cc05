"""The virtual printer on a socket: what a network printer is to its host, faults included."""

from __future__ import annotations

import logging
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from devices.printers.port import DOTS, READY, PaperWidth, PrinterState
from devices.printers.simulator.mishaps import STOPPED, Mishap, Trap
from devices.printers.simulator.virtual import Receipt, VirtualPrinter

_log = logging.getLogger(__name__)

_KEPT = 20
_REPLY_SECONDS = 10.0
_RESET_ON_CLOSE = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # struct linger: on, after 0 s


class SimulatorServer:
    """A printer at ``127.0.0.1:port`` (0: any free one), from ``start`` to ``stop``.

    Tickets are kept (the last 20) and, where a folder is given, written as ticket-0001.png ...
    Its methods may be called from any thread; what a method orders is done when it returns.
    """

    def __init__(
        self, width_mm: PaperWidth = 80, *, port: int = 0, folder: Path | None = None
    ) -> None:
        self.port = port
        self._folder = folder
        self._printer = VirtualPrinter(DOTS[width_mm], self._keep)
        self._printed = threading.Condition()
        self._receipts: deque[Receipt] = deque(maxlen=_KEPT)
        self._count = 0
        self._loop: _Loop | None = None
        self.sprung = threading.Event()

    def start(self) -> Self:
        """Listen, if it does not yet. Raises OSError where the port is taken."""
        if self._loop is not None:
            return self
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._loop = _Loop(listener, self._printer, self.sprung)
        self._loop.start()
        return self

    def stop(self) -> None:
        """Switch the printer off; ``start`` switches it on again at the same port."""
        if self._loop is not None:
            self._loop.finish()
            self._loop = None
            self._printer.reset()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def set_state(self, state: PrinterState) -> None:
        """Take the paper away, open the cover, bring it in order again; it then goes on."""
        self._order(lambda loop: loop.reply(self._printer.set_state(state)))

    def spoil(self, mishap: Mishap, after: int = 0) -> None:
        """Have a mishap when so many more bytes have come in, once; ``sprung`` is set by it."""
        self.sprung.clear()
        self._order(lambda loop: loop.spoil(Trap(mishap, after)))

    def mend(self) -> None:
        """Bring everything in order: paper, cover, cutter, held answers, bytes not taken."""
        self._order(_Loop.mend)

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """The last tickets, oldest first."""
        with self._printed:
            return tuple(self._receipts)

    @property
    def complaints(self) -> tuple[str, ...]:
        """What was wrong with the bytes it got."""
        return tuple(self._printer.complaints)

    def wait_for(self, count: int, seconds: float = 10.0) -> bool:
        """Wait until so many tickets have been printed since the beginning."""
        with self._printed:
            return self._printed.wait_for(lambda: self._count >= count, seconds)

    def _order(self, action: Callable[[_Loop], None]) -> None:
        if self._loop is None:
            raise RuntimeError("the simulated printer is switched off")
        self._loop.order(action)

    def _keep(self, receipt: Receipt) -> None:
        with self._printed:
            self._count += 1
            self._receipts.append(receipt)
            self._printed.notify_all()
        if self._folder is not None:
            self._write(receipt, self._folder)

    def _write(self, receipt: Receipt, folder: Path) -> None:
        """Whole or not at all; a full disk must not stop the printer."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = _free_name(folder, self._count)
            half = path.with_suffix(".part")
            receipt.save(half, format="PNG")
            half.replace(path)
        except OSError as fault:
            _log.warning("cannot write a simulated ticket to %s: %s", folder, fault)


def _free_name(folder: Path, number: int) -> Path:
    while (path := folder / f"ticket-{number:04d}.png").exists():
        number += 1
    return path


class _Loop(threading.Thread):
    """The thread that owns the printer and its connections."""

    def __init__(
        self, listener: socket.socket, printer: VirtualPrinter, sprung: threading.Event
    ) -> None:
        super().__init__(name="printer-simulator", daemon=True)
        self._listener = listener
        self._printer = printer
        self._sprung = sprung
        self._orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._wake, self._woken = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._client: socket.socket | None = None
        self._running = True
        self._trap: Trap | None = None
        self._held: bytes | None = None
        self._stuck: bytes | None = None

    def order(self, action: Callable[[_Loop], None]) -> None:
        """Have an action done in this thread; return when it is done."""
        done: Future[None] = Future()

        def act() -> None:
            action(self)
            done.set_result(None)

        self._orders.put(act)
        self._wake.send(b"!")
        done.result(timeout=_REPLY_SECONDS)

    def finish(self) -> None:
        """Close all and end the thread."""
        self.order(_Loop._end)
        self.join()

    def run(self) -> None:
        """Serve until told to end."""
        while self._running:
            for key, _ in self._selector.select():
                self._serve(key.fileobj)
        self._hang_up()
        for each in (self._listener, self._wake, self._woken):
            each.close()
        self._selector.close()

    def reply(self, answers: bytes) -> None:
        """Send answers, or keep them while they are held."""
        if self._held is not None:
            self._held += answers
        elif self._client is not None and answers:
            with suppress(OSError):  # the host went away without waiting for the answer
                self._client.sendall(answers)

    def spoil(self, trap: Trap) -> None:
        """Set a trap; one without bytes to wait for springs at once."""
        self._trap = trap
        if trap.left == 0:
            self._spring(trap.mishap, b"")

    def mend(self) -> None:
        """Be in order again, and go on with what was held and not taken."""
        self._trap = None
        held, self._held = self._held or b"", None
        self.reply(held + self._printer.set_state(READY))
        stuck, self._stuck = self._stuck, None
        if stuck is not None and self._client is not None:
            self._selector.register(self._client, selectors.EVENT_READ)
            self.reply(self._printer.feed(stuck))

    def _spring(self, mishap: Mishap, rest: bytes) -> None:
        """Have the mishap; ``rest`` are bytes that came in after it."""
        self._trap = None
        self._sprung.set()
        match mishap:
            case Mishap.DROP:
                self._break_off()
            case Mishap.HANG:
                self._hang(rest)
            case Mishap.LATE:
                self._held = b""
                self.reply(self._printer.feed(rest))
            case _:
                self.reply(self._printer.set_state(STOPPED[mishap]) + self._printer.feed(rest))

    def _hang(self, rest: bytes) -> None:
        """Stop reading from the host that is connected."""
        if self._client is not None and self._stuck is None:
            self._selector.unregister(self._client)
            self._stuck = rest

    def _end(self) -> None:
        self._running = False

    def _serve(self, source: object) -> None:
        if source is self._woken:
            self._woken.recv(1)
            self._orders.get()()
        elif source is self._listener:
            self._accept()
        elif self._client is not None and source is self._client:
            self._receive(self._client)

    def _accept(self) -> None:
        """As printers do, talk to one host at a time: the newest, once the last has had its say."""
        self._hear_out()
        self._hang_up()
        self._client, _ = self._listener.accept()
        self._selector.register(self._client, selectors.EVENT_READ)

    def _hear_out(self) -> None:
        """Take what a host sent before it went away."""
        while self._client is not None and self._stuck is None and _has_bytes(self._client):
            self._receive(self._client)

    def _receive(self, client: socket.socket) -> None:
        try:
            data = client.recv(4096)
        except OSError:  # the host broke the connection
            data = b""
        if not data:
            self._hang_up()
        elif self._trap is not None and len(data) >= self._trap.left:
            self._sprung_by(self._trap, data)
        else:
            self._trap = self._trap and self._trap.after(len(data))
            self.reply(self._printer.feed(data))

    def _sprung_by(self, trap: Trap, data: bytes) -> None:
        answers = self._printer.feed(data[: trap.left])
        if trap.mishap is not Mishap.DROP:
            self.reply(answers)
        self._spring(trap.mishap, data[trap.left :])

    def _break_off(self) -> None:
        if self._client is not None:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._hang_up()

    def _hang_up(self) -> None:
        if self._client is not None:
            if self._stuck is None:
                self._selector.unregister(self._client)
            self._client.close()
            self._client = None
            self._stuck = None


def _has_bytes(client: socket.socket) -> bool:
    """Whether ``recv`` would give something, the end of the stream included."""
    with selectors.DefaultSelector() as selector:
        selector.register(client, selectors.EVENT_READ)
        return bool(selector.select(timeout=0))

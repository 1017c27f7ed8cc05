"""A real pcscd with two virtual card readers for tests: private, and gone afterwards.

It runs in network and mount namespaces of its own, because Debian's virtual reader listens on all
addresses and pcscd knows but one place for its socket. That place is a folder of ours there, so
that clients out here, pyscard and OpenSC alike, reach it through PCSCLITE_CSOCK_NAME.
"""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.cards.simulator.contact import Card
from devices.cards.simulator.faults import Fault, Faulty
from devices.cards.simulator.people import Person
from devices.cards.simulator.vpcd import Slot
from devices.cards.simulator.wallet import Wallet

SLOTS = 2
SOCKET = "PCSCLITE_CSOCK_NAME"
INSIDE = Path(__file__).with_name("pcscd_inside.py")


@cache
def folder_of_process() -> Path:
    """Where this process looks for pcscd, all its life: libpcsclite asks for the name once."""
    folder = Path(tempfile.mkdtemp(prefix="machiai-pcscd-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def point_clients_here() -> None:
    """Let no test reach the readers of the machine that it runs on."""
    if sys.platform != "win32":
        os.environ[SOCKET] = str(folder_of_process() / "pcscd.comm")


class Pcscd:
    """The service with a reader of two slots, ``Virtual PCD 00 00`` and ``Virtual PCD 00 01``.

    More readers have the slots from 2 on: ``Virtual PCD1 00 00`` and so on.

    Cards are this process's own objects, so that a test can look at them and break them.
    """

    def __init__(self, wallet: Wallet | None = None, readers: int = 1) -> None:
        self._readers = readers
        self.wallet = wallet or Wallet()
        self.folder = folder_of_process()
        self.env = {SOCKET: str(self.folder / "pcscd.comm")}
        self._slots = self._new_slots()

    def __enter__(self) -> Self:
        folder = os.open(self.folder, os.O_RDONLY)
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._inside = subprocess.Popen(
            [*_namespaces(), sys.executable, "-IS", str(INSIDE), str(folder), str(self._readers)],
            stdin=theirs.fileno(),
            stderr=subprocess.PIPE,
            pass_fds=(folder,),
        )
        theirs.close()
        os.close(folder)
        self._expect_success()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for slot in self._slots:
            slot.remove()
        self._orders.close()
        self._inside.communicate()

    def insert(self, whose: Person | Card, *faults: Fault, slot: int = 0) -> None:
        """Put a card into a reader. The service sees it within half a second.

        A person's card has the tries left that it had when it was taken out.
        """
        card = self.wallet.card(whose) if isinstance(whose, Person) else whose
        for fault in faults:
            card = Faulty(card, fault)
        self._slots[slot].insert(card)

    def remove(self, slot: int = 0) -> None:
        """Take the card out, if there is one."""
        self._slots[slot].remove()

    def start(self, *, readers: bool = True) -> None:
        """Start the service; cards that were left in the readers are in them again."""
        self._order("start readers" if readers else "start none")
        if readers:
            before, self._slots = self._slots, self._new_slots()
            for old, new in zip(before, self._slots, strict=True):
                card = old.card
                old.remove()
                if card:
                    new.insert(card)

    def stop(self) -> None:
        """End it as an administrator does."""
        self._order("stop")

    def kill(self) -> None:
        """End it as a crash does."""
        self._order("kill")

    def restart(self, *, readers: bool = True) -> None:
        """Crash, and start again with or without readers."""
        self.kill()
        self.start(readers=readers)

    def log(self) -> str:
        """What pcscd said."""
        return (self.folder / "pcscd.log").read_text(encoding="utf-8", errors="replace")

    def _new_slots(self) -> tuple[Slot, ...]:
        return tuple(Slot(partial(self._connect, number)) for number in range(SLOTS))

    def _order(self, order: str) -> None:
        self._orders.send(order.encode())
        self._expect_success()

    def _connect(self, slot: int) -> socket.socket:
        self._orders.send(f"connect {slot}".encode())
        answer, files, _, _ = socket.recv_fds(self._orders, 1000, 1)
        if not files:
            raise RuntimeError(f"slot {slot}: {answer.decode()}")
        return socket.socket(fileno=files[0])

    def _expect_success(self) -> None:
        answer = self._orders.recv(1000)
        if answer != b"+":
            self._orders.close()
            _, words = self._inside.communicate()
            raise RuntimeError(f"{_HELP} {answer.decode()} {words.decode()}")


_HELP = (
    "pcscd cannot be run for tests. It takes Debian's pcscd and vsmartcard-vpcd, and a system that"
    " lets root, or a user by user namespaces, make network and mount namespaces."
)


def _namespaces() -> list[str]:
    """Namespaces that go with their process; who is not root becomes it, inside alone."""
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", "--net", "--mount", *as_root, "--"]

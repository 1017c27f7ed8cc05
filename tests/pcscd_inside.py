"""pcscd and the way to its virtual readers, inside the namespaces that tests.pcscd made.

Standard library alone, so that it starts in a moment. Standard input is a socket: each packet is
an order, and each answer is "+" or tells what went wrong. Its end is the end of pcscd too.
"""

import fcntl
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SERVICE = "/usr/sbin/pcscd"
RUN = Path("/run/pcscd")  # pcscd knows no other place for its socket
DRIVERS = Path("/usr/lib/pcsc/drivers")
DRIVER = "libifdvpcd.so"
READER = f"""\
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      {DRIVERS / DRIVER}
CHANNELID    0x8C7B
"""
FIRST_PORT = 0x8C7B  # of slot 0; the driver has two slots
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
PATIENCE_SECONDS = 20


class Ended(Exception):
    """pcscd does not run; the words are its own."""


class Service:
    """The daemon, which a test may kill, start again and start without readers."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._log = (RUN / "pcscd.log").open("ab")
        # pcsc-lite 2 asks polkit who may use cards, and a build machine has none.
        with_polkit = b"--disable-polkit" in self._help()
        self._options = ["--disable-polkit"] if with_polkit else []

    def start(self, readers: str) -> None:
        """Start it with the given folder of readers, and wait until clients and cards may come."""
        command = [SERVICE, "--foreground", "--info", f"--config={RUN / readers}", *self._options]
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        _retried(self._client).close()

    def kill(self) -> None:
        """End it as a crash would: nothing is tidied up."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it as an administrator would."""
        if self._process:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _client(self) -> socket.socket:
        if self._process and self._process.poll() is not None:
            log = (RUN / "pcscd.log").read_text(encoding="utf-8", errors="replace")
            raise Ended(f"pcscd ended at once: {log[-500:]}")
        return _unix(RUN / "pcscd.comm")

    def _help(self) -> bytes:
        return subprocess.run([SERVICE, "--help"], capture_output=True, check=False).stdout


def main() -> None:
    """Obey until the other side closes."""
    orders = socket.socket(fileno=0)
    try:
        _prepare(int(sys.argv[1]))
        service = Service()
        orders.send(b"+")
    except OSError as fault:
        orders.send(str(fault).encode())
        return
    try:
        while order := orders.recv(100).decode():
            _obey(order, service, orders)
    finally:
        service.kill()


def _obey(order: str, service: Service, orders: socket.socket) -> None:
    verb, _, what = order.partition(" ")
    try:
        if verb == "connect":
            address = ("127.0.0.1", FIRST_PORT + int(what))
            with _retried(lambda: socket.create_connection(address)) as wire:
                socket.send_fds(orders, [b"+"], [wire.fileno()])
            return
        {"start": lambda: service.start(what), "kill": service.kill, "stop": service.stop}[verb]()
        orders.send(b"+")
    except (OSError, Ended) as fault:
        orders.send(str(fault).encode())


def _prepare(folder: int) -> None:
    """The test's folder becomes /run/pcscd, and the readers of this machine disappear."""
    _mount("-t", "tmpfs", "pcscd", "/run")
    RUN.mkdir()
    _mount("--bind", f"/proc/self/fd/{folder}", str(RUN), pass_fds=(folder,))
    # A test must never send a PIN to the card that its developer left in a reader.
    _mount("--bind", str(DRIVERS / "serial"), str(DRIVERS))
    if not (DRIVERS / DRIVER).exists():
        raise FileNotFoundError(f"no {DRIVER}: vsmartcard-vpcd is not installed")
    for name, text in (("readers", READER), ("none", "")):
        (RUN / name).mkdir(exist_ok=True)
        (RUN / name / "vpcd").write_text(text, encoding="utf-8")
    _switch_on("lo")


def _mount(*arguments: str, pass_fds: tuple[int, ...] = ()) -> None:
    command = ["mount", *arguments]
    done = subprocess.run(command, check=False, pass_fds=pass_fds, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")


def _switch_on(interface: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sh", interface.encode(), 0))
        name, flags = struct.unpack("16sh", asked)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", name, flags | IFF_UP))


def _unix(path: Path) -> socket.socket:
    wire = socket.socket(socket.AF_UNIX)
    try:
        wire.connect(str(path))
    except OSError:
        wire.close()
        raise
    return wire


def _retried(connect: Callable[[], socket.socket]) -> socket.socket:
    """The connection, as soon as the other side listens."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return connect()
        except OSError:
            if time.monotonic() > deadline:
                raise
            # The other side is a process that gives no sign.
            time.sleep(0.002)


if __name__ == "__main__":
    main()

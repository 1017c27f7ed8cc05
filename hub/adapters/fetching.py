"""Fetch what a stranger's server holds: within time and size, and never from the inner network."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


class FetchFault(Exception):
    """It could not be had. `code` is one of the words below, the message says more, for logs.

    address (not one that may be fetched), network, status, too_large, slow, redirects, encoding
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for everything together. `private`: addresses that are not public are allowed."""

    most_bytes: int = 2_000_000
    seconds: float = 20.0
    redirects: int = 3
    private: bool = False
    # Certificates of an authority of the city's own (PEM).
    ca: Path | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said about an answer, to ask for a newer one only (RFC 9110, 13.1)."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


NEVER_SEEN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """`body` is None where nothing has changed. `url` is where the redirections led."""

    url: str
    body: bytes | None
    media_type: str = ""
    validators: Validators = field(default_factory=Validators)


def fetch(url: str, limits: Limits, seen: Validators = NEVER_SEEN) -> Fetched:
    """The document at `url`; blocks for `limits.seconds` at the most. Raises FetchFault."""
    with closing(_Deadline(limits.seconds)) as deadline:
        for _ in range(limits.redirects + 1):
            with _asked(url, limits, seen, deadline) as answer:
                if answer.status not in _MOVED:
                    return _taken(url, answer, limits, deadline)
                url = urljoin(url, answer.headers.get("Location", ""))
        raise FetchFault("redirects", f"more than {limits.redirects}")


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    limits: Limits,
    handing: Callable[[], None] = lambda: None,
) -> int:
    """Send `body` there, and return the answer's status; redirections are not followed.

    `handing` is called once connected, just before anything leaves. Raises FetchFault.
    """
    parts = _parts(url)
    sent = {"User-Agent": "machiai", "Connection": "close", **headers}
    with closing(_Deadline(limits.seconds)) as deadline:
        try:
            with closing(_connected(parts, limits, deadline)) as connection:
                handing()
                target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
                connection.request("POST", target, body, sent)
                with closing(connection.getresponse()) as answer:
                    return answer.status
        except (OSError, HTTPException) as error:
            code = "slow" if deadline.over or isinstance(error, TimeoutError) else "network"
            raise FetchFault(code, f"{type(error).__name__}: {error}") from error


class _Deadline:
    """Cuts the connection when the time is over, however slowly its bytes drip."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()
        self.seconds = seconds

    def watch(self, opened: socket.socket) -> None:
        self._socket = opened

    def close(self) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.over = True
        opened = self._socket
        if opened is not None:
            try:
                opened.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # It has just ended by itself.


@contextmanager
def _asked(
    url: str, limits: Limits, seen: Validators, deadline: _Deadline
) -> Iterator[HTTPResponse]:
    parts = _parts(url)
    headers = {
        "User-Agent": "machiai",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **seen.headers(),
    }
    try:
        with closing(_connected(parts, limits, deadline)) as connection:
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("GET", target, headers=headers)
            with closing(connection.getresponse()) as answer:
                yield answer
    except (OSError, HTTPException) as error:
        code = "slow" if deadline.over or isinstance(error, TimeoutError) else "network"
        raise FetchFault(code, f"{type(error).__name__}: {error}") from error


def _parts(url: str) -> SplitResult:
    try:
        url.encode("ascii")
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise FetchFault("address", str(error)) from error
    if not usable:
        raise FetchFault("address", "neither http nor https")
    return parts


def _connected(parts: SplitResult, limits: Limits, deadline: _Deadline) -> HTTPConnection:
    """A connection to an address that was looked at first: a name may be answered anew."""
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port)
    address = _address(host, port, limits)
    opened = socket.create_connection(address, timeout=deadline.seconds)
    deadline.watch(opened)
    if secure:
        context = ssl.create_default_context(cafile=limits.ca)
        opened = context.wrap_socket(opened, server_hostname=host)
        deadline.watch(opened)
    connection.sock = opened
    return connection


def _address(host: str, port: int, limits: Limits) -> tuple[str, int]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, (address, *_rest) in found:
        if limits.private or _is_public(str(address)):
            return str(address), port
    raise FetchFault("address", f"{host} is in a private network")


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that stand for another one: what counts is where they lead.
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            address = inner
        elif address.teredo or address in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return address.is_global and not address.is_multicast


def _taken(url: str, answer: HTTPResponse, limits: Limits, deadline: _Deadline) -> Fetched:
    validators = Validators(
        answer.headers.get("ETag", "")[:200], answer.headers.get("Last-Modified", "")[:100]
    )
    media_type = answer.headers.get("Content-Type", "")[:200]
    if answer.status == 304:
        return Fetched(url, None, media_type, validators)
    if answer.status != 200:
        raise FetchFault("status", str(answer.status))
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchFault("encoding", "packed, though that was not asked for")
    return Fetched(url, _body(answer, limits, deadline), media_type, validators)


def _body(answer: HTTPResponse, limits: Limits, deadline: _Deadline) -> bytes:
    parts, size = [], 0
    while chunk := answer.read(_CHUNK):
        size += len(chunk)
        if size > limits.most_bytes:
            raise FetchFault("too_large", f"more than {limits.most_bytes} bytes")
        parts.append(chunk)
    if deadline.over:
        raise FetchFault("slow", f"more than {limits.seconds} s")
    if answer.length:
        raise FetchFault("network", f"{answer.length} bytes are missing")
    return b"".join(parts)

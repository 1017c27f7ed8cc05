"""The network of a demonstration carries both ways, until it is cut."""

import socket
from collections.abc import Iterator

import pytest

from hub.cli.demo.relay import Relay


@pytest.fixture
def hub() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        yield server


@pytest.fixture
def relay(hub: socket.socket) -> Iterator[Relay]:
    made = Relay(hub.getsockname()[1])
    made.start()
    yield made
    made.stop()


def connect(relay: Relay) -> socket.socket:
    return socket.create_connection(("127.0.0.1", relay.port), timeout=10)


def test_both_ways_and_then_not(hub: socket.socket, relay: Relay) -> None:
    with connect(relay) as near:
        far, _ = hub.accept()
        with far:
            near.sendall(b"number, please")
            assert far.recv(100) == b"number, please"
            far.sendall(b"A-001")
            assert near.recv(100) == b"A-001"
            relay.cut()
            assert near.recv(100) == b""
            assert far.recv(100) == b""
    with connect(relay) as near:
        assert near.recv(100) == b""


def test_a_side_that_hangs_up_ends_the_other(hub: socket.socket, relay: Relay) -> None:
    with connect(relay) as near:
        far, _ = hub.accept()
        far.close()
        assert near.recv(100) == b""

"""One pcscd a module: two of them would meet in the one folder of this process."""

from collections.abc import Iterator

import pytest

from devices.cards.simulator.wallet import Wallet
from tests.pcscd import Pcscd


@pytest.fixture(scope="module")
def service() -> Iterator[Pcscd]:
    with Pcscd() as pcscd:
        yield pcscd


@pytest.fixture
def pcscd(service: Pcscd) -> Iterator[Pcscd]:
    """The service, whose readers are empty before and after a test; its cards are new."""
    service.wallet = Wallet()
    yield service
    for slot in (0, 1):
        service.remove(slot)

"""A server of strangers, for every test that fetches."""

from collections.abc import Iterator

import pytest

from tests.contract.feeds.strange_server import Site, strange_server


@pytest.fixture
def site() -> Iterator[Site]:
    with strange_server() as running:
        yield running

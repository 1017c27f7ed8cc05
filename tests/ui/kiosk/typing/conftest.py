"""A desk to type at, taken away after the test."""

from collections.abc import Callable, Iterator

import pytest

from tests.ui.kiosk.typing.kit import Desk

Sit = Callable[..., Desk]


@pytest.fixture
def sit(qapp: object) -> Iterator[Sit]:
    """Open a field of a kind."""
    del qapp
    opened: list[Desk] = []

    def open_desk(kind: str = "name", **options: object) -> Desk:
        opened.append(Desk(kind, **options))  # type: ignore[arg-type] # passed on as given
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.close()

"""Every test of a screen has the application, its typefaces, and `show` for its windows."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.shell import fonts
from tests.ui.qml import Screen


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Make pytest-qt start what the terminals start: no widgets."""
    return QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def typefaces(qapp: QGuiApplication) -> None:  # noqa: ARG001 - fonts need the application
    """Load the bundled typefaces once."""
    fonts.register()


@pytest.fixture
def show() -> Iterator[Callable[..., Screen]]:
    """Show QML as `Screen(...)` does, and destroy it after the test."""
    screens: list[Screen] = []

    def open_screen(*args: object, **options: object) -> Screen:
        screens.append(Screen(*args, **options))  # type: ignore[arg-type] # passed on as given
        return screens[-1]

    yield open_screen
    for screen in screens:
        screen.close()

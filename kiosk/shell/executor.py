"""Blocking work on local files and databases, off the GUI thread, one at a time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject

from kiosk.shell.bridge import Bridge

T = TypeVar("T")


class Executor(QObject):
    """Run work in one worker thread, in order, and bring each result to the GUI thread."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._bridge = Bridge(lambda settle: settle(), self)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` in the worker; then `done` or `failed` in the GUI thread.

        `failed` decides what is a fault of the environment, and raises the rest again.
        """
        self._pool.submit(work).add_done_callback(
            lambda future: self._bridge.post(lambda: _settle(future, done, failed))
        )

    def close(self) -> None:
        """Finish the work that was submitted; its results are not delivered any more."""
        self._bridge.close()
        self._pool.shutdown(wait=True)


def _settle(
    future: "Future[T]", done: Callable[[T], None], failed: Callable[[Exception], None]
) -> None:
    fault = future.exception()
    if fault is None:
        done(future.result())
    elif isinstance(fault, Exception):
        failed(fault)
    else:
        raise fault

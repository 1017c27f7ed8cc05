"""A thread that does its work in rounds, with a pause between, and can be woken from it."""

from abc import ABC, abstractmethod
from threading import Event, Thread


class Rounds(Thread, ABC):
    """Goes round until it is stopped. A call to `wake` during a round makes another follow."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._stopping = False
        self._wake = Event()

    @abstractmethod
    def go(self) -> float:
        """One round; return the seconds to pause after it unless woken. Meets its own faults."""

    def wake(self) -> None:
        """Go round again at once."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread after the round in which it is."""
        self._stopping = True
        self._wake.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Go, pause, go again."""
        while not self._stopping:
            self._wake.clear()
            self._wake.wait(self.go())

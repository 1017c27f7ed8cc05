"""How long to wait before the hub is asked again."""

from collections.abc import Callable
from dataclasses import dataclass
from random import uniform


@dataclass(slots=True)
class Backoff:
    """Full jitter between `least` and a bound that doubles up to `most`, in seconds.

    A lobby's terminals all lose the hub in the same instant; chance spreads their return.
    """

    least: float = 0.2
    most: float = 5.0
    spread: Callable[[float, float], float] = uniform
    failures: int = 0

    def next(self) -> float:
        """The pause after one more failure."""
        self.failures += 1
        bound = min(self.most, self.least * 2 ** min(self.failures, 30))
        return self.spread(self.least, bound)

    def reset(self) -> None:
        """It worked."""
        self.failures = 0

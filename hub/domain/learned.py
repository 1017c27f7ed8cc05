"""What the lobby's own log has taught: a few numbers a service, the same on every screen."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a counter is taken by one visitor of a service. Times in minutes.

    `weight`: the mean is known as well as from so many services of one day. `spread` is their
    standard deviation as a share of the mean. `absent` is the share of visitors who do not come
    when called, `absence` how long they hold the counter. `hours` are (hour, mean) where the
    hour differs; `arrivals` (hour, visitors a minute); a share of `preferred` of them has a head
    start, of `head_start` on the average. A clerk takes `pause` before calling the next.
    """

    mean: float
    weight: float
    spread: float
    absent: float = 0.0
    absence: float = 0.0
    hours: tuple[tuple[int, float], ...] = ()
    arrivals: tuple[tuple[int, float], ...] = ()
    preferred: float = 0.0
    head_start: float = 0.0
    pause: float = 0.0

    def at(self, hour: int) -> float:
        """The mean of an hour of the day."""
        return dict(self.hours).get(hour, self.mean)


@dataclass(frozen=True, slots=True)
class Learned:
    """The paces by service, as the days before `day` have taught them."""

    day: date
    paces: tuple[tuple[str, Pace], ...] = ()

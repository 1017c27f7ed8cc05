"""How the lobby keeps its word: what visitors were told when they came, beside what happened."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.estimate.learning import Hours, Sums, summed
from hub.domain.lobby import Lobby


@dataclass(frozen=True, slots=True)
class Kept:
    """`promised` visitors; shares from 0 to 1, minutes; all 0 without any.

    `inside` their range were called so many; `error` is how far its middle was off on the
    average, `late` how much later than real it was (negative: too early).
    """

    promised: int = 0
    inside: float = 0.0
    error: float = 0.0
    late: float = 0.0


def today(lobby: Lobby) -> Hours:
    """The sums of those who were called so far today, as far as the lobby remembers them."""
    return summed(lobby.site, lobby.legs())


def kept(days: Iterable[Hours], service: str) -> Kept:
    """The score of one service over some days."""
    own = (sums for hours in days for (name, _), sums in hours.items() if name == service)
    whole = sum(own, Sums())
    if not whole.promised:
        return Kept()
    count = whole.promised
    return Kept(count, whole.inside / count, whole.error / count, whole.late / count)

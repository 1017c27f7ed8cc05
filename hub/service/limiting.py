"""How often one name may do something: counted in memory, and forgotten soon."""

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

# Names that are counted at a time: a flood of new ones pushes out the oldest.
MOST_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """So many times within `span`."""

    times: int
    span: timedelta


class Limit:
    """Belongs to the event loop. Names are not kept longer than the rule looks back."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()

    def is_full(self, name: str, now: datetime) -> bool:
        """Has `name` used up what it may? Nothing is counted."""
        self._forget(now)
        return len(self._recent(name, now)) >= self._rule.times

    def count(self, name: str, now: datetime) -> None:
        """Once more."""
        times = self._recent(name, now)
        times.append(now)
        self._seen[name] = times
        self._seen.move_to_end(name)
        while len(self._seen) > MOST_NAMES:
            self._seen.popitem(last=False)

    def _recent(self, name: str, now: datetime) -> deque[datetime]:
        times = self._seen.get(name) or deque(maxlen=self._rule.times)
        while times and times[0] <= now - self._rule.span:
            times.popleft()
        return times

    def _forget(self, now: datetime) -> None:
        """The name at the front is the one that was counted longest ago."""
        while self._seen:
            name, times = next(iter(self._seen.items()))
            if times and times[-1] > now - self._rule.span:
                return
            del self._seen[name]

"""How often one address may do something: counted in memory, and forgotten soon."""

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.requests import Request

Networks = Sequence[IPv4Network | IPv6Network]

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


def client(request: Request, proxies: Networks = ()) -> str:
    """Who asks, by address; of IPv6 the network, which one home has (RFC 6177).

    What is said about others in X-Forwarded-For is believed of our own `proxies` alone.
    """
    said = request.headers.get("x-forwarded-for", "")[:1000].split(",")
    hosts = [*(part.strip() for part in said), request.client.host if request.client else ""]
    address = None
    for host in reversed(hosts):
        known = _address(host)
        if known is None:
            break
        address = known
        if not any(known in network for network in proxies):
            break
    return _named(address) if address else ""


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(host)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _named(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return ":".join(address.exploded.split(":")[:4])

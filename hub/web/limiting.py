"""Who asks, by address: what hub.service.limiting counts by for visitors' pages."""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.requests import Request

from hub.service.limiting import Rule

Networks = Sequence[IPv4Network | IPv6Network]

# Links that lead nowhere, from one address: then it has to wait, while right links still work.
# People mistype one or two, and share their operator's address; a link has 122 random bits or
# more, so that this spares the hub work, and no visit depends on it.
MISSES = Rule(30, timedelta(minutes=10))


def client(request: Request, proxies: Networks = ()) -> str:
    """Who asks, by address; of IPv6 the network, which one home has (RFC 6177).

    What is said about others in X-Forwarded-For is believed of our own `proxies` alone.
    """
    found = address(request, proxies)
    return _named(found) if found else ""


def address(request: Request, proxies: Networks = ()) -> IPv4Address | IPv6Address | None:
    """As `client`, the whole address; None where there is none."""
    said = request.headers.get("x-forwarded-for", "")[:1000].split(",")
    hosts = [*(part.strip() for part in said), request.client.host if request.client else ""]
    found = None
    for host in reversed(hosts):
        known = _address(host)
        if known is None:
            break
        found = known
        if not any(known in network for network in proxies):
            break
    return found


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(host)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _named(found: IPv4Address | IPv6Address) -> str:
    if isinstance(found, IPv4Address):
        return str(found)
    return ":".join(found.exploded.split(":")[:4])

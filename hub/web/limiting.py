"""Who asks, by address: what hub.service.limiting counts by."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.requests import Request

from hub.service.limiting import Limit as Limit  # noqa: PLC0414 - used together
from hub.service.limiting import Rule as Rule  # noqa: PLC0414 - used together

Networks = Sequence[IPv4Network | IPv6Network]


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

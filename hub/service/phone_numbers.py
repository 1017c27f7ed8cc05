"""Numbers that visitors take on their own phone: who may, when, and how many."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Literal

from hub.domain.lobby import Lobby
from hub.domain.site import Service
from hub.domain.tickets import PHONE, State
from hub.service.alerting import Hours

DIGITS = 6

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# Each is a word of the pages: phone.take.<no>.
No = Literal["", "hours", "network", "wrong_code", "full", "closed"]


@dataclass(frozen=True, slots=True)
class NumberRules:
    """As config.schema.visits.phone.Numbers; `services` are ids in the settings' order.

    `key` is the site's secret that the code of each day follows from.
    """

    by: Literal["code", "network", "anywhere"]
    networks: tuple[Network, ...]
    services: tuple[str, ...]
    hours: Hours
    most: int
    key: bytes

    def code(self, day: date) -> str:
        """The code of a day, in digits; nobody can tell it from those of other days."""
        found = hmac.new(self.key, f"code {day.isoformat()}".encode(), sha256).digest()
        return f"{int.from_bytes(found[:8], 'big') % 10**DIGITS:0{DIGITS}d}"

    def offered(self, lobby: Lobby) -> tuple[Service, ...]:
        """The services whose numbers can be taken."""
        return tuple(
            lobby.site.services[key] for key in self.services if key in lobby.site.services
        )

    def refuse(self, lobby: Lobby, address: Address | None, code: str, now: datetime) -> No:
        """Why whoever asks from `address` with `code` gets no number now; "" where they do."""
        if not self.hours.include(now):
            return "hours"
        if self.by == "network" and not self.is_near(address):
            return "network"
        if self.by == "code" and not hmac.compare_digest(_digits(code), self.code(lobby.day)):
            return "wrong_code"
        return "full" if held(lobby) >= self.most else ""

    def is_near(self, address: Address | None) -> bool:
        """Does the request come from the lobby's own network?"""
        return address is not None and any(address in network for network in self.networks)


def held(lobby: Lobby) -> int:
    """How many people wait with a number that they took by phone."""
    return sum(
        ticket.source == PHONE and ticket.state is State.WAITING
        for ticket in lobby.tickets.values()
    )


def _digits(code: str) -> str:
    """What was typed, in plain digits: full-width ones and spaces are no mistake."""
    return "".join(str(int(letter)) for letter in code if letter.isdecimal())

"""What can stand between a terminal and its hub. None of it is a bug."""

from collections.abc import Mapping


class ClientFault(Exception):
    """The base of everything that hub.client raises."""


class HubAway(ClientFault):
    """The hub did not answer, or not as a hub does: network, time-out, restart, storage fault."""


class NotEnrolled(ClientFault):
    """The hub does not know this terminal's token: enrol it again with a new code."""


class HubRefused(ClientFault):
    """The rules say no. `code` is a hub.domain.errors.Refusal or a code of the HTTP API."""

    def __init__(self, code: str, details: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code, dict(details or {}))
        self.code = code
        self.details = dict(details or {})


class SpoolFault(ClientFault):
    """The terminal's own disk cannot keep a number now, so none is given: call the staff."""

"""Clerks who work through the API: open, call, finish, send on, mark absent."""

from typing import Any
from uuid import uuid4

import requests

from hub.cli.demo.lobby import LOGIN, Lobby
from hub.cli.demo.wording import DemoFault

TIMEOUT = 5.0
# So many visitors are served when the next is called.
AT_THE_COUNTERS = 2
# So many papers lie ready before the first is fetched.
ON_THE_BOARD = 3


class Clerks:
    """All counters of the lobby, each with a clerk."""

    def __init__(self, lobby: Lobby) -> None:
        self._address = lobby.address
        self._counters = [counter.id for counter in lobby.settings.counters]
        self._boards = {item.id for item in lobby.settings.services if item.board}
        self._givers = [
            counter.id
            for counter in lobby.settings.counters
            if self._boards & {task.service for task in counter.profile}
        ]
        self._ready: list[tuple[str, str]] = []
        self._at: dict[str, dict[str, Any]] = {}
        self._turn = 0
        self._ended = 0
        self._session = requests.Session()
        self._session.trust_env = False
        self._send("POST", "/api/session", login=LOGIN, password=lobby.password)
        for counter in self._counters:
            self._send("PUT", f"/api/counters/{counter}", open=True, command=uuid4().hex)

    def call_somebody(self) -> str | None:
        """The number that is called next, at whichever counter; None where nobody waits."""
        while len(self._at) > AT_THE_COUNTERS:
            self._end(next(iter(self._at)))
        tries = (self._try(counter) for counter in self._givers + self._in_turn())
        return next(filter(None, tries), None)

    def _in_turn(self) -> list[str]:
        self._turn = (self._turn + 1) % len(self._counters)
        return self._counters[self._turn :] + self._counters[: self._turn]

    def _try(self, counter: str) -> str | None:
        if counter in self._at:
            return None
        return self._hand_out(counter) or self._call(counter)

    def close_service(self, service: str, *, closed: bool) -> None:
        """The supervisor stops a service for today, or lets it go on."""
        self._send("PUT", f"/api/services/{service}", closed=closed, command=uuid4().hex)

    def has_visitors(self, labels: set[str]) -> bool:
        """Does the hub know all these numbers?"""
        return labels <= {item["label"] for item in self._lobby()["tickets"]}

    def _call(self, counter: str) -> str | None:
        called = self._do(counter, "call-next")
        if called is None:
            return None
        self._at[counter] = called
        self._do(counter, "begin", ticket=called["id"])
        return str(called["label"])

    def _end(self, counter: str) -> None:
        """Most visitors are served; one in nine is sent elsewhere, one in eleven waits aside."""
        ticket = self._at.pop(counter)["id"]
        self._ended += 1
        if self._ended % 9 == 0:
            self._do(counter, "hold", ticket=ticket)
        elif self._ended % 11 == 0:
            self._do(counter, "transfer", ticket=ticket, service="tax", place="first")
        else:
            self._do(counter, "finish", ticket=ticket, onward=True)

    def _hand_out(self, counter: str) -> str | None:
        """Papers that are ready go on the board; those that lay there longest are fetched."""
        waiting = [item for item in self._lobby()["tickets"] if item["state"] == "waiting"]
        done = [item for item in waiting if item["service"] in self._boards]
        if counter not in self._givers or not done:
            return None
        called = self._do(counter, "call", ticket=done[0]["id"])
        if called is None:
            return None
        self._ready.append((counter, called["id"]))
        if len(self._ready) > ON_THE_BOARD:
            giver, ticket = self._ready.pop(0)
            self._do(giver, "finish", ticket=ticket)
        return str(called["label"])

    def no_show(self, counter: str) -> None:
        """Someone is called and does not come."""
        called = self._do(counter, "call-next")
        if called is not None:
            self._do(counter, "recall", ticket=called["id"])
            self._do(counter, "absent", ticket=called["id"])
            self._at.pop(counter, None)

    def somebody(self) -> str:
        """The id of a number in the lobby, one that waits if there is one."""
        tickets = self._lobby()["tickets"]
        return str(min(tickets, key=lambda item: item["state"] != "waiting")["id"])

    def _lobby(self) -> dict[str, Any]:
        answer: dict[str, Any] = self._send("GET", "/api/lobby").json()
        return answer

    def _do(self, counter: str, verb: str, **body: Any) -> dict[str, Any] | None:
        """The ticket that the action concerned; None where the rules said no."""
        path = f"/api/counters/{counter}/{verb}"
        answer = self._send("POST", path, command=uuid4().hex, **body)
        ticket: dict[str, Any] | None = answer.json()["ticket"] if answer.ok else None
        return ticket

    def _send(self, method: str, path: str, **body: Any) -> requests.Response:
        url = f"{self._address}{path}"
        # What a browser says of a request from the hub's own page.
        headers = {"Origin": self._address}
        answer = self._session.request(
            method, url, json=body or None, headers=headers, timeout=TIMEOUT
        )
        if answer.status_code in (401, 403) or answer.status_code >= 500:
            raise DemoFault(f"{method} {path}: HTTP {answer.status_code} {answer.text[:200]}")
        return answer

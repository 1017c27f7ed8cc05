"""A hub whose visitors use their phones, and a phone without a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from config.schema.alerts import MailHost
from config.schema.visits import Numbers, Phone, Push
from hub.service.access import Role
from tests.contract.alerts.mail_server import Post, mail_server
from tests.hubs import Clock, RunningHub, demo_settings, running

PUBLIC = "https://lobby.example.jp"


@dataclass
class Phones:
    """The lobby from both sides: counters through the API, visitors through their pages."""

    hub: RunningHub
    post: Post
    kiosk: str = ""
    clerk: str = ""

    def issue(self, service: str = "residence", **more: str) -> str:
        """A new ticket's id."""
        self.kiosk = self.kiosk or self.hub.token(Role.KIOSK)
        body = {"id": uuid4().hex, "service": service, **more}
        answer = self.hub.ask("POST", "/api/tickets", self.kiosk, json=body)
        assert answer.ok, answer.text
        self.hub.clock.later(minutes=1)
        return str(body["id"])

    def open(self, counter: int = 3) -> None:
        self.act("PUT", counter, "", open=True)

    def act(self, method: str, counter: int, action: str, **body: object) -> dict[str, Any]:
        self.clerk = self.clerk or self.hub.token(Role.ADMINISTRATOR, "api")
        path = f"/api/counters/counter-{counter}{action}"
        answer = self.hub.ask(method, path, self.clerk, json=body)
        assert answer.ok, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def call(self, counter: int = 3) -> str:
        """Call the next one; the ticket's id."""
        called = self.act("POST", counter, "/call-next", command=uuid4().hex)
        return str(called["ticket"]["id"])

    def get(self, path: str) -> requests.Response:
        return self.hub.ask("GET", path)

    def send(self, path: str, **fields: str) -> requests.Response:
        """Fill in the form of the page at `path`, as a browser does."""
        found = re.search(r'name="seal" value="([^"]+)"', self.get(path).text)
        seal = {"seal": found[1]} if found else {}
        return self.post_form(path, **(seal | fields))

    def post_form(self, path: str, **fields: str) -> requests.Response:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self.hub.ask("POST", path, data=fields, headers=headers, allow_redirects=True)


@contextmanager
def phones(
    folder: Path,
    push: Push | None = None,
    numbers: Numbers | None = None,
    clock: Clock | None = None,
    post: Post | None = None,
) -> Iterator[Phones]:
    """A hub with a mail server."""
    taken = post or Post()
    with mail_server(taken, None, starttls=False) as port:
        mail = MailHost(
            host="localhost", port=port, security="none", sender="lobby@city.example.jp"
        )
        settings = demo_settings(folder)
        phone = Phone(mail=mail, push=push, numbers=numbers)
        settings = replace(
            settings,
            visits=settings.visits.model_copy(update={"phone": phone}),
            site=settings.site.model_copy(update={"public_url": PUBLIC}),
        )
        with running(folder, clock, settings) as hub:
            yield Phones(hub, taken)

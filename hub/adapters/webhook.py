"""News of devices as JSON by HTTP: hub.service.alerting.Channel."""

import json
import ssl
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from hub.service.alerting_words import Wording
from hub.service.handing import NotSent, Unclear
from hub.service.ports_health import DeviceState

# Seconds for the connection and for the answer.
PATIENCE = 30.0

_TROUBLE = (OSError, HTTPException)


class WebhookChannel:
    """One request for all news of a moment.

    `text` says it in words, as chat programs show it. Redirections are not followed: an address
    that has moved is for the city to correct.
    """

    name = "webhook"

    def __init__(
        self, url: str, wording: Wording, ca: Path | None = None, patience: float = PATIENCE
    ) -> None:
        self._url = urlsplit(url)
        self._wording = wording
        self._ca = ca
        self._patience = patience

    def send(self, news: Sequence[DeviceState], at: datetime, handing: Callable[[], None]) -> None:
        body = self._body(news, at)
        with closing(self._connection()) as connection:
            try:
                connection.connect()
            except _TROUBLE as error:
                raise NotSent(f"{type(error).__name__}: {error}") from error
            handing()
            status = self._post(connection, body)
        if not 200 <= status < 300:
            raise NotSent(f"status {status}")

    def _connection(self) -> HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "http":
            return HTTPConnection(host, port, timeout=self._patience)
        try:
            context = ssl.create_default_context(cafile=self._ca)
        except OSError as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error
        return HTTPSConnection(host, port, timeout=self._patience, context=context)

    def _post(self, connection: HTTPConnection, body: bytes) -> int:
        query = f"?{self._url.query}" if self._url.query else ""
        headers = {"Content-Type": "application/json", "User-Agent": "machiai"}
        try:
            connection.request("POST", f"{self._url.path or '/'}{query}", body, headers)
            return connection.getresponse().status
        except _TROUBLE as error:
            raise Unclear(f"{type(error).__name__}: {error}") from error

    def _body(self, news: Sequence[DeviceState], at: datetime) -> bytes:
        said = {
            "id": uuid4().hex,
            "at": at.isoformat(),
            "lobby": self._wording.lobby,
            "title": self._wording.title(news),
            "text": self._wording.text(news),
            "devices": [self._wording.data(state) for state in news],
        }
        return json.dumps(said, ensure_ascii=False).encode()

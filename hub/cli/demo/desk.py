"""The desk of the demonstration: codes are read off the papers, and opened through the page."""

from pathlib import Path
from typing import Any

import requests

from hub.adapters.symbols import read_picture
from hub.cli.demo.clerks import TIMEOUT
from hub.cli.demo.lobby import LOGIN, Lobby
from hub.cli.demo.wording import DemoFault
from hub.sealing.text import PREFIX


class Desk:
    """A clerk who opens what visitors bring. `sealed` and `opened` count codes."""

    def __init__(self, lobby: Lobby) -> None:
        self._address = lobby.address
        self._papers = lobby.folder / lobby.kiosk / "receipts"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"Origin": lobby.address, "X-Machiai": "script"})
        body = {"login": LOGIN, "password": lobby.password}
        self._ask("POST", "/api/session", json=body)
        self.sealed = self.opened = 0

    def open_all(self) -> list[dict[str, Any]]:
        """Open every code that is on paper; the forms as other programs get them."""
        codes = [code for file in sorted(self._papers.glob("*.png")) for code in _codes(file)]
        forms = [form for code in codes if (form := self._open(code))]
        self.sealed += len(codes)
        self.opened += len(forms)
        return forms

    def _open(self, code: str) -> dict[str, Any] | None:
        """None where the desk refused it."""
        where = self._ask("POST", "/desk/open", data={"text": code}).json()["go"]
        if not where.startswith("/desk/case/"):
            return None
        form: dict[str, Any] = self._ask("GET", f"{where}/json").json()
        return form

    def _ask(self, method: str, path: str, **content: Any) -> requests.Response:
        answer = self._session.request(method, self._address + path, timeout=TIMEOUT, **content)
        if not answer.ok:
            raise DemoFault(f"{method} {path}: HTTP {answer.status_code} {answer.text[:200]}")
        return answer


def _codes(paper: Path) -> tuple[str, ...]:
    """The sealed codes on a paper; its other code is the number's address."""
    return tuple(text for text in read_picture(paper.read_bytes()) if text.startswith(PREFIX))

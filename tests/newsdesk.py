"""Somebody at the contents' pages of a running hub: writes a notice, lets it out, takes it away."""

import re
from types import TracebackType
from typing import Self

import requests

from tests.live import City, edit

# A notice that the city's settings begin with, the only thing on display-1.
ITEM, FIRST = "flash", "壱"
_PIECE = "/contents/item/flash"
_PUBLISHING = "/contents/publishing"


def give_one_notice(city: City) -> None:
    """Before the hub's first start: the notice alone, files that are needed later, own review."""
    notice = {"kind": "notice", "title": {"ja": FIRST}, "body": {"ja": "本文"}}
    playlists = {"now": [ITEM], "later": ["concert", "plastics"]}
    later = {
        "layout": "full-landscape",
        "playlists": {"main": "later"},
        "window": {"from": "2090-01-01"},
    }
    screen = {
        "id": "display-1",
        "fallback": {"layout": "full-landscape", "playlists": {"main": "now"}},
        "slots": [later],
    }

    def change(signage: dict[str, object]) -> None:
        signage.pop("campaigns", None)
        items = signage["items"]
        assert isinstance(items, list)
        items.append({"id": ITEM, "title": "速報", "content": notice})
        signage["own_review"] = True
        signage["screens"] = [screen]
        signage["playlists"] = [
            {"id": name, "title": name, "entries": [{"item": one} for one in items]}
            for name, items in playlists.items()
        ]

    edit(city.folder / "signage.yaml", change)


class Newsdesk:
    """An administrator, by the same forms as the pages."""

    def __init__(self, city: City) -> None:
        self._address = city.address
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {city.clerk}"
        self._session.headers["Origin"] = city.address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None
    ) -> None:
        self._session.close()

    def write(self, heading: str) -> None:
        """Give the notice another heading, and ask for its review."""
        self._post(
            _PIECE,
            {
                "version": self._version(),
                "kind": "notice",
                "title": "速報",
                "heading-ja": heading,
                "body-ja": "本文",
                "template": "plain",
                "window-holidays": "any",
                "window-closed_days": "any",
                "do": "submit",
            },
        )

    def publish(self) -> None:
        """Let out all that waits for it."""
        waiting = set(re.findall(r'value="(item:[^"]+)"', self.page(_PUBLISHING)))
        self._post(f"{_PUBLISHING}/approve", {"piece": sorted(waiting), "do": "now"})

    def delete(self) -> None:
        """Take the notice away."""
        self._post(f"{_PIECE}/delete", {"version": self._version()})

    def page(self, path: str) -> str:
        """What a page says, as HTML."""
        answer = self._session.get(self._address + path, timeout=10)
        answer.raise_for_status()
        return answer.text

    def _version(self) -> str:
        found = re.search(r'name="version" value="(\d+)"', self.page(_PIECE))
        assert found is not None
        return found[1]

    def _post(self, path: str, fields: dict[str, object]) -> None:
        answer = self._session.post(
            self._address + path, data=fields, timeout=10, allow_redirects=False
        )
        assert answer.status_code == 303, re.sub(r"<[^>]+>|\s+", " ", answer.text)

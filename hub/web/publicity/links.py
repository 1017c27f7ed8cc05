"""Where a page's links lead: to the hub's addresses, or to the files beside it."""

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlencode

from hub.service.publicity.sheets import DATA, Kind, Sheet, file_name
from hub.web.rendering import static

ADDRESSES: Mapping[Kind, str] = {
    Kind.NOW: "/",
    Kind.FORECAST: "/forecast",
    Kind.HOURS: "/hours",
    Kind.FRAGMENT: "/fragment",
    Kind.OPEN_DATA: "/open-data",
    **{kind: f"/data/{kind}" for kind in DATA},
}


class Links(Protocol):
    """How one sheet leads to others."""

    def to(self, kind: str, language: str = "", service: str = "") -> str:
        """Another sheet."""

    def file(self, name: str) -> str:
        """A style, script or picture."""


class HubLinks:
    """At the hub itself."""

    def to(self, kind: str, language: str = "", service: str = "") -> str:
        asked = {"lang": language, "service": service}
        query = urlencode({name: value for name, value in asked.items() if value})
        address = ADDRESSES[Kind(kind)]
        return f"{address}?{query}" if query else address

    def file(self, name: str) -> str:
        return static(name)


class FileLinks:
    """Among the files of a copy: relative, so that they may lie in any folder of a site."""

    def __init__(self, usual: str) -> None:
        self._usual = usual

    def to(self, kind: str, language: str = "", service: str = "") -> str:
        return file_name(Sheet(Kind(kind), language or self._usual, service), self._usual)

    def file(self, name: str) -> str:
        return f"static/{name}"

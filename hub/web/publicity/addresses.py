"""From what a browser asks for to the sheet that it gets."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import parse_qs

from hub.domain.site import Site
from hub.service.publicity.sheets import DATA, DOCUMENTED, Kind, Sheet
from hub.web.publicity.links import ADDRESSES
from hub.web.texts import choose_language

KINDS = {address: kind for kind, address in ADDRESSES.items()}
# Bytes of a query and of the accepted languages that are looked at; nobody's are longer.
LONGEST = 300
# Different questions that are remembered. A stranger who asks more of them costs a little time.
REMEMBERED = 2048


def forecast_services(site: Site) -> tuple[str, ...]:
    """Those that people come for: not the steps that follow from others."""
    following = {step for service in site.services.values() for step in service.steps}
    return tuple(service for service in site.services if service not in following)


class Addresses:
    """Finds sheets. What is not understood is passed over, never an error: a link may be old."""

    paths = frozenset(KINDS)

    def __init__(self, site: Site) -> None:
        self._languages = site.languages
        self._services = frozenset(site.services)
        self._forecasts = forecast_services(site)
        self.find = lru_cache(REMEMBERED)(self._find)

    def _find(self, path: str, query: bytes, accepted: bytes) -> tuple[Sheet, bool]:
        """The sheet, and whether its language depends on what the browser accepts."""
        kind = KINDS[path]
        if kind in DATA:
            return Sheet(kind), False
        asked = _asked(query)
        offered = DOCUMENTED if kind is Kind.OPEN_DATA else self._languages
        said = asked.get("lang", "")
        language = choose_language(said, accepted[:LONGEST].decode("latin-1"), offered)
        return Sheet(kind, language, self._service(kind, asked)), said not in offered

    def _service(self, kind: Kind, asked: dict[str, str]) -> str:
        service = asked.get("service", "")
        if kind is Kind.FORECAST:
            return service if service in self._forecasts else self._forecasts[0]
        return service if kind is Kind.FRAGMENT and service in self._services else ""


def _asked(query: bytes) -> dict[str, str]:
    """The first value of each name; nothing of a query that is not one."""
    try:
        found = parse_qs(query[:LONGEST].decode("ascii"), max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def offered_languages(kind: Kind, site: Site) -> Sequence[str]:
    """In which a page can be read."""
    return DOCUMENTED if kind is Kind.OPEN_DATA else site.languages

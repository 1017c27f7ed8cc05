"""From the situation to a sheet's bytes: for the hub to serve, or for a copy elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from assets.words import LANGUAGES, known_tag, plain
from hub.domain.publicity import Situation
from hub.domain.site import Site
from hub.service.appointments.letters import booking_words
from hub.service.publicity.copying import File
from hub.service.publicity.data import data
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import DATA, LASTING_AGE, Content, Kind, Sheet
from hub.web.publicity.addresses import forecast_services, offered_languages
from hub.web.publicity.data_view import data_page
from hub.web.publicity.forecast_view import forecast_page
from hub.web.publicity.hours_view import hours_page
from hub.web.publicity.links import FileLinks, HubLinks, Links
from hub.web.publicity.now_view import fragment_page, now_page
from hub.web.publicity.words import documented, said, whole_day_words
from hub.web.rendering import FILES, HEADERS, html

HTML = "text/html; charset=utf-8"
TABS = ((Kind.NOW, "nav.now"), (Kind.FORECAST, "nav.forecast"), (Kind.HOURS, "nav.hours"))
# Seconds after which a page in a frame asks again, by itself and without scripts.
REFRESH = 30
# Where a page tells its script that something has changed: hub.web.publicity.live.
STREAM = "/live/public"
# What a file says of itself, as its server may say nothing. A frame's owner decides elsewhere.
POLICY = HEADERS["Content-Security-Policy"].replace("; frame-ancestors 'none'", "")

# What the pages of a copy load, beside them.
OWN_FILES = {
    "tokens.css": "text/css; charset=utf-8",
    "machiai.css": "text/css; charset=utf-8",
    "publicity.css": "text/css; charset=utf-8",
    "copy.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def own_files() -> tuple[File, ...]:
    """The styles, the script and the picture of a copy's pages."""
    return tuple(
        File(f"static/{name}", media_type, FILES[name].read_bytes(), LASTING_AGE)
        for name, media_type in OWN_FILES.items()
    )


class Printer:
    """Makes sheets. `embed`: the sites that may show the fragment within their own pages.

    `booking`: where a visit can be booked, or empty.
    """

    def __init__(
        self,
        site: Site,
        licence: Licence,
        embed: tuple[str, ...] = (),
        *,
        is_copy: bool = False,
        booking: str = "",
    ) -> None:
        self._site = site
        self._licence = licence
        self._embed = " ".join(embed) or "'none'"
        self._is_copy = is_copy
        self._booking = booking
        self._links: Links = FileLinks(site.languages[0]) if is_copy else HubLinks()
        self._forecasts = forecast_services(site)

    def make(self, sheet: Sheet, found: Situation) -> Content:
        """One sheet of the situation."""
        if sheet.kind in DATA:
            return data(sheet.kind, found, self._licence)
        context = self._around(sheet, found) | {"page": self._page(sheet, found)}
        body = html(f"publicity/{sheet.kind}.html", context).encode()
        return Content(HTML, body, self._headers(sheet.kind))

    def _page(self, sheet: Sheet, found: Situation) -> object:
        language = sheet.language
        pages: Mapping[Kind, Callable[[], object]] = {
            Kind.NOW: lambda: now_page(found, language, self._forecasts),
            Kind.FRAGMENT: lambda: fragment_page(found, language, sheet.service),
            Kind.FORECAST: lambda: forecast_page(found, language, sheet.service, self._forecasts),
            Kind.HOURS: lambda: hours_page(found, language),
            Kind.OPEN_DATA: lambda: data_page(found, language, self._licence),
        }
        return pages[sheet.kind]()

    def _around(self, sheet: Sheet, found: Situation) -> dict[str, Any]:
        """What a template wants beside its page."""
        language = sheet.language
        say = said(language).text
        return {
            "say": say,
            "doc": documented(language).text,
            "lang": known_tag(language),
            "chosen": language,
            "here": sheet.kind,
            "service": sheet.service,
            "languages": [(tag, LANGUAGES[tag]) for tag in self._offered(sheet.kind)],
            "tabs": () if sheet.kind is Kind.OPEN_DATA else TABS,
            "skip": plain(say("skip")),
            "date": whole_day_words(language, found.today),
            "time": f"{found.at:%H:%M}",
            "link": self._link,
            "static": self._links.file,
            "stream": STREAM,
            "live": sheet.kind is Kind.NOW and not self._is_copy,
            "is_copy": self._is_copy,
            "policy": POLICY,
            "booking": self._booking,
            "book": booking_words(language).text("title"),
        }

    def _offered(self, kind: Kind) -> tuple[str, ...]:
        return tuple(tag for tag in offered_languages(kind, self._site) if tag in LANGUAGES)

    def _link(self, kind: str, language: str = "", service: str = "") -> str:
        """A forecast is always of a service: the first one, where none is named."""
        about = service or self._forecasts[0] if kind == Kind.FORECAST else service
        return self._links.to(kind, language, about)

    def _headers(self, kind: Kind) -> dict[str, str]:
        headers = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
        if kind is Kind.FRAGMENT:
            policy = headers["Content-Security-Policy"]
            headers["Content-Security-Policy"] = policy.replace(
                "frame-ancestors 'none'", f"frame-ancestors {self._embed}"
            )
            headers["Refresh"] = str(REFRESH)
        return headers

"""A hub as a terminal sees it: typed requests, typed answers, typed faults."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any, Self, TypeVar

import requests
from pydantic import ValidationError
from urllib3.exceptions import HTTPError

from hub.client.errors import ClientFault, HubAway, HubRefused, NotEnrolled
from hub.client.frames import Frame, Frames
from hub.domain.forms.book import Book
from hub.domain.issuing import Issued, OfflineTicket, Request
from hub.domain.lobby import Snapshot
from hub.domain.signage.content import Feeds
from hub.domain.signage.programme import Generation, Play
from hub.service import seal_wire, terminals, wire
from hub.service.signage.wire import ScreenReport, ScreenState, number_tag
from hub.service.terminals import (
    REVISION,
    DisplaySettings,
    Enrolled,
    HandOver,
    KioskSettings,
    SurveyAnswer,
    TerminalReport,
)
from hub.shape import Shape

T = TypeVar("T")

# Seconds. A visitor waits for a number no longer than this before the kiosk's own series steps
# in; everything else has time.
ISSUE_TIMEOUT = 2.0
TIMEOUT = 5.0
# The bytes of a medium are handed over so many at a time.
CHUNK = 262_144
# Two heartbeats of the hub (10 s) missed, and some slack.
SILENCE = 25.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A snapshot, and the revision of the site's settings that it was taken under."""

    snapshot: Snapshot
    revision: str


@dataclass(frozen=True, slots=True)
class Published:
    """The definitions of the guided forms, and the tag that stands for this edition of them."""

    tag: str
    book: Book


@dataclass(frozen=True, slots=True)
class FeedsTaken:
    """What the site's feeds hold, and the tag that stands for this state of them."""

    tag: str
    feeds: Feeds


class HubClient:
    """One hub, with this terminal's token. Methods may be called from any thread.

    Every method raises HubAway, NotEnrolled or HubRefused. Proxies of the environment are
    ignored: the hub is on the lobby's own network. `ca` is a file of certificates to trust
    instead of the system's.
    """

    def __init__(self, base_url: str, token: str = "", *, ca: Path | None = None) -> None:
        self._base = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(ca) if ca else True
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        """Let go of all connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def enrol(self, code: str) -> Enrolled:
        """Give the one-time code, get this terminal's token."""
        return self._ask("POST", "/api/enroll", terminals.ENROLLED, json={"code": code})

    def snapshot(self) -> Taken:
        """The lobby now."""
        response = self._send("GET", "/api/lobby")
        return Taken(_parsed(wire.SNAPSHOT, response), response.headers.get(REVISION, ""))

    def kiosk(self) -> KioskSettings:
        """The settings of this kiosk."""
        return self._ask("GET", "/api/terminal", terminals.KIOSK)

    def display(self) -> DisplaySettings:
        """The settings of this display."""
        return self._ask("GET", "/api/terminal", terminals.DISPLAY)

    def forms(self, known: str = "") -> Published | None:
        """The guided forms; None where they are still those of the `known` tag."""
        headers = {"If-None-Match": known} if known else {}
        response = self._send("GET", "/api/forms", headers=headers)
        if response.status_code == requests.codes.not_modified:
            return None
        return Published(response.headers.get("ETag", ""), _parsed(wire.BOOK, response))

    def issue(self, request: Request) -> Issued:
        """Ask for a number; the same request twice gives the same number."""
        body = wire.REQUEST.dump_json(request)
        return self._ask("POST", "/api/tickets", wire.ISSUED, data=body, timeout=ISSUE_TIMEOUT)

    def check_in(self, code: str, request: str, language: str = "") -> Issued:
        """Ask for the number of an appointment; again, and the same one is given again.

        `code` as it was typed or scanned; `request` becomes the ticket's id, as of an OfflineTicket
        that is handed over where the answer was missed. HubRefused as hub.http.check_in says, with
        details for not_today (`day`), too_early (`time`, `opens`) and too_many_tries (`seconds`).
        Who comes too late gets a number all the same: hub.domain.order.is_late tells.
        """
        body = {"code": code, "request": request, "language": language}
        return self._ask("POST", "/api/check-in", wire.ISSUED, json=body, timeout=ISSUE_TIMEOUT)

    def hand_over(self, tickets: Sequence[OfflineTicket]) -> HandOver:
        """Give the hub what was issued while it was away; repeating it does no harm."""
        body = wire.OFFLINE.dump_json(list(tickets))
        return self._ask("POST", "/api/tickets/offline", terminals.HAND_OVER, data=body)

    def report(self, report: TerminalReport) -> None:
        """Tell staff how this terminal is."""
        self._send("POST", "/api/terminal/report", data=terminals.REPORT.dump_json(report))

    def survey(self, answers: Sequence[SurveyAnswer]) -> None:
        """Hand over answers of the survey, at most MOST_ANSWERS; repeating does no harm."""
        self._send("POST", "/api/survey", data=terminals.SURVEY.dump_json(tuple(answers)))

    def keys(self) -> bytes:
        """The desk's signed public keys, as hub.sealing.keys reads them."""
        return self._ask("GET", "/api/keys", seal_wire.KEY_BUNDLE).bundle

    def hand_in(self, public: bytes) -> None:
        """This kiosk's raw Ed25519 public key; repeating it does no harm."""
        body = seal_wire.KIOSK_PUBLIC_KEY.dump_json(seal_wire.KioskPublicKey(public))
        self._send("POST", "/api/kiosk-key", data=body)

    def generation(self, known: int = -1) -> Generation | None:
        """What the displays are to show; None where that is still publication `known`."""
        from hub.service.signage.shapes import GENERATION  # noqa: PLC0415 - see shapes.py

        headers = {"If-None-Match": number_tag(known)} if known >= 0 else {}
        response = self._send("GET", "/api/signage/generation", headers=headers)
        if response.status_code == requests.codes.not_modified:
            return None
        return _parsed(GENERATION, response)

    @contextmanager
    def medium(self, digest: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        """The bytes of a medium from `offset` on, in pieces as they come.

        HubRefused("no_medium") where the hub has none such, ("offset") behind its end. The
        pieces may raise HubAway, and may end early: whoever takes them checks the digest.
        """
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        address = f"/api/signage/media/{digest}"
        with self._send("GET", address, headers=headers, stream=True) as response:
            if offset and response.status_code != requests.codes.partial_content:
                raise HubAway(f"{response.url}: not from byte {offset} on")
            yield _chunks(response)

    def feeds(self, known: str = "") -> FeedsTaken | None:
        """News, calendars and weather; None where they are still those of the `known` tag."""
        from hub.service.signage.shapes import FEEDS  # noqa: PLC0415 - see shapes.py

        headers = {"If-None-Match": known} if known else {}
        response = self._send("GET", "/api/signage/feeds", headers=headers)
        if response.status_code == requests.codes.not_modified:
            return None
        tag = response.headers.get("ETag", "")
        return FeedsTaken(tag, _parsed(FEEDS, response))

    def plays(self, batch: Sequence[Play]) -> None:
        """Hand over proofs of play, at most MOST_PLAYS; repeating does no harm."""
        from hub.service.signage.shapes import PLAYS  # noqa: PLC0415 - see shapes.py

        body = PLAYS.dump_json(tuple(batch))
        self._send("POST", "/api/signage/plays", data=body)

    def screen(self, state: ScreenState, screenshot: bytes = b"") -> datetime | None:
        """Tell what plays now; `screenshot` is a JPEG of at most MOST_SCREENSHOT bytes.

        Returns what the hub's clock says, to the second, if the answer tells.
        """
        from hub.service.signage.shapes import SCREEN_REPORT  # noqa: PLC0415 - see shapes.py

        report = ScreenReport(state, screenshot)
        body = SCREEN_REPORT.dump_json(report)
        response = self._send("POST", "/api/signage/screen", data=body)
        with suppress(ValueError):
            return parsedate_to_datetime(response.headers.get("Date", ""))
        return None

    def events(self, after: int) -> "Stream":
        """Follow the lobby from event `after` on."""
        headers = {"Last-Event-ID": str(after), "Accept": "text/event-stream"}
        response = self._send(
            "GET", "/api/events", headers=headers, stream=True, timeout=(TIMEOUT, SILENCE)
        )
        return Stream(response)

    def _ask(self, method: str, path: str, shape: Shape[T], **options: Any) -> T:
        return _parsed(shape, self._send(method, path, **options))

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        options.setdefault("timeout", TIMEOUT)
        if "data" in options:
            options["headers"] = {"Content-Type": "application/json"}
        try:
            response = self._session.request(
                method, self._base + path, allow_redirects=False, **options
            )
        except (requests.RequestException, HTTPError) as error:
            raise HubAway(f"{self._base}: {_reason(error)}") from error
        if not response.ok or response.is_redirect:
            with response:
                raise _fault(response)
        return response


class Stream:
    """An open event stream: an iterator of the frames that arrived together.

    A heartbeat is an empty batch. Raises HubAway when the hub falls silent or hangs up.
    """

    def __init__(self, response: requests.Response) -> None:
        self._response = response
        self.revision = response.headers.get(REVISION, "")

    def __iter__(self) -> Iterator[list[Frame]]:
        frames = Frames()
        try:
            for chunk in self._response.iter_content(chunk_size=None):
                yield frames.feed(chunk)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise HubAway(f"event stream: {_reason(error)}") from error
        raise HubAway("event stream: closed by the hub")

    def hang_up(self) -> None:
        """End a wait for the next frame, from another thread."""
        # Whoever reads may have closed it meanwhile.
        with suppress(OSError, ValueError, RuntimeError):
            self._response.raw.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._response.close()


def _chunks(response: requests.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_content(CHUNK)
    except (requests.RequestException, HTTPError, OSError) as error:
        raise HubAway(f"{response.url}: {_reason(error)}") from error


def _parsed(shape: Shape[T], response: requests.Response) -> T:
    try:
        return shape.validate_json(response.content)
    except ValidationError as error:
        raise HubAway(f"{response.url}: an answer that no hub gives") from error
    except (requests.RequestException, HTTPError) as error:
        raise HubAway(f"{response.url}: {_reason(error)}") from error


def _fault(response: requests.Response) -> ClientFault:
    problem = _problem(response)
    code = problem.get("code")
    if not isinstance(code, str) or response.status_code >= requests.codes.server_error:
        return HubAway(f"{response.url}: HTTP {response.status_code}")
    if response.status_code == requests.codes.unauthorized:
        return NotEnrolled(code)
    return HubRefused(code, problem.get("details"))


def _problem(response: requests.Response) -> Mapping[str, Any]:
    try:
        problem = response.json()
    except (requests.RequestException, HTTPError):
        return {}
    return problem if isinstance(problem, dict) else {}


def _reason(error: Exception) -> str:
    """A few words for the log, without addresses of objects or query strings."""
    return "time-out" if isinstance(error, requests.Timeout) else type(error).__name__

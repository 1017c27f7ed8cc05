"""A real display and a real hub: what is called is shown, and nothing stale is shown as live."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import requests

from hub.client.api import HubClient
from hub.domain.issuing import Request
from hub.http.stream import HEARTBEAT
from tests.live import City, LiveHub, make
from tests.terminals import Terminal

COUNTER = "counter-2"
# Seconds, and more than a hub that is well ever lets pass between two beats.
LESS = HEARTBEAT + 1
FILM = ('"qt.multimedia', "No RHI backend. Using CPU conversion.")


@contextmanager
def lobby(folder: Path, first: str = "") -> Iterator[tuple[City, LiveHub, Terminal]]:
    """A hub and its display, which is live, with one number on it."""
    city = make(folder / "city")
    with LiveHub(city) as hub, Terminal(city, "signage", "display-1", first) as display:
        as_clerk(city, "PUT", "", open=True)
        label = call(city)
        display.hand.do(see="live", seconds=30)
        display.hand.do(read="call-number", text=label)
        yield city, hub, display


def as_clerk(city: City, method: str, verb: str, **body: object) -> requests.Response:
    """Do something at the counter."""
    with closing(requests.Session()) as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {city.clerk}"
        url = f"{city.address}/api/counters/{COUNTER}{verb}"
        answer = session.request(method, url, json=body, timeout=5)
    answer.raise_for_status()
    return answer


def call(city: City) -> str:
    """Somebody comes, takes a number and is called; the number."""
    with HubClient(city.address, city.tokens["kiosk-1"]) as kiosk:
        label = kiosk.issue(Request(uuid4().hex, "residence")).ticket.label
    called = as_clerk(city, "POST", "/call-next", command=uuid4().hex).json()
    assert called["ticket"]["label"] == label
    return label


def test_a_hub_that_dies_and_comes_back(tmp_path: Path) -> None:
    with lobby(tmp_path) as (city, hub, display):
        display.hand.do(read="call-number", text=call(city))
        hub.kill()
        display.hand.do(see="checking", seconds=5)
        hub.start()
        meanwhile = call(city)
        display.hand.do(see="live")
        display.hand.do(read="call-number", text=meanwhile)
        display.hand.do(end=True)
        assert display.program.process.wait(20) == 0
        assert not [line for line in display.log.splitlines() if is_complaint(line)]


def is_complaint(line: str) -> bool:
    """By the clock a film may be up: what Qt tells of it where there is no GPU is none."""
    of_film = any(words in line for words in FILM)
    return '"critical"' in line or ('"qt"' in line and not of_film)


def test_a_hub_that_hangs_is_noticed_by_its_silence(tmp_path: Path) -> None:
    """A display of less patience: a test has none to wait for."""
    first = f"import hub.client.api; hub.client.api.SILENCE = {LESS}"
    with lobby(tmp_path, first) as (city, hub, display):
        assert hub.process is not None
        hub.process.send_signal(signal.SIGSTOP)
        display.hand.do(see="checking", seconds=LESS + 5)
        hub.process.send_signal(signal.SIGCONT)
        display.hand.do(see="live")
        display.hand.do(read="call-number", text=call(city))


def test_a_display_that_starts_without_its_hub_shows_what_it_knew_as_old(tmp_path: Path) -> None:
    with lobby(tmp_path) as (_, hub, display):
        hub.kill()
        display.kill()
        display.start()
        display.hand.do(see="checking", seconds=30)
        hub.start()
        display.hand.do(see="live")

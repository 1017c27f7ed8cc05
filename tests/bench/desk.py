"""The desk: from the text of a code to the filled page, and to paper, over a real socket."""

import time
from collections.abc import Iterator
from pathlib import Path

import requests

from hub.service.access import Role
from tests import forms_people
from tests.bench.figures import Figure, percentile
from tests.desks import HubKiosk
from tests.hubs import RunningHub, running

# Codes of the demo city's family of four.
CODES = 60


def pages(folder: Path) -> Iterator[Figure]:
    """What a clerk waits for: the code is sent, the page with the official forms is there."""
    shown, printed = [], []
    with running(folder) as hub:
        kiosk, clerk = HubKiosk(hub, forms_people.book()), _clerk(hub)
        for _ in range(CODES):
            (text, *_) = kiosk.seal(forms_people.FAMILY.answers).texts
            began = time.perf_counter()
            where = (
                hub.address + clerk.post(f"{hub.address}/desk/open", {"text": text}).json()["go"]
            )
            page = clerk.get(where)
            shown.append(time.perf_counter() - began)
            assert 'class="sheet"' in page.text
            began = time.perf_counter()
            assert clerk.get(f"{where}/pdf").content.startswith(b"%PDF")
            printed.append(time.perf_counter() - began)
    yield Figure("code to filled page, p50", percentile(shown, 0.5) * 1000, "ms", 300)
    yield Figure("code to filled page, p95", percentile(shown, 0.95) * 1000, "ms", 300)
    # The first reads the fonts: a clerk's first look at the desk's page does that before.
    yield Figure("official forms as PDF, p50", percentile(printed, 0.5) * 1000, "ms")


def _clerk(hub: RunningHub) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.cookies["machiai"] = hub.token(Role.CLERK, "sato")
    session.headers.update({"Sec-Fetch-Site": "same-origin", "X-Machiai": "script"})
    return session

"""Faults of the appointments in visits.yaml that show only beside services and counters."""

from collections.abc import Iterator
from itertools import chain

from config.cross import Documents, select, texts
from config.document import Keys
from config.faults import Fault, near

VISITS, SERVICES, COUNTERS = "visits.yaml", "services.yaml", "counters.yaml"
PLAN = "appointments.services.*"


def appointment_faults(documents: Documents) -> Iterator[Fault]:
    """Every fault of what can be booked."""
    return chain(_finished_papers(documents), _counters(documents))


def _finished_papers(documents: Documents) -> Iterator[Fault]:
    """Papers that are ready are called by number, not by time."""
    ids = dict(texts(documents[SERVICES], "*.id"))
    board = {
        ids.get((*path[:-1], "id"))
        for path, value in select(documents[SERVICES], "*.board")
        if value is True
    }
    for path, name in texts(documents[VISITS], f"{PLAN}.service"):
        if name in board:
            message = "できあがりを知らせる業務（board: true）は、予約を受けられません。"
            yield documents[VISITS].fault(path, message)


def _counters(documents: Documents) -> Iterator[Fault]:
    """A counter that there is not, that has another service, or whose hours nobody knows."""
    document = documents[COUNTERS]
    if not document.readable:
        return
    known = {name: path[:-1] for path, name in texts(document, "*.id")}
    services = dict(texts(documents[VISITS], f"{PLAN}.service"))
    for path, name in texts(documents[VISITS], f"{PLAN}.counters.*"):
        if name not in known:
            message = "この id の窓口は counters.yaml にありません。"
            yield documents[VISITS].fault(path, message, near=near(name, known))
            continue
        service = services.get((*path[:3], "service"), "")
        if message := _unfit(documents, known[name], service):
            yield documents[VISITS].fault(path, message)


def _unfit(documents: Documents, entry: Keys, service: str) -> str:
    """Why no seats come from this counter; empty where some do."""
    document = documents[COUNTERS]
    received = [name for path, name in texts(document, "*.profile.*.service") if path[:1] == entry]
    if service and service not in received:
        return f"この窓口は、業務 {service} を受け持っていません（counters.yaml の profile）。"
    planned = {path[:1] for path, value in select(document, "*.hours") if value}
    if entry not in planned:
        return "この窓口に hours（職員がいる予定の時間）がないので、席の数が決まりません。"
    return ""

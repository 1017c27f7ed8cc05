"""Figures for Prometheus. Counts and times only: nothing about a person."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from hub.domain.errors import Refused
from hub.domain.estimate.promises import Kept, kept, today
from hub.domain.events import Event, Kind
from hub.domain.lobby import Lobby
from hub.http.endpoints import Open
from hub.http.problems import BadRequest
from hub.service.access import Denied
from hub.service.board import Board
from hub.service.ports import Journal, Transaction

# Figures as they are known in the event loop.
Tell = Callable[[], Iterable[Metric]]

_GROUPS = (1, 2, 4, 8, 16, 32, 64)
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """The hub's figures. Belongs to the event loop."""

    def __init__(self, board: Board, readers: Callable[[], int]) -> None:
        self._registry = registry = CollectorRegistry()
        self._issued = Counter("machiai_tickets_issued", "Tickets", ["service"], registry=registry)
        self._calls = Counter(
            "machiai_calls", "Calls, repeated ones too", ["service"], registry=registry
        )
        self._refused = Counter(
            "machiai_refused", "Requests not carried out", ["code"], registry=registry
        )
        self._dropped = Counter(
            "machiai_readers_dropped", "Stalled event readers", registry=registry
        )
        self._group = Histogram(
            "machiai_commit_group", "Commands in a transaction", registry=registry, buckets=_GROUPS
        )
        self._seconds = Histogram(
            "machiai_commit_seconds", "Time of a transaction", registry=registry, buckets=_SECONDS
        )
        self._rooms: list[Tell] = []
        self._registry.register(_Now(board, readers, self._rooms))
        board.listen(self._count)

    def also(self, tell: Tell) -> None:
        """Show what this tells too."""
        self._rooms.append(tell)

    def endpoints(self) -> tuple[Open, ...]:
        return (
            Open(
                method="GET",
                path="/metrics",
                run=self._show,
                summary="Figures for Prometheus",
                tag="health",
            ),
        )

    def group(self, commands: int) -> None:
        """So many commands shared a transaction."""
        self._group.observe(commands)

    def timed(self, journal: Journal) -> "TimedJournal":
        """The journal, with the time of its transactions measured."""
        return TimedJournal(journal, self._seconds.observe)

    def dropped(self) -> None:
        """A reader of events was hung up on."""
        self._dropped.inc()

    def refused(self, error: Exception) -> None:
        """A request was not carried out."""
        code = str(error.code) if isinstance(error, Refused | Denied | BadRequest) else "storage"
        self._refused.labels(code).inc()

    def _count(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.kind in (Kind.ISSUED, Kind.ADOPTED):
                self._issued.labels(event.tickets[0].service).inc()
            elif event.kind in (Kind.CALLED, Kind.RECALLED):
                self._calls.labels(event.tickets[-1].service).inc()

    async def _show(self, _request: Request) -> Response:
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


class TimedJournal:
    """A journal that tells the seconds that each transaction took, waiting included."""

    def __init__(self, journal: Journal, observe: Callable[[float], None]) -> None:
        self._observe = observe
        self._inner = journal
        self.today = journal.today
        self.events = journal.events

    @contextmanager
    def transaction(self, expected: Collection[str] = ()) -> Iterator[Transaction]:
        begun = perf_counter()
        with self._inner.transaction(expected) as turn:
            yield turn
        self._observe(perf_counter() - begun)


class _Now(Collector):
    """What is counted when it is asked for."""

    def __init__(self, board: Board, readers: Callable[[], int], rooms: Iterable[Tell]) -> None:
        self._board = board
        self._readers = readers
        self._rooms = rooms

    def collect(self) -> Iterator[Metric]:
        lobby = self._board.lobby
        waiting = GaugeMetricFamily("machiai_waiting", "People waiting", labels=["service"])
        for service in lobby.site.services:
            waiting.add_metric([service], lobby.waiting(service))
        yield waiting
        yield _gauge("machiai_event_readers", "Open event streams", self._readers())
        yield _gauge("machiai_last_event", "Id of the latest event", lobby.last_event)
        yield from _promises(lobby)
        counters = sum(state.is_open for state in lobby.counters.values())
        yield _gauge("machiai_counters_open", "Open counters", counters)
        for tell in self._rooms:
            yield from tell()


def _promises(lobby: Lobby) -> Iterator[Metric]:
    """How today's promises of waiting times have been kept."""
    day = [today(lobby)]
    found = {service: kept(day, service) for service in lobby.site.services}
    told: tuple[tuple[str, str, Callable[[Kept], float]], ...] = (
        ("promised", "Visitors called today who were told a wait", lambda own: own.promised),
        ("promises_kept_ratio", "Share of them called within it", lambda own: own.inside),
        ("promise_error_minutes", "Error of the middle, on the average", lambda own: own.error),
        ("promise_late_minutes", "Middle less real wait, on the average", lambda own: own.late),
    )
    for name, words, value in told:
        gauge = GaugeMetricFamily(f"machiai_{name}", words, labels=["service"])
        for service, own in found.items():
            if own.promised:
                gauge.add_metric([service], value(own))
        yield gauge


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)

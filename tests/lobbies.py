"""A small lobby for tests: six lines to a situation, time under the test's control."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hub.domain import day, issuing, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.events import Event
from hub.domain.lobby import Lobby, apply
from hub.domain.site import (
    Counter,
    Kiosk,
    PriorityClass,
    Rules,
    Service,
    Site,
    Span,
    business_day,
)
from hub.domain.tickets import Ticket

# Tuesday 24 November 2026, 9:00 in Tokyo.
NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
ALL_DAY = dict.fromkeys(range(7), (Span(time(0), time(23, 59)),))
OFFICE = dict.fromkeys(range(5), (Span(time(8, 30), time(17, 15)),))
MINUTE = timedelta(minutes=1)


def service(key: str, prefix: str, **changes: Any) -> Service:
    """A service that is always open."""
    basic = Service(key, prefix, {"ja": f"業務{prefix}"}, {"ja": ""}, hours=ALL_DAY)
    return replace(basic, **changes)


def counter(number: int, **profile: int) -> Counter:
    """A counter with its services and the minutes that it is behind with each."""
    behind = {key: timedelta(minutes=minutes) for key, minutes in profile.items()}
    return Counter(f"c{number}", str(number), {"ja": f"{number}番窓口"}, behind)


def site(**changes: Any) -> Site:
    """Certificates (then payment, then pick-up on the board), moving, and tax."""
    services = (
        service("cert", "A", steps=("pay", "pickup")),
        service("move", "B"),
        service("tax", "E", daily_maximum=3),
        service("pay", "K", at_kiosk=False),
        service("pickup", "P", at_kiosk=False, board=True),
    )
    counters = (counter(1, cert=0), counter(2, cert=0, move=0), counter(3, move=0, tax=0, cert=15))
    cashier = counter(9, pay=0, pickup=0)
    classes = (
        PriorityClass("elderly", {"ja": "高齢の方"}, 5 * MINUTE),
        PriorityClass("pregnant", {"ja": "妊娠中の方"}, 15 * MINUTE),
    )
    basic = Site(
        id="test",
        name={"ja": "待合市役所"},
        place={"ja": "1階"},
        timezone="Asia/Tokyo",
        languages=("ja", "en"),
        services={item.id: item for item in services},
        counters={item.id: item for item in (*counters, cashier)},
        classes={item.id: item for item in classes},
        kiosks={
            "kiosk-1": Kiosk("kiosk-1", "発券機1", "X", ("cert", "move", "tax")),
            "kiosk-2": Kiosk("kiosk-2", "発券機2", "Y", ("cert", "move", "tax")),
        },
        rules=Rules(),
    )
    return replace(basic, **changes)


@dataclass
class World:
    """A lobby with its journal in memory. `now` moves only when the test moves it."""

    site: Site = field(default_factory=site)
    now: datetime = NINE
    events: list[Event] = field(default_factory=list)
    series: dict[str, int] = field(default_factory=dict)
    records: dict[str, Ticket] = field(default_factory=dict)
    made: int = 0

    def __post_init__(self) -> None:
        self.lobby = Lobby(self.site)
        self.commit(day.start_day(self.lobby, business_day(self.site, self.now), self.now))

    def next_ordinal(self, series: str) -> int:
        self.series[series] = self.series.get(series, -1) + 1
        return self.series[series]

    def ticket(self, ticket_id: str) -> Ticket | None:
        return self.records.get(ticket_id)

    def commit(self, decision: Decision) -> Ticket:
        for event in decision.events:
            numbered = replace(event, id=self.lobby.last_event + 1)
            apply(self.lobby, numbered)
            self.events.append(numbered)
            self.records.update((ticket.id, ticket) for ticket in numbered.tickets)
        return decision.ticket  # type: ignore[return-value]

    def act(self, counter_id: str | None = None, by: str = "test") -> Act:
        return Act(self.lobby, self.now, counter_id, by)

    def do(self, counter_id: str | None, action: Callable[[Act], Decision]) -> Ticket:
        return self.commit(action(self.act(counter_id)))

    def new_id(self) -> str:
        self.made += 1
        return f"{self.made:032x}"

    def issue(self, service_id: str = "cert", priority: str | None = None, **more: Any) -> Ticket:
        request = issuing.Request(self.new_id(), service_id, priority=priority, **more)
        return self.commit(issuing.issue(self.act(by="kiosk-1"), self, request))

    def open(self, *counters: str) -> None:
        for counter_id in counters:
            self.do(counter_id, lambda act: day.open_counter(act, act.counter or "", "佐藤"))

    def call(self, counter_id: str = "c1") -> Ticket:
        return self.do(counter_id, serving.call_next)

    def finish(self, ticket: Ticket, *, onward: bool = False) -> Ticket:
        """The counter where the visitor stands finishes."""
        return self.do(ticket.counter, lambda act: serving.finish(act, ticket.id, onward=onward))

    def transfer(self, ticket: Ticket, counter_id: str | None, **target: Any) -> Ticket:
        return self.do(counter_id, lambda act: moving.transfer(act, ticket.id, **target))

    def undo(self, counter_id: str = "c1") -> Ticket:
        return self.do(counter_id, moving.undo)

    def later(self, minutes: float = 1) -> None:
        self.now += timedelta(minutes=minutes)

    def line(self, service_id: str) -> list[str]:
        """The waiting numbers of a service in calling order."""
        return [self.lobby.tickets[key].label for *_, key in self.lobby.queues[service_id]]

    def see(self, ticket: Ticket) -> Ticket:
        """The ticket's present record."""
        return self.records[ticket.id]

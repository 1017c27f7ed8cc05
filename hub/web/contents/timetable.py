"""What a screen shows through a day and a week: stretches of time in which the same things turn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.signage.active import instant
from hub.domain.signage.content import Playable
from hub.domain.signage.hours import Stretch, View, stretches
from hub.domain.signage.programme import Programme
from hub.domain.signage.turns import Turn

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """An item within a block: how often an hour it comes, on the average."""

    id: str
    title: str
    an_hour: float
    spot: bool


@dataclass(frozen=True, slots=True)
class ZoneBlock:
    """One zone within a block; `is_empty` where for some time there is nothing to show."""

    zone: str
    shown: tuple[Shown, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A time, half-open and local, in which the same layout and the same items are up."""

    begins: datetime
    ends: datetime
    layout: str
    zones: tuple[ZoneBlock, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A block in the week's table, `rows` time bands high."""

    block: Block
    rows: int


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the week's table: from `begins` on; a None cell is covered from above."""

    begins: time
    cells: tuple[Cell | None, ...]


@dataclass(slots=True)
class _Growing:
    """A block while its stretches are put together."""

    begins: datetime
    ends: datetime
    layout: str
    counts: dict[str, Counter[str]]
    empty: set[str]
    spots: set[str]
    titles: dict[str, str]

    def add(self, turns: Mapping[str, Sequence[Turn]]) -> None:
        for zone, found in turns.items():
            counts = self.counts.setdefault(zone, Counter())
            for turn in found:
                if turn.item is None:
                    self.empty.add(zone)
                    continue
                counts[turn.item.id] += 1
                self.titles[turn.item.id] = turn.item.title
                if turn.campaign:
                    self.spots.add(turn.item.id)

    def block(self, zone: ZoneInfo) -> Block:
        hours = (self.ends - self.begins) / HOUR
        zones = tuple(
            ZoneBlock(
                name,
                tuple(
                    Shown(key, self.titles[key], counts[key] / hours, key in self.spots)
                    for key in sorted(counts, key=lambda key: (-counts[key], self.titles[key]))
                ),
                name in self.empty,
            )
            for name, counts in self.counts.items()
        )
        begins, ends = self.begins.astimezone(zone), self.ends.astimezone(zone)
        return Block(begins, ends, self.layout, zones)


def day_blocks(
    programme: Programme, screen: str, day: date, playable: Playable
) -> tuple[Block, ...]:
    """A local day from midnight to midnight, without a gap."""
    zone = ZoneInfo(programme.calendar.timezone)
    begin, end = instant(day, time(), zone), instant(day + timedelta(days=1), time(), zone)
    blocks: list[Block] = []
    for stretch in _stretches(programme, screen, begin, end, playable):
        growing = _Growing(
            max(begin, stretch.begins),
            min(end, stretch.ends),
            stretch.layout.title or stretch.layout.id,
            *({}, set(), set(), {}),
        )
        growing.add(stretch.zones)
        block = growing.block(zone)
        if blocks and _goes_on(blocks[-1], block):
            blocks[-1] = _joined(blocks[-1], block)
        else:
            blocks.append(block)
    return tuple(blocks)


def _stretches(
    programme: Programme, screen: str, begin: datetime, end: datetime, playable: Playable
) -> Iterator[Stretch]:
    view = View(programme, playable)
    hour = begin.astimezone(UTC).replace(minute=0)
    while hour < end:
        for stretch in stretches(view, screen, hour):
            if stretch.ends > begin and stretch.begins < end:
                yield stretch
        hour += HOUR


def _goes_on(one: Block, other: Block) -> bool:
    """Are the same things up? How often each comes may differ a little from hour to hour."""
    return one.layout == other.layout and [
        (zone.zone, {item.id for item in zone.shown}, zone.is_empty) for zone in one.zones
    ] == [(zone.zone, {item.id for item in zone.shown}, zone.is_empty) for zone in other.zones]


def _joined(one: Block, other: Block) -> Block:
    first, second = (one.ends - one.begins) / HOUR, (other.ends - other.begins) / HOUR
    also = {(zone.zone, item.id): item.an_hour for zone in other.zones for item in zone.shown}
    zones = tuple(
        replace(
            zone,
            shown=tuple(
                replace(
                    item,
                    an_hour=(item.an_hour * first + also[zone.zone, item.id] * second)
                    / (first + second),
                )
                for item in zone.shown
            ),
        )
        for zone in one.zones
    )
    return replace(one, ends=other.ends, zones=zones)


def bands(days: Sequence[tuple[Block, ...]]) -> tuple[Band, ...]:
    """The week as a table: its rows begin where on any of the days something changes."""
    edges = sorted({block.begins.time() for blocks in days for block in blocks})
    return tuple(Band(edge, tuple(_cell(blocks, edge, edges) for blocks in days)) for edge in edges)


def _cell(blocks: tuple[Block, ...], edge: time, edges: Sequence[time]) -> Cell | None:
    for block in blocks:
        if block.begins.time() == edge:
            last = block.ends.time() if block.ends.date() == block.begins.date() else time.max
            return Cell(block, sum(edge <= one < last for one in edges))
    return None

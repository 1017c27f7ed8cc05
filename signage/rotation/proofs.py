"""Proof that a sponsor's spot was shown: from when to when, and whether whole. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hub.domain.signage.content import media_of
from hub.domain.signage.programme import Play
from signage.rotation.slides import Slide

# A cross-fade and a late look at the clock: so much may be missing from a whole play.
TOLERANCE = timedelta(seconds=1.5)


@dataclass(frozen=True, slots=True)
class Running:
    """A spot that is up in a zone since `since`; `spoilt` by a fault, or by what covered it."""

    slide: Slide
    since: datetime
    spoilt: bool = False


@dataclass(frozen=True, slots=True)
class Watched:
    """The spots that are up, by zone."""

    running: Mapping[str, Running] = field(default_factory=dict)


def shown(
    watched: Watched, zone: str, slide: Slide, now: datetime, proof: Callable[[Running], Play]
) -> tuple[Watched, tuple[Play, ...]]:
    """`slide` is up in `zone` now; the proof of the spot that it took the place of, if it did."""
    before = watched.running.get(zone)
    if before is not None and _same_turn(before.slide, slide):
        return watched, ()
    plays = (proof(before),) if before is not None else ()
    others = {name: item for name, item in watched.running.items() if name != zone}
    if slide.campaign:
        others[zone] = Running(slide, now)
    return Watched(others), plays


def spoil(watched: Watched, zone: str | None = None) -> Watched:
    """What is up in `zone` (None: in all) was not to be seen whole."""
    return Watched(
        {
            name: replace(item, spoilt=item.spoilt or zone in (None, name))
            for name, item in watched.running.items()
        }
    )


def play(running: Running, screen: str, now: datetime, id_: str) -> Play:
    """The proof of a spot that has just ended."""
    slide, item = running.slide, running.slide.item
    seconds = max(timedelta(), min(now, slide.until + TOLERANCE) - running.since)
    whole = not running.spoilt and seconds >= slide.until - slide.began - TOLERANCE
    return Play(
        id=id_,
        screen=screen,
        item=item.id if item else "",
        title=item.title if item else "",
        campaign=slide.campaign,
        digest=next(iter(media_of(item.content)) if item else iter(()), ""),
        began=running.since,
        seconds=round(seconds.total_seconds(), 1),
        whole=whole,
    )


def _same_turn(before: Slide, slide: Slide) -> bool:
    """Pages and languages of one turn are one play."""
    one, other = ((item.item and item.item.id, item.began) for item in (before, slide))
    return one == other

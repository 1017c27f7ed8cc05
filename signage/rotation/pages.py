"""A list that is longer than its zone is shown in pages, by turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Generic, TypeVar

T = TypeVar("T")

# Long enough to look up one line among a dozen numbers and to read it.
TURN = timedelta(seconds=8)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`items` of page `index` (from 0) out of `count` pages; an empty list is one empty page."""

    items: tuple[T, ...] = ()
    index: int = 0
    count: int = 1


def page(items: Sequence[T], most: int, now: datetime) -> Page[T]:
    """The page that is up at `now`, with at most `most` items.

    Which one follows from the clock alone, so that all zones turn together, no two displays
    differ, and a clock that jumps does no harm. The pages are about equally full.
    """
    count = max(1, ceil(len(items) / most))
    size = ceil(len(items) / count)
    index = (now - _EPOCH) // TURN % count
    return Page(tuple(items[index * size : (index + 1) * size]), index, count)


def next_turn(now: datetime) -> datetime:
    """When the pages turn next; later than `now`."""
    return _EPOCH + ((now - _EPOCH) // TURN + 1) * TURN

"""Times are counted in classes: narrow while they are short, wider while they are long.

So any number of visits takes the same room, two days are merged by adding, and a percentile is
wrong by less than the width of one class.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

# (up to, width), in minutes; what is longer is all in the last class.
_STEPS = ((10, 1.0), (20, 2.5), (60, 5.0), (120, 15.0), (240, 60.0))


def _edges() -> Iterator[float]:
    start = 0.0
    for end, wide in _STEPS:
        yield from (start + at * wide for at in range(round((end - start) / wide)))
        start = end
    yield start


# Where each class begins, in minutes: half-open, as all intervals here.
EDGES = tuple(_edges())
CLASSES = len(EDGES)


def place(minutes: float) -> int:
    """The class of a time; a negative one, by a clock put back, counts as none."""
    return max(0, bisect_right(EDGES, minutes) - 1)


def width(minutes: float) -> float:
    """By how much a percentile near this time can be wrong, in minutes."""
    at = min(place(minutes), CLASSES - 2)
    return EDGES[at + 1] - EDGES[at]


def quantile(counts: Sequence[int], share: float) -> float | None:
    """The time that `share` (0 to 1) of the visits did not exceed, in minutes; None of nobody.

    Within a class visits are taken to lie evenly. In the last class it is where that begins.
    """
    total = sum(counts)
    if not total:
        return None
    wanted, before = share * total, 0
    for at, count in enumerate(counts):
        if count and before + count >= wanted:
            part = (wanted - before) / count
            return EDGES[at] + part * (EDGES[at + 1] - EDGES[at] if at + 1 < CLASSES else 0)
        before += count
    return EDGES[-1]


def within(counts: Sequence[int], minutes: float) -> float | None:
    """The share of visits below this time; exact where a class ends there. None of nobody."""
    total = sum(counts)
    if not total:
        return None
    at = place(minutes)
    below = [0, *accumulate(counts)]
    part = (minutes - EDGES[at]) / (EDGES[at + 1] - EDGES[at]) if at + 1 < CLASSES else 0.0
    return (below[at] + counts[at] * part) / total


def names(scale: float = 1.0) -> tuple[str, ...]:
    """What the classes are called: "0〜1分", the last "240分〜"."""
    ends = [f"{edge * scale:g}" for edge in EDGES]
    return (*(f"{low}〜{high}分" for low, high in pairwise(ends)), f"{ends[-1]}分〜")

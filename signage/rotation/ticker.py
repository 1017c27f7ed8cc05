"""The bottom line: the city's own sentences, and what today's hours ask to be said."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from hub.domain.opening import Reason
from hub.domain.site import Service, Text
from hub.domain.waiting import Congestion
from signage.rotation.pages import page


@dataclass(frozen=True, slots=True)
class Closing:
    """A service that gives no more numbers today, and why."""

    service: Service
    reason: Reason


Line = Text | Closing


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a part of one, in its language."""

    text: str = ""
    language: str = "ja"


_SAID = (Reason.ENDED, Reason.BY_STAFF, Reason.FULL)
_ENDS = "。、！？）」.,!?・ "


def lines(texts: Sequence[Text], table: Sequence[Congestion]) -> tuple[Line, ...]:
    """The city's sentences; then, while others are still open, the services that have closed."""
    closed = [row for row in table if row.opening.reason in _SAID]
    if len(closed) == len(table):
        return tuple(texts)
    return (*texts, *(Closing(row.service, row.opening.reason) for row in closed))


def line(of: Iterable[Said], room: float, now: datetime) -> Said:
    """The part that is up at `now`, of `room` ems at most; they take turns with the pages."""
    said = [Said(part, item.language) for item in of for part in parts(item.text, room)]
    return next(iter(page(said, 1, now).items), Said())


def parts(text: str, room: float) -> Iterator[str]:
    """The text in parts that fit into so many ems; they end where a reader breathes, if they can.

    Nothing at all of a text without words.
    """
    rest = " ".join(text.split())
    while ems(rest) > room:
        fits = next(n for n in range(len(rest), 0, -1) if n == 1 or ems(rest[:n]) <= room)
        breath = max(rest.rfind(sign, 0, fits) for sign in _ENDS) + 1
        cut = breath if breath > fits // 2 else fits
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest


def ems(text: str) -> float:
    """About how wide a text is, as a multiple of its height."""
    return reduce(lambda sum_, sign: sum_ + _em(sign), text, 0.0)


def _em(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.56

"""What the emergency layer of a kiosk or display says, in which languages, until when. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from assets.words import JAPANESE, Words, load
from hub.domain.alerts import Alert, Calls, Status, next_change, standing
from hub.domain.site import Text
from kiosk.shell.phrases import unbroken

# How long the second language stands before the next one takes its place. A reader of Nepali
# among ten languages waits a minute and a half at the most.
TURN = timedelta(seconds=10)
# From this level on everybody is told what to do in words that the Cabinet Office has fixed
# (避難情報に関するガイドライン), so that they can stand for a text that nobody has translated.
FIXED = 3
# Other emergencies that are named in a line each.
MOST_OTHERS = 2
# Seconds between two looks of the layer: whatever is told and however often, nothing flashes more
# than three times in a second (WCAG 2.2, SC 2.3.1).
LEAST_APART = 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """One language of the layer; `area` and `instruction` may be empty."""

    language: str
    headline: str
    instruction: str = ""
    area: str = ""
    updated: str = ""
    level: str = ""
    drill: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The layer at an instant. `shape` is empty where there is nothing to show: no box is drawn.

    `first` is the main language, `second` stands beside it; `others` names what else goes on,
    a line each.
    `level` is 0 to 5 and gives the colour. `calls`: the calls of the queue go on.
    """

    shape: Literal["", "band", "cover"] = ""
    alert: str = ""
    drill: bool = False
    level: int = 0
    calls: bool = True
    first: Column = Column("ja", "")
    second: Column | None = None
    others: str = ""


NOTHING = Panel()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a terminal shows emergencies.

    `languages` are the site's, `first` the main one; `words` gives the fixed words (area
    "emergency") of a language; `covers` says which alerts take the whole screen.
    """

    timezone: str
    languages: Sequence[str]
    words: Callable[[str], Words]
    covers: Callable[[Alert], bool]
    first: str = "ja"


def panel(
    alerts: Iterable[Alert], manner: Manner, now: datetime, read: frozenset[tuple[str, datetime]]
) -> Panel:
    """What is shown at `now`; `read` are bands that were put away, by id and time of update."""
    shown = standing(alerts, now)
    unread = [
        item for item in shown if manner.covers(item) or (item.id, item.updated_at) not in read
    ]
    if not unread:
        return NOTHING
    top, *rest = unread
    beside = _beside(top, manner)
    return Panel(
        shape="cover" if manner.covers(top) else "band",
        alert=top.id,
        drill=top.status is Status.EXERCISE,
        level=top.level,
        calls=top.calls is Calls.GO_ON,
        first=_column(top, manner, manner.first),
        second=_column(top, manner, beside[_turn(now) % len(beside)]) if beside else None,
        others="\n".join(_line(item, manner) for item in rest[:MOST_OTHERS]),
    )


def until(alerts: Iterable[Alert], manner: Manner, now: datetime) -> datetime | None:
    """When the panel changes next by the clock alone; None: it does not."""
    known = tuple(alerts)
    edges = [edge] if (edge := next_change(known, now)) else []
    if any(len(_beside(alert, manner)) > 1 for alert in standing(known, now)):
        edges.append(datetime.fromtimestamp((_turn(now) + 1) * TURN.total_seconds(), UTC))
    return min(edges, default=None)


def _turn(now: datetime) -> int:
    """By the clock, so that all screens of a lobby turn together."""
    return int(now.timestamp() // TURN.total_seconds())


def _beside(alert: Alert, manner: Manner) -> tuple[str, ...]:
    """The languages that take turns beside the main one, Japanese first where it is not that."""
    if manner.first not in JAPANESE:
        return ("ja",)
    spoken = (language for language in manner.languages if language != manner.first)
    return tuple(language for language in spoken if _has(alert, language) and language != "ja")


def _has(alert: Alert, language: str) -> bool:
    return bool(alert.headline.get(language)) or (alert.level >= FIXED and language != "ja")


def _column(alert: Alert, manner: Manner, language: str) -> Column:
    """What a language says; one that says nothing and has no fixed words says it in Japanese."""
    if not _has(alert, language):
        language = "ja"
    words = manner.words(language)
    fixed = words.text(f"emergency.level.{alert.level}") if alert.level >= FIXED else ""
    headline = alert.headline.get(language, "").strip()
    drill = alert.status is Status.EXERCISE
    hold = unbroken if language == "ja" else str
    return Column(
        language=language,
        headline=hold(headline or fixed),
        instruction=hold(_said(alert.instruction, language) or (fixed if headline else "")),
        area=_said(alert.area, language),
        updated=_updated(alert, manner, words),
        level=_level(alert, words),
        drill=words.text("emergency.drill") if drill else "",
        note=words.text("emergency.drill_note") if drill else "",
    )


def _level(alert: Alert, words: Words) -> str:
    if not alert.level:
        return words.text("emergency.heading")
    return words.text("emergency.level", level=alert.level)


def _said(text: Text | None, language: str) -> str:
    return (text or {}).get(language, "").strip()


def _updated(alert: Alert, manner: Manner, words: Words) -> str:
    at = alert.updated_at.astimezone(ZoneInfo(manner.timezone))
    return words.text(
        "emergency.updated",
        month=at.month,
        day=at.day,
        time=f"{at.hour}:{at.minute:02}",
    )


def _line(alert: Alert, manner: Manner) -> str:
    column = _column(alert, manner, manner.first)
    marks = filter(None, (column.drill, column.level if alert.level else ""))
    return " ".join((*(f"【{mark}】" for mark in marks), column.headline))


@lru_cache(maxsize=16)
def catalogue(language: str) -> Words:
    """What the layer says besides, read once."""
    return load(language, "emergency")


class Steady:
    """Lets a panel change at once, and then not again for LEAST_APART seconds."""

    def __init__(self) -> None:
        self.shown = NOTHING
        self._changed_at = float("-inf")

    def show(self, made: Panel, at: float) -> bool:
        """Whether `shown` is `made` now; False: ask again soon. `at`: a clock that nobody sets."""
        if made == self.shown:
            return True
        if at - self._changed_at < LEAST_APART:
            return False
        self.shown, self._changed_at = made, at
        return True

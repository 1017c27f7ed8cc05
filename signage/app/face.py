"""The words and figures on the display: a frame said in Japanese, calls with an English line.

Pure. Nothing that is not known to be true now gets a figure.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from assets.words import Words, load
from hub.domain import dates
from hub.domain.lobby import Call
from hub.domain.opening import Opening, Reason
from hub.domain.site import Direction, Site, is_board, words
from hub.domain.waiting import Congestion, Wait, phrase
from signage.rotation.frame import Frame
from signage.rotation.languages import languages
from signage.rotation.stage import Shown
from signage.rotation.ticker import Closing, Line, Said

_ARROWS = {
    Direction.LEFT: "arrow_back",
    Direction.RIGHT: "arrow_forward",
    Direction.UP: "arrow_upward",
    Direction.STRAIGHT: "arrow_upward",
}


@dataclass(frozen=True, slots=True)
class LargeCall:
    """`cue` names this very call: a new one starts the cue, "" asks for none."""

    key: str
    label: str
    counter: str
    english: str
    arrow: str
    floor: str
    ready: str
    cue: str


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A line of the last calls."""

    key: str
    label: str
    counter: str


@dataclass(frozen=True, slots=True)
class ReadyNumber:
    """A number on the ready board."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A line of the waiting table; `note` stands in place of the figures where there are none."""

    key: str
    prefix: str
    name: str
    people: str
    wait: str
    level: str
    crowd: str
    note: str


@dataclass(frozen=True, slots=True)
class Face:
    """All that the display says beside its rotation. `known`: there is something to show."""

    city: str = ""
    date: str = ""
    long_date: str = ""
    clock: str = ""
    live: bool = False
    known: bool = False
    trouble: str = ""
    calls: tuple[LargeCall, ...] = ()
    recent: tuple[ListedCall, ...] = ()
    ready: tuple[ReadyNumber, ...] = ()
    ready_page: str = ""
    board_lines: int = 0
    line: str = ""
    line_language: str = "ja"


@dataclass(frozen=True, slots=True)
class Voice:
    """The words in the two languages of the display."""

    ja: Words
    en: Words

    def of(self, language: str) -> Words:
        """The fixed words of notices, in any language."""
        return _notice_words(language)


@lru_cache(maxsize=16)
def _notice_words(language: str) -> Words:
    return load(language, "notice")


def clock_face(voice: Voice, now: datetime, site: Site | None) -> Face:
    """What stands even without news: the city, where it is known, and the time there."""
    local = now.astimezone(ZoneInfo(site.timezone)) if site else now.astimezone()
    return Face(
        city=words(site.name, "ja") if site else "",
        date=dates.short_date(voice.ja, local.date()),
        long_date=dates.long_date(voice.ja, local.date()),
        clock=dates.clock(local),
    )


def large_call(voice: Voice, site: Site, shown: Shown) -> LargeCall:
    """A call on the panel, with where to go."""
    call = shown.call
    counter = site.counters.get(call.counter)
    number = counter.number if counter else ""
    direction = counter.direction if counter else Direction.STRAIGHT
    return LargeCall(
        key=call.ticket,
        label=call.label,
        counter=number,
        english=voice.en.text("signage.call.go", counter=number) if number else "",
        arrow=_ARROWS[direction],
        floor=voice.ja.text("signage.call.upstairs") if direction is Direction.UP else "",
        ready=voice.ja.text("signage.call.ready") if is_board(site, call.service) else "",
        cue=f"{call.ticket} {shown.since.timestamp()}" if shown.fresh else "",
    )


def listed_call(site: Site, call: Call) -> ListedCall:
    """A line of the last calls."""
    counter = site.counters.get(call.counter)
    return ListedCall(call.ticket, call.label, counter.number if counter else "")


def waiting_row(voice: Voice, row: Congestion, *, live: bool) -> WaitingRow:
    """A service: figures where it is open and we are live, else why there are none."""
    note = _note(voice.ja, row.opening) if live else voice.ja.text("signage.table.checking")
    level = row.level.value if row.level and not note else "closed"
    return WaitingRow(
        key=row.service.id,
        prefix=row.service.prefix,
        name=words(row.service.name, "ja"),
        people="" if note else str(row.waiting),
        wait="" if note else _wait(voice.ja, row.wait),
        level=level,
        crowd="" if level == "closed" else voice.ja.text(f"congestion.{level}"),
        note=note,
    )


def sentences(voice: Voice, said: Line) -> tuple[Said, ...]:
    """A line of the ticker in each of its languages but plain Japanese; nothing of empty ones."""
    if isinstance(said, Closing):
        service = words(said.service.name, "ja")
        return (Said(voice.ja.text(f"signage.line.{said.reason.value}", service=service)),)
    spoken = languages({name: text for name, text in said.items() if name != "ja-easy"})
    found = (Said(said.get(name, "").strip(), name) for name in spoken)
    return tuple(item for item in found if item.text)


def page_note(index: int, count: int) -> str:
    """Which page of how many; nothing for a single one."""
    return f"{index + 1} / {count}" if count > 1 else ""


def _note(ja: Words, opening: Opening) -> str:
    if opening.reason is Reason.OPEN:
        return ""
    return ja.text(
        f"signage.closed.{opening.reason.value}",
        opens=_hour(opening.opens),
        closes=_hour(opening.closes),
    )


def _wait(ja: Words, wait: Wait | None) -> str:
    if wait is None:
        return ja.text("signage.wait.unknown")
    return ja.text(f"wait.{phrase(wait)}", low=wait.low, high=wait.high, minutes=wait.high)


def _hour(at: time | None) -> str:
    return f"{at.hour}:{at.minute:02}" if at else ""


def face(
    voice: Voice, frame: Frame, site: Site | None, now: datetime, trouble: str, line: Said
) -> Face:
    """Everything beside the rotation at `now`; `trouble` is a hint for the staff."""
    said = replace(
        clock_face(voice, now, site),
        live=frame.live,
        trouble=trouble,
        line=line.text,
        line_language=line.language,
    )
    return _with_lobby(said, voice, frame, site) if site else said


def _with_lobby(said: Face, voice: Voice, frame: Frame, site: Site) -> Face:
    return replace(
        said,
        known=True,
        calls=tuple(large_call(voice, site, shown) for shown in frame.large),
        recent=tuple(listed_call(site, call) for call in frame.recent),
        ready=tuple(ReadyNumber(label, label) for label in frame.ready.items),
        ready_page=page_note(frame.ready.index, frame.ready.count),
        board_lines=frame.board_lines,
    )

"""The lists on the screens, row by row. Pure."""

from dataclasses import dataclass

from assets.words import LANGUAGES, Words
from hub.domain.dates import clock
from hub.domain.opening import Opening, Reason
from hub.domain.site import words as in_language
from hub.domain.waiting import Congestion, Wait, phrase
from kiosk.app.moment import Moment
from kiosk.app.world import World, classes, offered
from kiosk.flow.state import State
from kiosk.shell.icons import known


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service as visitors choose it. Empty texts take no room.

    `level` is quiet, moderate, busy, closed, or open where the wait is not known now.
    """

    key: str
    prefix: str
    name: str
    description: str
    level: str
    badge: str
    waiting: str
    wait: str
    isOpen: bool


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A priority class."""

    key: str
    name: str
    sign: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language by its own name."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something that staff look up on the maintenance page."""

    name: str
    value: str


def service_rows(world: World, words: Words, moment: Moment) -> list[ServiceRow]:
    """All services of this kiosk; closed ones stay visible and say until when they were open."""
    return [_service_row(line, world.live, words) for line in offered(world, moment)]


def _service_row(line: Congestion, live: bool, words: Words) -> ServiceRow:
    level, badge, waiting, wait = _standing(line, live, words)
    return ServiceRow(
        key=line.service.id,
        prefix=line.service.prefix,
        name=in_language(line.service.name, words.language),
        description=in_language(line.service.description, words.language),
        level=level,
        badge=badge,
        waiting=waiting,
        wait=wait,
        isOpen=line.opening.is_open,
    )


def _standing(line: Congestion, live: bool, words: Words) -> tuple[str, str, str, str]:
    """Level, badge, people waiting, expected wait. What is not live is not shown as if it were."""
    if not line.opening.is_open:
        badge = words.text(f"badge.{line.opening.reason}")
        return "closed", badge, "", closed_until(line.opening, words)
    if not live:
        return "open", words.text("badge.open"), "", ""
    waiting = words.text("wait.people", count=line.waiting)
    if line.level is None or line.wait is None:
        return "open", words.text("badge.open"), waiting, ""
    return line.level, words.text(f"congestion.{line.level}"), waiting, wait_text(line.wait, words)


def closed_until(opening: Opening, words: Words) -> str:
    """When it opens again today, or until when it was open; nothing where no clock decided."""
    if opening.opens is not None:
        return words.text("from", time=clock(opening.opens))
    if opening.reason is Reason.ENDED and opening.closes is not None:
        return words.text("until", time=clock(opening.closes))
    return ""


def wait_text(wait: Wait, words: Words) -> str:
    """15〜25分, 20分以内, 5分くらい or すぐご案内."""
    numbers = {"low": wait.low, "high": wait.high, "minutes": wait.high}
    return words.text(f"wait.{phrase(wait)}", **numbers)


def class_rows(world: World, state: State) -> list[ClassRow]:
    """The classes that visitors may choose themselves."""
    return [
        ClassRow(
            item.id,
            in_language(item.name, state.language),
            known(item.icon, "accessible"),
            item.id == state.priority,
        )
        for item in classes(world)
    ]


def language_rows(world: World, state: State) -> list[LanguageRow]:
    """The languages of the site."""
    tags = world.lobby.site.languages if world.lobby else tuple(LANGUAGES)
    return [LanguageRow(tag, LANGUAGES[tag], tag == state.language) for tag in tags]

"""How public pages say what the lobby knows: counters, waits, why something is closed.

Texts in plain Japanese have readings, as in assets.words: pages show them with `ruby` or `plain`.
"""

from collections.abc import Mapping
from datetime import date

from hub.domain.opening import Opening
from hub.domain.site import Site, Text
from hub.domain.site import words as text
from hub.domain.waiting import Congestion, Level, Wait, phrase
from hub.service.holidays import national_holidays
from hub.web.texts import texts

SHAPES: Mapping[Level, str] = {Level.QUIET: "●", Level.MODERATE: "▲", Level.BUSY: "■"}


def counter_sign(site: Site, counter_id: str, language: str) -> str:
    """Counter 3 as people say it, or its own name; empty for a counter that there is not."""
    counter = site.counters.get(counter_id)
    if counter is None:
        return ""
    if not counter.number.isdecimal():
        return counter.number
    return texts(language).text("counter", counter=counter.number)


def wait_words(wait: Wait | None, language: str) -> str:
    """The range as the visitor reads it."""
    if wait is None:
        return "―"
    numbers = {"low": wait.low, "high": wait.high, "minutes": wait.high}
    return texts(language).text(f"wait.{phrase(wait)}", **numbers)


def level_words(found: Congestion, language: str) -> str:
    """Shape and word of the congestion; why, where the service is closed."""
    if not found.opening.is_open:
        return closed_words(found.opening, language)
    if found.level is None:
        return ""
    return f"{SHAPES[found.level]} {texts(language).text(f'congestion.{found.level}')}"


def closed_words(opening: Opening, language: str) -> str:
    """Why no number is given, and from or until when."""
    return texts(language).text(
        f"closed.{opening.reason}",
        opens=f"{opening.opens:%H:%M}" if opening.opens else "",
        closes=f"{opening.closes:%H:%M}" if opening.closes else "",
    )


def closure_words(day: date, reason: Text, language: str) -> str:
    """Why a day is closed. A holiday keeps its Japanese name, beside what it means."""
    if reason == {"ja": national_holidays(day.year).get(day)}:
        return texts(language).text("holiday", name=reason["ja"])
    return text(reason, language)

"""What a display says aloud: from news and settings to calls, voices and a loudspeaker."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import assets
from assets import words
from devices.speech.announcer import Announcer, Listeners, Manner
from devices.speech.phrasebook import Phrasebook
from devices.speech.phrases import Words
from devices.speech.plan import planned
from devices.speech.port import Line, Phrase, Script, Speaker, Voice
from devices.speech.queue import Call, Loudness, Period
from devices.speech.sound import from_wav
from devices.speech.store import Store
from hub.client import DisplaySettings, Speech
from hub.domain import lobby
from hub.domain.alerts import Alert, Status
from hub.domain.lobby import Snapshot
from hub.domain.site import Site, is_board
from signage.rotation.lists import Wanted, wanted

# Numbers of one service that are rendered ahead; a larger one is rendered when it is called.
MOST = 999
_OFFLINE = range(1, 100)  # what a kiosk gives from its own series in a long outage
_KINDS = {False: "counters", True: "ready"}


class Outlet(Speaker, Protocol):
    """A loudspeaker that is open."""

    def there(self) -> bool:
        """Whether there is something to play on now."""

    def close(self) -> None:
        """Let the device go."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where phrases are kept, and what makes the voices and the loudspeaker of a kind."""

    folder: Path
    voices: Callable[[], Sequence[Voice]]
    outlet: Callable[[str], Outlet]


class Room:
    """Everything that sounds, from `open` to `close`: built for one set of settings."""

    def __init__(
        self,
        workshop: Workshop,
        speech: Speech,
        listeners: Listeners,
        clock: Callable[[], datetime],
    ) -> None:
        self._words = foreign(speech.languages)
        self._outlet = workshop.outlet(speech.kind)
        self.has_sound = self._outlet.there()
        self._phrasebook = Phrasebook(Store(workshop.folder), workshop.voices())
        chime = from_wav(assets.path("sounds", "chime.wav").read_bytes())
        manner = Manner(chime, loudness(speech), self._words)
        self.announcer = Announcer(self._outlet, self._phrasebook, manner, listeners, clock)

    def open(self) -> None:
        """Begin."""
        self._phrasebook.start()
        self.announcer.start()

    def prepare(self, site: Site) -> None:
        """Render ahead what this city can call."""
        self._phrasebook.plan(callable_phrases(site, self._words))

    def close(self) -> None:
        """Be silent and end."""
        self.announcer.stop()
        self._phrasebook.stop()
        self._outlet.close()


def loudness(speech: Speech) -> Loudness:
    """The volume over the day."""
    periods = (Period(item.begins, item.ends, item.volume) for item in speech.periods)
    return Loudness(speech.volume, tuple(periods))


def foreign(languages: Iterable[str]) -> dict[str, Words]:
    """The words of a call in the languages that are spoken after the Japanese."""
    return {language: _words(language) for language in languages if language not in words.JAPANESE}


def _words(language: str) -> Words:
    texts = words.load(language, "speech").texts
    return Words(texts["speech.number"], texts["speech.go"], texts["speech.ready"])


def audible(settings: DisplaySettings) -> Wanted:
    """The services whose calls this display says."""
    shown, calls = wanted(settings.services), settings.speech.calls
    return lambda service: shown(service) and calls in ("all", _KINDS[service.board])


def spoken(snapshot: Snapshot, calls: Iterable[lobby.Call]) -> Iterator[Call]:
    """The calls as they are said; none to a counter that the city no longer has."""
    languages = {ticket.id: ticket.language for ticket in snapshot.tickets}
    for call in calls:
        counter = snapshot.site.counters.get(call.counter)
        if counter is not None:
            language = languages.get(call.ticket, "ja")
            ready = is_board(snapshot.site, call.service)
            yield Call(call.ticket, call.label, counter.number, language, ready)


def callable_phrases(site: Site, others: dict[str, Words]) -> tuple[Phrase, ...]:
    """Every phrase of a call in this city, but for numbers in other languages."""
    services = site.services.values()
    numbers = [range(item.first, min(item.last, item.first + MOST - 1) + 1) for item in services]
    signs = [counter.number for counter in site.counters.values()]
    return planned(_prefixes(site), (*numbers, _OFFLINE), signs, others)


def _prefixes(site: Site) -> Iterator[str]:
    """Those of all services, and with the marks of the kiosks that give numbers without a hub."""
    yield from (service.prefix for service in site.services.values())
    for kiosk in site.kiosks.values():
        yield from (site.services[name].prefix + kiosk.mark for name in kiosk.services)


def proclaimed(alert: Alert, languages: Iterable[str]) -> Script:
    """An emergency as it is said: in Japanese, then in those of its languages that are spoken."""
    spoken_ones = ("ja", *(tag for tag in languages if tag not in words.JAPANESE))
    return tuple(
        Line(tuple(Phrase(language, sentence) for sentence in _sentences(alert, language)))
        for language in dict.fromkeys(spoken_ones)
        if alert.headline.get(language)
    )


def _sentences(alert: Alert, language: str) -> Iterator[str]:
    """What it is, first of all that it is a drill, and what to do."""
    drill = words.load(language, "emergency").text("emergency.drill_note")
    first = drill if alert.status is Status.EXERCISE else ""
    for text in (first, alert.headline[language], (alert.instruction or {}).get(language, "")):
        yield from filter(None, map(str.strip, words.plain(text).split("。")))

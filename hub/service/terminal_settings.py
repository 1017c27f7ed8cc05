"""From the city's settings to what each terminal is told about itself."""

from config import schema
from config.logo import read_logo
from config.schema.settings import Settings
from hub.domain.floors.places import Building
from hub.domain.forms.book import Book
from hub.service.floors import building
from hub.service.site import issuing
from hub.service.terminals import (
    Card,
    DisplaySettings,
    Guidance,
    KioskSettings,
    Printer,
    Scanner,
    Speech,
    Survey,
    VolumePeriod,
)
from hub.service.texts import text, text_or_none


def kiosks(settings: Settings, book: Book) -> dict[str, KioskSettings]:
    """The kiosks of terminals.yaml by id."""
    return {item.id: _kiosk(item, settings, book) for item in settings.terminals.kiosks}


def displays(settings: Settings) -> dict[str, DisplaySettings]:
    """The displays of terminals.yaml by id."""
    return {item.id: _display(item, settings) for item in settings.terminals.displays}


def _kiosk(item: schema.Kiosk, settings: Settings, book: Book) -> KioskSettings:
    site, rules = settings.site, settings.site.kiosk
    return KioskSettings(
        id=item.id,
        name=item.name,
        place=text(item.place),
        services=issuing(item, settings),
        classes=tuple(choice.id for choice in site.priority_classes if choice.at_kiosk),
        printer=Printer(**item.printer.model_dump()),
        card=Card(**item.card.model_dump(exclude_none=True)),
        scanner=Scanner(**item.scanner.model_dump()),
        idle_warning_seconds=rules.idle_warning_seconds,
        idle_grace_seconds=rules.idle_grace_seconds,
        ticket_screen_seconds=rules.ticket_screen_seconds,
        staff_pin_hash=rules.staff_pin_hash,
        opening_note=text_or_none(site.opening_note),
        logo=read_logo(settings),
        events=tuple(book.events) if item.forms is None else item.forms,
        guidance=Guidance(
            headset=item.headset or "",
            volume=rules.voice_volume / 100,
            keys=item.keypad.model_dump(),
            readings=site.speech.readings,
        ),
        survey=_survey(item, settings),
        checks_in=_checks_in(item, settings),
    )


def _checks_in(item: schema.Kiosk, settings: Settings) -> bool:
    """A service that no kiosk gives numbers of is received at every one, by appointment."""
    here = set(issuing(item, settings))
    here |= {service.id for service in settings.services if not service.at_kiosk}
    return any(each.service in here for each in settings.visits.appointments.services)


def _survey(item: schema.Kiosk, settings: Settings) -> Survey:
    given = settings.visits.survey
    if given is None or (given.kiosks is not None and item.id not in given.kiosks):
        return Survey()
    return Survey(True, text_or_none(given.question))


def _display(item: schema.Display, settings: Settings) -> DisplaySettings:
    everything = tuple(service.id for service in settings.services)
    return DisplaySettings(
        id=item.id,
        name=item.name,
        orientation=item.orientation,
        rotate=item.rotate,
        services=item.services or everything,
        speech=_speech(item.speech, settings.site),
        node=item.node or "",
        building=building(settings) if item.node else Building(),
    )


def _speech(item: schema.Speech, site: schema.Site) -> Speech:
    rules = site.speech
    return Speech(
        kind=item.kind,
        calls=item.calls,
        languages=site.languages if rules.languages is None else rules.languages,
        volume=rules.volume / 100,
        periods=tuple(
            VolumePeriod(period.begins, period.ends, period.volume / 100)
            for period in rules.periods
        ),
    )
